package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Clients on one ring that fill their buffers, end some of their jobs, and reach for buffers that they have destroyed. */
final class SpoiltJobs {
    private static final int CLIENTS = 20;
    private static final int CELLS = 16;
    private static final int CELL_DWORDS = 64;
    private static final int CELL_BYTES = CELL_DWORDS * Integer.BYTES;
    private static final int MOST_TASKS = 60;

    /** Fills cells of a buffer with a value of its own. */
    private record Filling(int from, int to, int value) {}

    /** A job that was submitted. */
    private static final class Sent {
        private final Submission submission;
        private final List<Filling> fillings;
        private boolean ended;

        private Sent(Submission submission, List<Filling> fillings) {
            this.submission = submission;
            this.fillings = fillings;
        }
    }

    /** A client with a buffer at a time. */
    private final class Owner {
        private final Client client;
        private final Queue queue;
        private final List<Sent> sent = new ArrayList<>();
        private Buffer buffer;

        Owner(int number) {
            client = run.client("client-" + number);
            queue = client.queue("ALL");
            buffer = client.buffer(CELLS * CELL_BYTES);
        }

        void submit() {
            List<Filling> fillings = new ArrayList<>();
            Program.Builder program = Program.builder();
            for (int left = 1 + random.nextInt(2); left > 0; left--) {
                int from = random.nextInt(CELLS);
                Filling filling = new Filling(from, from + 1 + random.nextInt(CELLS - from), ++values);
                fillings.add(filling);
                long bytes = (long) (filling.to - from) * CELL_BYTES;
                program.fill(buffer.address() + (long) from * CELL_BYTES, bytes, filling.value)
                        .delay(random.nextInt(3_000));
            }
            Work work = Work.nanos(random.nextInt(10_000)).with(program.build());
            sent.add(new Sent(queue.submit(Job.of(work).writes(buffer)), fillings));
        }

        /** Ends a job that may be over, executing, or behind others. */
        void end() {
            if (!sent.isEmpty()) {
                Sent last = sent.get(sent.size() - 1 - random.nextInt(Math.min(3, sent.size())));
                last.ended = true;
                last.submission.end();
            }
        }

        /** Gives its buffer away for another one, and reaches for it all the same. */
        void replace() {
            check();
            Buffer gone = buffer;
            gone.destroy();
            buffer = client.buffer(CELLS * CELL_BYTES);
            run.await(buffer.write(0, Dwords.of(0)));
            if (gone.address() != buffer.address()) {
                Program late = Program.builder()
                        .fill(gone.address(), CELLS * CELL_BYTES, ++values)
                        .build();
                Submission astray = queue.submit(Job.of(Work.of(late)));
                assertThat(run.await(astray.ended()).error())
                        .as("seed %d: reaches for what is gone", run.seed())
                        .isPresent();
            }
        }

        /** Looks at its buffer when its jobs are over. */
        void check() {
            List<Set<Integer>> allowed = new ArrayList<>();
            IntStream.range(0, CELLS).forEach(cell -> allowed.add(new TreeSet<>(Set.of(0))));
            sent.forEach(each -> apply(each, allowed));
            sent.clear();
            Dwords contents = run.await(buffer.read(0, CELLS * CELL_DWORDS));
            for (int dword = 0; dword < CELLS * CELL_DWORDS; dword++) {
                assertThat(contents.dword(dword))
                        .as("seed %d: dword %d of %s", run.seed(), dword, buffer)
                        .isIn(allowed.get(dword / CELL_DWORDS));
            }
        }

        private void apply(Sent job, List<Set<Integer>> allowed) {
            Optional<Errno> error = run.await(job.submission.ended()).error();
            astray += error.filter(Errno.EFAULT::equals).isPresent() ? 1 : 0;
            boolean certain = error.isEmpty() && !job.ended;
            for (Filling filling : job.fillings) {
                for (int cell = filling.from; cell < filling.to; cell++) {
                    if (certain) {
                        allowed.get(cell).clear();
                    }
                    allowed.get(cell).add(filling.value);
                }
            }
        }
    }

    private final LabRun run;
    private final SplittableRandom random;
    private final List<Owner> owners = new ArrayList<>();
    private int values;
    private long astray;

    SpoiltJobs(LabRun run, SplittableRandom random) {
        this.run = run;
        this.random = random;
        for (int number = 0; number < CLIENTS; number++) {
            owners.add(new Owner(number));
        }
    }

    /** Does one thing. */
    void step() {
        Owner owner = owners.get(random.nextInt(CLIENTS));
        int what = random.nextInt(40);
        if (what < 22) {
            owner.submit();
        } else if (what < 30) {
            owner.end();
        } else if (what < 32) {
            owner.replace();
        } else {
            for (int left = random.nextInt(MOST_TASKS); left > 0 && run.lab().step(); left--) {
                // Each is one task, or a move of the clock.
            }
        }
    }

    /** Looks at all buffers when all jobs are over. */
    void check() {
        owners.forEach(Owner::check);
    }

    /** Returns how many jobs have ended with EFAULT, but for those that reached for what is gone. */
    long astray() {
        return astray;
    }
}
