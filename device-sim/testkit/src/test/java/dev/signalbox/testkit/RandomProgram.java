package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Calls the public API at random: everything that a program can do, also what is refused. */
final class RandomProgram {
    private static final List<List<String>> ENGINES = List.of(
            List.of("RCS"), List.of("RCS"), List.of("BCS"), List.of("VCS"), List.of("VCS1"), List.of("VCS2", "VECS"));

    private final LabRun run;
    private final SplittableRandom random;
    private final List<Client> clients = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<Client> closing = new ArrayList<>();
    private final Map<Queue, Client> owners = new HashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<SoftwareTimeline> timelines = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();
    private final List<Submission> submissions = new ArrayList<>();

    RandomProgram(LabRun run, SplittableRandom random) {
        this.run = run;
        this.random = random;
        open();
    }

    /** Does one thing; a refusal is an answer like any other. */
    void step() {
        if (Stream.of(clients, queues, buffers, timelines).anyMatch(List::isEmpty)) {
            open();
        }
        try {
            int choice = random.nextInt(100);
            if (choice < 55) {
                submit();
            } else if (choice < 70) {
                advance();
            } else if (choice < 80) {
                create();
            } else if (choice < 86) {
                change();
            } else {
                giveUp(choice);
            }
        } catch (Refusal refused) {
            assertThat(refused.errno()).isIn(Errno.EAGAIN, Errno.ESHUTDOWN, Errno.EINVAL, Errno.ESRCH);
        }
    }

    /** Leaves nothing behind that keeps the run from its end. */
    void end() {
        clients.forEach(client -> client.close(Closing.abort()));
        closing.forEach(client -> client.close(Closing.abort()));
    }

    private void open() {
        Client client = run.client("client " + clients.size());
        clients.add(client);
        queue(client);
        buffers.add(client.buffer(1 + random.nextInt(10_000)));
        timelines.add(client.timeline("timeline " + timelines.size()));
    }

    private void queue(Client client) {
        List<String> engines = one(ENGINES);
        QueueOptions options =
                QueueOptions.on(engines.toArray(String[]::new)).priority(one(List.of(Priority.values())));
        Queue queue = client.queue(engines.equals(List.of("VCS")) ? options.bond("RCS", List.of("VCS2")) : options);
        queues.add(queue);
        owners.put(queue, client);
    }

    private void create() {
        int choice = random.nextInt(4);
        if (choice == 0) {
            open();
        } else if (choice == 1) {
            queue(one(clients));
        } else if (choice == 2) {
            buffers.add(one(clients).buffer(4096));
        } else {
            timelines.add(one(clients).timeline("timeline " + timelines.size()));
        }
    }

    /** Does something to a living queue. */
    private void change() {
        int choice = random.nextInt(10);
        if (choice < 3) {
            one(queues).priority(one(List.of(Priority.values())));
        } else if (choice < 6) {
            one(queues).engines(one(ENGINES).toArray(String[]::new));
        } else if (choice < 8) {
            gone(queues).kill();
        } else if (choice < 9) {
            one(queues).ban();
        } else {
            gone(queues).destroy();
        }
    }

    private void submit() {
        List<Job> jobs = new ArrayList<>();
        Job like = random.nextInt(3) == 0 ? job() : null;
        for (int i = 1 + random.nextInt(1 + random.nextInt(20)); i > 0; i--) {
            jobs.add(like == null ? job() : like);
        }
        Submission submission = one(queues).submit(jobs);
        submissions.add(submission);
        fences.add(random.nextBoolean() ? submission.finished() : submission.scheduled());
    }

    private Job job() {
        Job job = Job.of(random.nextInt(40) == 0 ? Work.endless() : Work.micros(random.nextInt(30)))
                .credits(1 + random.nextInt(3));
        if (random.nextInt(3) == 0) {
            Buffer buffer = one(buffers);
            job = random.nextBoolean() ? job.reads(buffer) : job.writes(buffer);
        }
        if (random.nextInt(4) == 0 && !fences.isEmpty()) {
            job.after(one(fences));
        }
        if (random.nextInt(8) == 0 && !submissions.isEmpty()) {
            job.startingWith(one(submissions));
        }
        return job;
    }

    private void advance() {
        int choice = random.nextInt(4);
        if (choice == 0) {
            fences.add(one(timelines).fence());
        } else if (choice == 1) {
            one(timelines).signalAll();
        } else if (choice == 2) {
            SoftwareTimeline timeline = one(timelines);
            Fence fence = timeline.fence();
            fences.add(timeline.fence());
            timeline.signal(fence);
        } else if (!submissions.isEmpty()) {
            one(submissions).end();
        }
    }

    /** What is given up is mostly not named again, for that is refused. */
    private void giveUp(int choice) {
        if (choice < 92) {
            gone(buffers).destroy();
        } else if (choice < 96) {
            gone(timelines).close();
        } else {
            Client client = gone(clients);
            client.close(one(List.of(
                    Closing.abort(), Closing.drain(), Closing.deadline(Duration.ofNanos(random.nextInt(50_000))))));
            closing.add(client);
            queues.removeIf(queue -> owners.get(queue) == client);
        }
    }

    private <T> T gone(List<T> of) {
        T gone = one(of);
        if (random.nextInt(5) > 0) {
            of.remove(gone);
        }
        return gone;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
