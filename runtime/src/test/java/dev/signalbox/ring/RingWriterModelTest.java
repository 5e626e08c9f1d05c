package dev.signalbox.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of writes, reads, retirements and resets, on a ring and on a list of what every entry is to be: the device finds
 * it on the ring, whole and in order, whatever has wrapped, was full, or was reset in between.
 */
class RingWriterModelTest {
    private static final int SEQUENCES = 10_000;

    @Test
    void theDeviceFindsEveryEntryAsItWasGiven() {
        List<Run> runs = new ArrayList<>();
        Seeds.each(SEQUENCES, random -> {
            Run run = new Run(random);
            run.play();
            if (runs.size() < 100) {
                runs.add(run);
            }
        });
        if (Long.getLong("seed") == null) {
            assertThat(runs.stream().mapToInt(run -> run.full).sum()).isGreaterThan(100);
            assertThat(runs.stream().mapToInt(run -> run.padded).sum()).isGreaterThan(100);
            assertThat(runs.stream().mapToInt(run -> run.wrapped).sum()).isGreaterThan(100);
            assertThat(runs.stream().mapToInt(run -> run.resets).sum()).isGreaterThan(100);
        }
    }

    /** An entry that is on the ring; the programs of two that are equal are still two. */
    private record Given(long entry, Work work) {}

    private static final class Run {
        private static final int STEPS = 150;

        private final SplittableRandom random;
        private final RingMemory memory;
        private final RingWriter writer;

        /** What the device has not come to yet, and what it is done with that has not retired: their programs still stand. */
        private final Deque<Given> ahead = new ArrayDeque<>();

        private final Deque<Given> behind = new ArrayDeque<>();
        private final List<Packet> seen = new ArrayList<>();
        private boolean testAhead = true;
        private long written;
        int full;
        int padded;
        int wrapped;
        int resets;

        Run(SplittableRandom random) {
            this.random = random;
            memory = new RingMemory(64 << random.nextInt(4), (2 * Program.MOST_DWORDS) << random.nextInt(2));
            writer = new RingWriter(memory);
            writer.writeTest();
        }

        void play() {
            int readers = random.nextInt(1, 6);
            for (int step = 0; step < STEPS; step++) {
                int what = random.nextInt(12);
                if (what == 11 && random.nextInt(6) == 0) {
                    reset();
                } else if (what > readers) {
                    write();
                } else if (what == 0 || random.nextBoolean()) {
                    retire();
                } else {
                    read(random.nextInt(1, 40));
                }
            }
            read(Integer.MAX_VALUE);
            assertThat(ahead).isEmpty();
            writer.retire(written);
            assertThat(writer.hasRoom()).as("nothing is on the ring").isTrue();
        }

        private void write() {
            if (!writer.hasRoom()) {
                full++;
                assertThat(ahead.isEmpty() && behind.isEmpty())
                        .as("full of nothing")
                        .isFalse();
                return;
            }
            Given given = new Given(++written, work());
            long before = writer.writePointer();
            writer.write(given.entry(), given.work());
            ahead.addLast(given);
            assertThat(writer.writePointer() - memory.readPointer()).isLessThanOrEqualTo(memory.size());
            wrapped += before / memory.size() < writer.writePointer() / memory.size() ? 1 : 0;
        }

        private Work work() {
            long nanos = random.nextBoolean() ? 0 : random.nextLong(-1, 1_000);
            Errno fault = random.nextInt(4) == 0 ? Errno.EIO : null;
            return new Work(nanos, random.nextInt(2), fault, program());
        }

        private Program program() {
            int most = random.nextInt(3) == 0 ? Program.MOST_DWORDS : 20;
            int dwords = random.nextBoolean() ? 0 : random.nextInt(most + 1);
            return new Program(Dwords.of(random.ints(dwords).toArray()));
        }

        /** The device executes so many packets at most. */
        private void read(int packets) {
            for (int i = 0; i < packets && memory.readPointer() < writer.writePointer(); i++) {
                long at = memory.readPointer();
                Packet packet = Objects.requireNonNull(Packet.read(memory, at, writer.writePointer() - at));
                assertThat((at & (memory.size() - 1)) + packet.dwords())
                        .as("the end of %s", packet)
                        .isLessThanOrEqualTo(memory.size());
                memory.setReadPointer(at + packet.dwords());
                execute(packet);
            }
        }

        private void execute(Packet packet) {
            if (packet instanceof Packet.Nop) {
                padded++;
            } else {
                seen.add(packet);
            }
            if (testAhead && seen.size() == 2) {
                executeTest();
            } else if (packet instanceof Packet.Fence) {
                Given given = ahead.removeFirst();
                behind.addLast(given);
                checkSeen(given);
                seen.clear();
            }
        }

        private void executeTest() {
            for (Packet packet : List.of(seen.get(0), Objects.requireNonNull(first(seen.get(1))))) {
                Packet.Write write = (Packet.Write) packet;
                memory.setScratch((int) write.to(), write.value());
            }
            seen.clear();
            testAhead = false;
            assertThat(writer.isTestPassed()).isTrue();
        }

        private @Nullable Packet first(Packet packet) {
            Packet.Indirect indirect = (Packet.Indirect) packet;
            return Packet.read(at -> memory.indirect(indirect.address() + at), 0, indirect.length());
        }

        private void checkSeen(Given given) {
            Work work = given.work();
            List<Packet> rest = new ArrayList<>(seen);
            if (work.nanos() != 0) {
                assertThat(rest.remove(0)).isEqualTo(new Packet.Delay(work.nanos(), work.preemptNanos()));
            }
            if (!work.program().isEmpty()) {
                checkProgram((Packet.Indirect) rest.remove(0), work.program());
            }
            if (work.fault() != null) {
                assertThat(rest.remove(0)).isEqualTo(new Packet.Trap(work.fault()));
            }
            assertThat(rest).containsExactly(new Packet.Fence(true, given.entry()));
        }

        private void checkProgram(Packet.Indirect indirect, Program program) {
            assertThat(indirect.host()).isTrue();
            int[] stands = new int[indirect.length()];
            for (int i = 0; i < stands.length; i++) {
                stands[i] = memory.indirect(indirect.address() + i);
            }
            assertThat(Dwords.of(stands)).isEqualTo(program.code());
        }

        /** The host hears of some of the entries that are done. */
        private void retire() {
            int count = behind.isEmpty() ? 0 : random.nextInt(behind.size()) + 1;
            for (int i = 0; i < count; i++) {
                behind.removeFirst();
            }
            writer.retire(written - ahead.size() - behind.size());
        }

        /** What was not done is written again, or as much of it as there is room for; the others never were. */
        private void reset() {
            resets++;
            seen.clear();
            memory.setReadPointer(0);
            List<Given> again = new ArrayList<>(ahead);
            ahead.clear();
            behind.clear();
            written -= again.size();
            writer.reset(resets, written);
            for (Given given : again) {
                if (!writer.hasRoom()) {
                    return;
                }
                assertThat(writer.lastEntry()).isEqualTo(written);
                writer.write(given.entry(), given.work());
                ahead.addLast(given);
                written = given.entry();
            }
        }
    }
}
