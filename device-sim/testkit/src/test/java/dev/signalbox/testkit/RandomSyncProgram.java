package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Several clients at once that use everything there is about fences, also wrongly, and close at any instant. Every answer that it
 * asks for is kept, and has to come.
 */
final class RandomSyncProgram {
    private static final Set<Errno> REFUSALS = Set.of(
            Errno.EINVAL, Errno.ENOENT, Errno.ESHUTDOWN, Errno.EAGAIN, Errno.ETIME, Errno.ECANCELED, Errno.ESRCH);

    /** A wait for fences that may end only when they have signalled, or by the clock. */
    private record FenceQuestion(List<Fence> fences, boolean all, CompletableFuture<Integer> stage) {}

    private final LabRun run;
    private final SplittableRandom random;
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> closing = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<Queue> longRunning = new ArrayList<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<SyncObject> objects = new ArrayList<>();
    private final List<SoftwareTimeline> timelines = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();
    private final List<SyncFile> files = new ArrayList<>();
    private final Map<String, CompletableFuture<?>> asked = new LinkedHashMap<>();
    private final List<FenceQuestion> questions = new ArrayList<>();

    RandomSyncProgram(LabRun run, SplittableRandom random) {
        this.run = run;
        this.random = random;
        open();
        open();
    }

    /** Does one thing; a refusal is an answer like any other. */
    void step() {
        if (clients.size() < 2) {
            open();
        }
        try {
            act(random.nextInt(100));
        } catch (Refusal refused) {
            assertThat(refused.errno()).as("seed %d: %s", run.seed(), refused).isIn(REFUSALS);
        }
    }

    private void act(int choice) {
        if (choice < 20) {
            submit();
        } else if (choice < 35) {
            change();
        } else if (choice < 55) {
            await();
        } else if (choice < 65) {
            fence();
        } else if (choice < 75) {
            awaitFences();
        } else if (choice < 90) {
            files();
        } else if (choice < 97) {
            handles();
        } else {
            close();
        }
    }

    private void open() {
        Client client = run.client("client " + (clients.size() + closing.size()));
        clients.add(client);
        queues.add(client.queue(one(List.of("RCS", "BCS", "VCS"))));
        longRunning.add(client.queue(QueueOptions.on("CCS").forLongRunning()));
        buffers.add(client.buffer(4096));
        objects.add(client.syncObject("object " + objects.size()));
        objects.add(client.signalledSyncObject("object " + objects.size()));
        timelines.add(client.timeline("timeline"));
        timelines.add(client.userTimeline("user timeline"));
    }

    private void submit() {
        boolean patient = random.nextInt(4) == 0;
        List<Job> jobs = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            jobs.add(job(patient));
        }
        Submission submission = one(patient ? longRunning : queues).submit(jobs);
        ask("accepted", submission.accepted());
        ask("ended", submission.ended());
        fences.add(random.nextInt(4) == 0 ? submission.scheduled() : submission.finished());
    }

    private Job job(boolean patient) {
        Job job = Job.of(Work.micros(random.nextInt(20)));
        if (random.nextInt(3) == 0) {
            job.waitsFor(point());
        }
        if (random.nextInt(2) == 0 && (!patient || random.nextInt(10) == 0)) {
            job.signals(point());
        }
        if (random.nextInt(3) == 0 && (!patient || random.nextInt(10) == 0)) {
            job = random.nextBoolean() ? job.reads(one(buffers)) : job.writes(one(buffers));
        }
        if (random.nextInt(3) == 0 && !fences.isEmpty()) {
            job.after(one(fences));
        }
        return random.nextInt(6) == 0 && !files.isEmpty() ? job.after(one(files)) : job;
    }

    private SyncPoint point() {
        return one(objects).at(random.nextBoolean() ? 0 : random.nextInt(12));
    }

    private void change() {
        SyncObject object = one(objects);
        switch (random.nextInt(5)) {
            case 0 -> object.signal();
            case 1 -> object.signal(random.nextInt(12));
            case 2 -> object.reset();
            case 3 -> ask("transfer", object.transfer(random.nextInt(12), point()));
            default -> ask("later transfer", object.transferWhenThere(random.nextInt(12), point(), patience()));
        }
    }

    private Duration patience() {
        return Duration.ofNanos(random.nextInt(4) * 10_000L);
    }

    private void await() {
        SyncPoint[] points = new SyncPoint[1 + random.nextInt(3)];
        for (int i = 0; i < points.length; i++) {
            points[i] = point();
        }
        PointWait wait = random.nextBoolean() ? PointWait.forAll(points) : PointWait.forAny(points);
        wait = random.nextBoolean() ? wait.whenSubmitted() : wait;
        wait = random.nextInt(3) == 0 ? wait.whenAvailable() : wait;
        wait = random.nextInt(3) == 0 ? wait.deadline(random.nextInt(50_000)) : wait;
        wait = random.nextBoolean() ? wait.within(patience()) : wait;
        switch (random.nextInt(6)) {
            case 0 -> ask("value", one(objects).value());
            case 1 -> ask("last submitted", one(objects).lastSubmitted());
            case 2 -> ask("subscription", one(objects).subscribe(random.nextInt(12), random.nextBoolean()));
            default -> ask("wait", one(clients).await(wait));
        }
    }

    private void fence() {
        SoftwareTimeline timeline = one(timelines);
        switch (random.nextInt(5)) {
            case 0, 1 -> fences.add(timeline.fence());
            case 2 -> timeline.signalAll();
            case 3 -> {
                Fence fence = timeline.fence();
                fences.add(timeline.fence());
                timeline.signal(fence);
            }
            default -> setDeadline();
        }
    }

    private void setDeadline() {
        if (!fences.isEmpty()) {
            one(fences).setDeadline(random.nextInt(100_000));
        }
    }

    private void awaitFences() {
        if (fences.isEmpty()) {
            return;
        }
        List<Fence> some = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            some.add(one(fences));
        }
        boolean all = random.nextBoolean();
        Duration patience = random.nextBoolean() ? patience() : Duration.ofSeconds(Long.MAX_VALUE);
        Client client = one(clients);
        CompletionStage<Integer> stage = all ? client.awaitAll(some, patience) : client.awaitAny(some, patience);
        ask(all ? "all fences" : "any fence", stage);
        questions.add(new FenceQuestion(some, all, stage.toCompletableFuture()));
        ask("fence", one(fences).signalled());
    }

    private void files() {
        SyncFile file = files.isEmpty() ? SyncFile.of("empty") : one(files);
        switch (random.nextInt(6)) {
            case 0 -> ask("file of object", one(objects).exportFile(random.nextInt(12)), files::add);
            case 1 -> ask("file of buffer", one(buffers).exportFile(random.nextBoolean()), files::add);
            case 2 -> one(objects).importFile(file, random.nextInt(12));
            case 3 -> one(buffers).importFile(file, random.nextBoolean());
            case 4 -> files.add(SyncFile.of("file", fences.isEmpty() ? new Fence[0] : new Fence[] {one(fences)}));
            default -> ask("file", file.merge("merged", SyncFile.of("none")).signalled());
        }
    }

    private void handles() {
        SyncObject object = one(objects);
        switch (random.nextInt(4)) {
            case 0 -> {
                object.close();
                objects.remove(object);
                objects.add(one(clients).syncObject("object"));
            }
            case 1, 2 -> ask("handle", one(clients).open(object.share()), objects::add);
            default -> one(timelines).close();
        }
    }

    private void close() {
        Client client = one(clients);
        clients.remove(client);
        closing.add(client);
        ask(
                "closed",
                client.close(
                        one(List.of(Closing.abort(), Closing.drain(), Closing.deadline(Duration.ofNanos(30_000))))));
    }

    private void ask(String what, CompletionStage<?> stage) {
        asked.put(asked.size() + " " + what, stage.toCompletableFuture());
    }

    private <T> void ask(String what, CompletionStage<T> stage, Consumer<T> then) {
        ask(what, stage.thenAccept(then));
    }

    /** Nothing is under way any more: who still waits for fences has to have a reason. */
    void checkNobodyIsForgotten() {
        for (FenceQuestion question : questions) {
            if (!question.stage().isDone()) {
                long signalled =
                        question.fences().stream().filter(Fence::isSignalled).count();
                assertThat(question.all() ? question.fences().size() - signalled : 1 - signalled)
                        .as("seed %d: %s waits for what has signalled", run.seed(), question)
                        .isPositive();
            }
        }
    }

    /** Closes whatever is open, at whatever moment it is. */
    void end(Closing how) {
        clients.forEach(client -> ask("closed", client.close(how)));
        closing.addAll(clients);
        clients.clear();
        run.runUntilIdle();
        closing.forEach(client -> client.close(Closing.abort()));
        run.runUntilIdle();
    }

    /** Every answer has come; returns how many of each kind. */
    Map<String, Integer> answers() {
        Map<String, Integer> kinds = new TreeMap<>();
        asked.forEach((name, stage) -> {
            assertThat(stage.isDone())
                    .as("seed %d: %s has an answer", run.seed(), name)
                    .isTrue();
            kinds.merge(name.replaceAll("^\\d+ ", "") + " " + outcome(name, stage), 1, Integer::sum);
        });
        return kinds;
    }

    private String outcome(String name, CompletableFuture<?> stage) {
        try {
            Object value = stage.join();
            return value instanceof Optional<?> end ? end.toString() : "ok";
        } catch (CompletionException failure) {
            Errno errno = Failures.errno(failure);
            assertThat(errno).as("seed %d: %s", run.seed(), name).isIn(REFUSALS);
            return errno.toString();
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
