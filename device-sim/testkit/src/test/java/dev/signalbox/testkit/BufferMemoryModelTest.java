package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Programs of several clients, the host and the memory manager at random, with less memory than all buffers need. What each buffer
 * holds is what jobs and the host stored there in the order of submission, as one word for each buffer says.
 */
@SignalboxTest
class BufferMemoryModelTest {
    private static final int SEEDS = 15;
    private static final int STEPS = 120;
    private static final int PAGES = 256;

    @Test
    void buffersHoldWhatWasStoredThereLast() {
        Tally tally = new Tally();
        Seeds.first(SEEDS).forEach(seed -> {
            StoreDevice device = StoreDevice.ofPages(PAGES);
            LabRun.check(seed, run -> {
                run.open(device);
                Play play = new Play(run, new SplittableRandom(seed));
                play.run();
                tally.refused += play.refused;
                tally.released +=
                        run.facts().of(DeviceFact.BufferReleased.class).size();
            });
            assertThat(device.contents().heldBytes())
                    .as("seed %d: bytes that are left", seed)
                    .isZero();
        });
        assertThat(tally.refused).as("requests for which there was no room").isPositive();
        assertThat(tally.released).as("buffers that gave memory back").isPositive();
    }

    /** What came up in all runs. */
    private static final class Tally {
        private int refused;
        private int released;
    }

    /** A client, a queue of it on each engine, and its buffers. */
    private record Owner(Client client, List<Queue> queues, List<Held> buffers) {}

    private static final class Held {
        private final Buffer buffer;
        private int word;

        Held(Buffer buffer) {
            this.buffer = buffer;
        }
    }

    /** A job that was submitted, and what it is to do when it is not refused. */
    private record Pending(Submission job, Held to, int word) {}

    private static final class Play {
        private final LabRun run;
        private final SplittableRandom random;
        private final List<Owner> owners = new ArrayList<>();
        private int lastWord;
        private int refused;

        Play(LabRun run, SplittableRandom random) {
            this.run = run;
            this.random = random;
        }

        void run() {
            for (int i = 0; i < 3; i++) {
                Client client = run.client("client " + i);
                owners.add(new Owner(client, List.of(client.queue("A"), client.queue("B")), new ArrayList<>()));
            }
            for (int step = 0; step < STEPS; step++) {
                Owner owner = owners.get(random.nextInt(owners.size()));
                switch (random.nextInt(6)) {
                    case 0, 5 -> owner.buffers().add(new Held(owner.client().buffer(bytes())));
                    case 1 -> write(owner);
                    case 2 -> destroy(owner);
                    default -> store(owner);
                }
                if (step % 10 == 0) {
                    owners.forEach(this::check);
                }
            }
            owners.forEach(this::check);
        }

        private long bytes() {
            return 8 + random.nextLong(40L * DeviceMemory.PAGE);
        }

        private void write(Owner owner) {
            if (!owner.buffers().isEmpty()) {
                Held to = any(owner);
                int word = ++lastWord;
                if (isGranted(() -> run.await(to.buffer.write(0, Dwords.of(word))))) {
                    to.word = word;
                }
            }
        }

        private void destroy(Owner owner) {
            if (!owner.buffers().isEmpty()) {
                Held gone = any(owner);
                owner.buffers().remove(gone);
                gone.buffer.destroy();
            }
        }

        /** Submits several jobs that fill a buffer, or copy the word of another one. */
        private void store(Owner owner) {
            List<Pending> pending = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0 && !owner.buffers().isEmpty(); i--) {
                Held to = any(owner);
                Held from = any(owner);
                Queue queue = owner.queues().get(random.nextInt(2));
                int word = ++lastWord;
                pending.add(
                        random.nextBoolean()
                                ? new Pending(queue.submit(fill(to, word)), to, word)
                                : new Pending(queue.submit(copy(to, from)), to, from.word));
                settle(pending.get(pending.size() - 1));
            }
            pending.forEach(each -> run.await(each.job().finished().signalled()));
        }

        /** Whether there was room is known before anything executes. */
        private void settle(Pending pending) {
            if (isGranted(() -> run.await(pending.job().accepted()))) {
                pending.to().word = pending.word();
            }
        }

        private static Job fill(Held to, int word) {
            return Job.of(Work.of(
                            Program.builder().fill(to.buffer.address(), 4, word).build()))
                    .writes(to.buffer);
        }

        private static Job copy(Held to, Held from) {
            Program program = Program.builder()
                    .copy(to.buffer.address(), from.buffer.address(), 4)
                    .build();
            return Job.of(Work.of(program)).reads(from.buffer).writes(to.buffer);
        }

        private Held any(Owner owner) {
            return owner.buffers().get(random.nextInt(owner.buffers().size()));
        }

        private boolean isGranted(Runnable request) {
            try {
                request.run();
                return true;
            } catch (Refusal noRoom) {
                assertThat(noRoom.errno()).as("seed %d", run.seed()).isEqualTo(Errno.ENOMEM);
                refused++;
                return false;
            }
        }

        private void check(Owner owner) {
            for (Held held : owner.buffers()) {
                Optional<Dwords> found = read(held);
                found.ifPresent(words -> assertThat(words)
                        .as("seed %d, buffer %d", run.seed(), held.buffer.number())
                        .isEqualTo(Dwords.of(held.word)));
            }
        }

        /** A buffer that has never been used may find no room now. */
        private Optional<Dwords> read(Held held) {
            List<Dwords> found = new ArrayList<>();
            isGranted(() -> found.add(run.await(held.buffer.read(0, 1))));
            return found.stream().findFirst();
        }
    }
}
