package dev.signalbox.memory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.Seeds;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.PlainMemory;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.vm.PageTables;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResidencyTest {
    private static final long PAGE = DeviceMemory.PAGE;
    private static final long LARGE = PageTables.LARGE_PAGE;

    private final Set<FenceId> signalled = new HashSet<>();
    private final PlainMemory memory = new PlainMemory(200 * PAGE, 200 * PAGE);
    private final Residency residency = new Residency(memory, signalled::contains);
    private final long freeBytes = residency.freeBytes();
    private final long freeTables = residency.freeTableBytes();

    @Test
    void placesWholePagesAndMapsThem() {
        residency.add(1, 10, LARGE, PAGE + 1);
        assertThat(residency.find(1, LARGE + PAGE)).hasValue(10);
        assertThat(residency.isMapped(1, LARGE)).isFalse();

        assertThat(residency.place(List.of(10L))).containsExactly(new Placement(10, LARGE, 0, 2 * PAGE));
        assertThat(residency.isMapped(1, LARGE + 2 * PAGE - 1)).isTrue();
        assertThat(residency.isMapped(1, LARGE + 2 * PAGE)).isFalse();
        assertThat(residency.isMapped(2, LARGE)).as("for another client").isFalse();
        assertThat(residency.freeBytes()).isEqualTo(freeBytes - 2 * PAGE);
    }

    @Test
    void findsTheBufferAtAnAddressAndNoOther() {
        residency.add(1, 10, LARGE, PAGE + 1);
        residency.add(1, 11, 2 * LARGE, 1);
        residency.add(2, 12, LARGE, 1);

        assertThat(residency.find(1, LARGE - 1)).isEmpty();
        assertThat(residency.find(1, LARGE)).hasValue(10);
        assertThat(residency.find(1, LARGE + 2 * PAGE - 1)).hasValue(10);
        assertThat(residency.find(1, LARGE + 2 * PAGE)).isEmpty();
        assertThat(residency.find(1, 2 * LARGE)).hasValue(11);
        assertThat(residency.find(2, LARGE)).hasValue(12);
        assertThat(residency.find(3, LARGE)).isEmpty();
        assertThat(residency.find(1, -1)).isEmpty();
        residency.destroy(10);
        assertThat(residency.find(1, LARGE)).isEmpty();
    }

    @Test
    void onlyWhatHasNoMemoryIsPlacedEachOnce() {
        residency.add(1, 10, LARGE, 8);
        residency.add(1, 11, 2 * LARGE, 8);
        residency.place(List.of(10L));
        assertThat(residency.unplaced(List.of(11L, 10L, 11L))).containsExactly(11L);
    }

    @Test
    void largeBuffersLieWhereLargePagesCanMapThem() {
        Residency roomy = new Residency(new PlainMemory(1024 * LARGE, 0), signalled::contains);
        roomy.add(1, 10, LARGE, 8);
        roomy.add(1, 11, 2 * LARGE, 3 * LARGE);
        List<Placement> placed = roomy.place(List.of(10L, 11L));
        assertThat(placed.get(1).physical() % LARGE).isZero();
    }

    @Test
    void placesAllOrNothing() {
        residency.add(1, 10, LARGE, 150 * PAGE);
        residency.add(1, 11, 2 * LARGE, 150 * PAGE);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> residency.place(List.of(10L, 11L)));
        assertThat(refusal.errno()).isEqualTo(Errno.ENOMEM);
        assertThat(refusal.reason()).contains("buffer 11 needs 614400 bytes").contains("at most 557056 are free");
        assertThat(residency.unplaced(List.of(10L, 11L))).containsExactly(10L, 11L);
        assertThat(residency.freeBytes()).isEqualTo(freeBytes);
        assertThat(residency.isMapped(1, LARGE)).isFalse();
        assertThat(residency.place(List.of(11L))).hasSize(1);
    }

    @Test
    void aBufferOfMoreBytesThanThereAreIsRefused() {
        residency.add(1, 10, LARGE, Long.MAX_VALUE - LARGE);
        assertThat(catchThrowableOfType(Refusal.class, () -> residency.place(List.of(10L)))
                        .errno())
                .isEqualTo(Errno.ENOMEM);
    }

    @Test
    void withoutPagesForTablesNothingIsPlaced() {
        long clients = freeTables / PAGE;
        for (int client = 1; client <= clients; client++) {
            residency.space(client);
        }
        residency.add(1, 10, LARGE, 8);
        assertThat(catchThrowableOfType(Refusal.class, () -> residency.place(List.of(10L))))
                .hasMessageContaining("-ENOMEM")
                .hasMessageContaining("page tables");
        assertThat(catchThrowableOfType(Refusal.class, () -> residency.space((int) clients + 1)))
                .hasMessageContaining("-ENOMEM");
        assertThat(residency.freeBytes()).isEqualTo(freeBytes);

        residency.close(2);
        residency.close(3);
        residency.close(4);
        assertThat(residency.place(List.of(10L))).hasSize(1);
    }

    @Test
    void contentsAreReadAsTheyWereWrittenAndGoneWithTheMemory() {
        residency.add(1, 10, LARGE, 2 * PAGE);
        residency.place(List.of(10L));
        assertThat(residency.read(10, 0, 2)).isEqualTo(Dwords.of(0, 0));
        residency.write(10, PAGE - 4, Dwords.of(1, 2, 3));
        assertThat(residency.read(10, PAGE - 8, 4)).isEqualTo(Dwords.of(0, 1, 2, 3));

        residency.destroy(10);
        residency.release(10);
        residency.close(1);
        assertThat(memory.heldBytes()).isZero();
        assertThat(residency.freeBytes()).isEqualTo(freeBytes);
        assertThat(residency.freeTableBytes()).isEqualTo(freeTables);
        assertThatIllegalStateException().isThrownBy(() -> residency.read(10, 0, 1));
    }

    @Test
    void aBufferWithoutMemoryHasNoContents() {
        residency.add(1, 10, LARGE, 8);
        assertThatIllegalStateException()
                .isThrownBy(() -> residency.read(10, 0, 1))
                .withMessageContaining("has no memory");
    }

    @Test
    void tablesAreStillThereWhenVramHasLostItsContents() {
        residency.add(1, 10, LARGE, 8);
        residency.place(List.of(10L));
        residency.write(10, 0, Dwords.of(5));
        memory.losePower();
        assertThat(residency.isMapped(1, LARGE)).isTrue();
        assertThat(residency.read(10, 0, 1)).isEqualTo(Dwords.of(0));
    }

    @Test
    void tablesThatWereLostWithVramAreWrittenAgain() {
        PlainMemory vram = new PlainMemory(4096 * PAGE, 0);
        Residency subject = new Residency(vram, signalled::contains);
        long free = subject.freeTableBytes();
        subject.add(1, 10, LARGE, 3 * PAGE);
        subject.add(1, 11, 2 * LARGE, LARGE);
        subject.add(2, 12, LARGE, 8);
        subject.place(List.of(10L, 11L, 12L));
        SpaceState before = subject.space(1);
        long used = subject.freeTableBytes();
        vram.losePower();
        subject.add(1, 13, 600 * LARGE, 8);
        subject.place(List.of(13L));
        subject.destroy(12);
        subject.release(12);
        assertThat(subject.isMapped(1, LARGE)).isFalse();

        subject.restore();
        assertThat(subject.isMapped(1, LARGE + 3 * PAGE - 1)).isTrue();
        assertThat(subject.isMapped(1, LARGE + 3 * PAGE)).isFalse();
        assertThat(subject.isMapped(1, 3 * LARGE - 1)).isTrue();
        assertThat(subject.isMapped(1, 600 * LARGE)).isTrue();
        assertThat(subject.isMapped(2, LARGE)).as("released meanwhile").isFalse();
        assertThat(subject.space(1)).isEqualTo(before);
        assertThat(subject.freeTableBytes()).as("tables").isLessThan(used + 3 * PAGE);

        subject.close(1);
        subject.close(2);
        assertThat(subject.freeTableBytes()).isEqualTo(free);
        assertThat(vram.heldBytes()).isZero();
    }

    @Test
    void aClientThatClosesBeforeItsTablesAreRestoredLeavesNoneBehind() {
        PlainMemory vram = new PlainMemory(4096 * PAGE, 0);
        Residency subject = new Residency(vram, signalled::contains);
        long free = subject.freeTableBytes();
        subject.add(1, 10, LARGE, 8);
        subject.place(List.of(10L));
        vram.losePower();
        subject.close(1);
        assertThat(subject.freeTableBytes()).isEqualTo(free);
        subject.restore();
        assertThat(vram.heldBytes()).isZero();
    }

    @Test
    void whatIsReleasedNeedsAFlush() {
        residency.add(1, 10, LARGE, 8);
        residency.place(List.of(10L));
        long before = residency.space(1).flushes();
        residency.destroy(10);
        assertThat(residency.isMapped(1, LARGE)).as("jobs may still use it").isTrue();
        assertThat(residency.space(1).flushes()).isEqualTo(before);
        residency.release(10);
        assertThat(residency.isMapped(1, LARGE)).isFalse();
        assertThat(residency.space(1).flushes()).isEqualTo(before + 1);
    }

    @Test
    void theMemoryOfABufferOutlivesTheAddressSpaceOfItsClient() {
        residency.add(1, 10, LARGE, 8);
        residency.place(List.of(10L));
        residency.destroy(10);
        residency.close(1);
        assertThat(residency.freeTableBytes()).isEqualTo(freeTables);
        assertThat(residency.freeBytes()).isEqualTo(freeBytes - PAGE);
        residency.release(10);
        assertThat(residency.freeBytes()).isEqualTo(freeBytes);
    }

    @Test
    void memoryIsNotFreeBeforeTheJobsAreOverThatMayStillReachIt() {
        residency.add(1, 10, LARGE, 8);
        residency.place(List.of(10L));
        long tables = residency.freeTableBytes();
        FenceId before = new FenceId(3, 1);
        residency.executes(1, before);
        residency.executes(2, new FenceId(5, 1));
        residency.destroy(10);
        residency.release(10);
        residency.executes(1, new FenceId(7, 1));

        assertThat(residency.isMapped(1, LARGE)).isFalse();
        assertThat(residency.takeReleased()).isEmpty();
        residency.release(10);
        assertThat(residency.freeBytes()).isEqualTo(freeBytes - PAGE);
        assertThat(residency.freeTableBytes()).as("its tables").isEqualTo(tables - PAGE);

        signalled.add(before);
        assertThat(residency.takeReleased())
                .as("jobs behind the flush do not count")
                .containsExactly(10L);
        assertThat(residency.takeReleased()).isEmpty();
        assertThat(residency.freeBytes()).isEqualTo(freeBytes);
        assertThat(residency.freeTableBytes()).isEqualTo(freeTables - 2 * PAGE);
    }

    @Test
    void tablesThatWereHeldBackAreFoundWhenTheyAreNeeded() {
        residency.add(1, 10, LARGE, 8);
        residency.place(List.of(10L));
        FenceId job = new FenceId(3, 1);
        residency.executes(1, job);
        residency.destroy(10);
        residency.release(10);
        int client = 2;
        while (residency.freeTableBytes() > 0) {
            residency.space(client++);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> residency.space(999))
                        .errno())
                .isEqualTo(Errno.ENOMEM);
        signalled.add(job);
        assertThat(residency.space(999).id()).isEqualTo(999);
        assertThat(residency.takeReleased()).containsExactly(10L);
    }

    /** Buffers come, get memory, are written and go; what each of them holds is what was written there last. */
    @Test
    void noTwoBuffersShareMemory() {
        Seeds.each(10, random -> new Model(random).run(1_000));
    }

    private static final class Model {
        private final SplittableRandom random;
        private final PlainMemory memory = new PlainMemory(100 * PAGE, 400 * PAGE);
        private final Residency subject = new Residency(memory, fence -> true);
        private final long freeBytes = subject.freeBytes();
        /** The pages that each buffer has. */
        private final TreeMap<Long, Long> pages = new TreeMap<>();

        private long placedPages;
        private long lastBuffer;

        Model(SplittableRandom random) {
            this.random = random;
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                if (random.nextInt(7) < 4) {
                    create(step);
                } else if (!pages.isEmpty()) {
                    release();
                }
                assertThat(subject.freeBytes()).as("step %d", step).isEqualTo(freeBytes - placedPages * PAGE);
            }
            List.copyOf(pages.keySet()).forEach(this::release);
            subject.close(0);
            subject.close(1);
            assertThat(memory.heldBytes()).isZero();
        }

        private void create(int step) {
            long buffer = ++lastBuffer;
            long count = 1 + random.nextLong(1 + random.nextLong(40));
            subject.add((int) (buffer % 2), buffer, buffer * 16 * PAGE * 4, count * PAGE - random.nextInt(9));
            try {
                subject.place(List.of(buffer));
            } catch (Refusal noRoom) {
                assertThat(noRoom.errno()).as("step %d", step).isEqualTo(Errno.ENOMEM);
                subject.destroy(buffer);
                return;
            }
            pages.put(buffer, count);
            placedPages += count;
            for (long page = 0; page < count; page++) {
                assertThat(subject.read(buffer, page * PAGE, 1)).isEqualTo(Dwords.of(0));
                subject.write(buffer, page * PAGE, Dwords.of((int) buffer));
            }
        }

        private void release() {
            List<Long> all = new ArrayList<>(pages.keySet());
            release(all.get(random.nextInt(all.size())));
        }

        private void release(long buffer) {
            long count = requireNonNull(pages.remove(buffer));
            for (long page = 0; page < count; page++) {
                assertThat(subject.read(buffer, page * PAGE, 1)).isEqualTo(Dwords.of((int) buffer));
                assertThat(subject.find((int) (buffer % 2), buffer * 16 * PAGE * 4 + page * PAGE))
                        .isEqualTo(OptionalLong.of(buffer));
            }
            subject.destroy(buffer);
            subject.release(buffer);
            placedPages -= count;
        }
    }
}
