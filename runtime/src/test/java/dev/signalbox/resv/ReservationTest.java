package dev.signalbox.resv;

import static dev.signalbox.resv.ByHand.fence;
import static dev.signalbox.resv.ByHand.signalled;
import static dev.signalbox.resv.Usage.BOOKKEEP;
import static dev.signalbox.resv.Usage.KERNEL;
import static dev.signalbox.resv.Usage.READ;
import static dev.signalbox.resv.Usage.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Reservation.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReservationTest {
    private final Reservation<DmaFence> reservation = new Reservation<>(HeldFenceView.VIEW);

    @ParameterizedTest
    @EnumSource(Usage.class)
    @ConformanceRow(value = "RSV-02", says = "A fence in a reservation is pending there until it has signalled.")
    void aFenceIsWaitedForUntilItHasSignalled(Usage usage) {
        PlainFence fence = added(fence(1, 1), usage);
        assertThat(reservation.isSignalled(usage)).isFalse();
        assertThat(reservation.pending(usage)).containsExactly(fence);
        fence.signal(5);
        assertThat(reservation.isSignalled(usage)).isTrue();
        assertThat(reservation.pending(usage)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Usage.class)
    @ConformanceRow(
            value = "RSV-03",
            says = "The entries that a question includes are the fences that were added, with their usages.")
    void aFenceIsShownWithTheUsageThatItWasAddedFor(Usage usage) {
        PlainFence fence = added(fence(1, 1), usage);
        assertThat(reservation.entries(usage)).containsExactly(new Entry<>(fence, usage));
    }

    @Test
    @ConformanceRow(
            value = "SCH-31",
            says = "A write waits for kernel work, writes and reads; a read for kernel work and writes.")
    void aWriteWaitsForKernelWritesAndReadsAndAReadForKernelAndWrites() {
        PlainFence move = added(fence(1, 1), KERNEL);
        PlainFence write = added(fence(2, 1), WRITE);
        PlainFence read = added(fence(3, 1), READ);
        added(fence(4, 1), BOOKKEEP);
        assertThat(reservation.pending(Usage.toWaitFor(true))).containsExactly(move, write, read);
        assertThat(reservation.pending(Usage.toWaitFor(false))).containsExactly(move, write);
    }

    @ParameterizedTest
    @CsvSource({
        "BOOKKEEP, READ, 1, 2",
        "READ, WRITE, 1, 2",
        "READ, READ, 1, 2",
        "WRITE, KERNEL, 3, 9",
        "READ, READ, 0xffffffff, 3",
    })
    @ConformanceRow(
            value = "RSV-08",
            says = "A fence takes the place of an earlier one of its context that has the same or a weaker usage.")
    void aLaterFenceOfAContextTakesThePlaceOfOneOfTheSameOrWeakerUsage(
            Usage before, Usage after, String older, long newer) {
        added(fence(1, Long.decode(older)), before);
        PlainFence later = added(fence(1, newer), after);
        assertThat(reservation.state()).containsExactly(new Entry<>(later, after));
    }

    @Test
    @ConformanceRow(value = "RSV-08", says = "Adding a fence again with a stronger usage promotes it.")
    void theSameFenceIsPromoted() {
        PlainFence fence = added(fence(1, 1), BOOKKEEP);
        added(fence, READ);
        added(fence, WRITE);
        assertThat(reservation.state()).containsExactly(new Entry<>(fence, WRITE));
    }

    @Test
    @ConformanceRow(value = "RSV-09", says = "A later read does not take the place of a write.")
    void aUseIsNeverDemoted() {
        PlainFence write = added(fence(1, 1), WRITE);
        PlainFence read = added(fence(1, 2), READ);
        assertThat(reservation.pending(WRITE)).containsExactly(write);
        assertThat(reservation.pending(READ)).containsExactly(write, read);
    }

    @Test
    @ConformanceRow(value = "RSV-10", says = "An older fence takes nobody's place.")
    void anOlderFenceReplacesNothing() {
        PlainFence newer = added(fence(1, 5), READ);
        PlainFence older = added(fence(1, 4), WRITE);
        assertThat(reservation.state()).containsExactly(new Entry<>(newer, READ), new Entry<>(older, WRITE));
    }

    @Test
    void twoFencesWithOneSeqnoDoNotReplaceEachOther() {
        PlainFence one = added(fence(1, 5), READ);
        PlainFence other = added(fence(1, 5), READ);
        assertThat(reservation.pending(READ)).containsExactly(one, other);
    }

    @Test
    @ConformanceRow(value = "RSV-11", says = "A fence that has signalled gives its place away.")
    void aFenceThatHasSignalledGivesItsPlaceAway() {
        PlainFence first = added(fence(1, 1), WRITE);
        PlainFence second = added(fence(2, 1), WRITE);
        second.signal(1);
        PlainFence third = added(fence(3, 1), BOOKKEEP);
        assertThat(reservation.state()).containsExactly(new Entry<>(first, WRITE), new Entry<>(third, BOOKKEEP));
    }

    @Test
    @ConformanceRow(value = "RSV-12", says = "Adding without a reserved slot is a broken rule, and throws.")
    void addingWithoutASlotIsABrokenRule() {
        assertThatIllegalStateException()
                .isThrownBy(() -> reservation.add(fence(1, 1), READ))
                .withMessageContaining("1:1")
                .withMessageContaining("reserve");
        reservation.reserve(1);
        for (int context = 1; context <= reservation.capacity(); context++) {
            reservation.add(fence(context, 1), READ);
        }
        reservation.add(fence(1, 2), READ);
        assertThatIllegalStateException().isThrownBy(() -> reservation.add(fence(1, 3), BOOKKEEP));
        assertThat(reservation.size()).isEqualTo(reservation.capacity());
    }

    @Test
    @ConformanceRow(value = "RSV-13", says = "The first reservation of slots makes room for four at least.")
    void theFirstSlotsAreFourAtLeast() {
        reservation.reserve(1);
        assertThat(reservation.capacity()).isGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "4, 5", "5, 9", "9, 21", "17, 61", "100, 253", "524285, 524285"})
    void aTableFillsThePieceOfMemoryThatIsAllocatedForIt(int reserved, int capacity) {
        Reservation<DmaFence> fresh = new Reservation<>(HeldFenceView.VIEW);
        if (reserved < 500_000) {
            fresh.reserve(reserved);
            assertThat(fresh.capacity()).isEqualTo(capacity);
        } else {
            assertThat(Slots.ofAtLeast(reserved).capacity()).isEqualTo(capacity);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    @ConformanceRow(value = "RSV-14", says = "Reserving no slots is refused with EINVAL.")
    void reservingNothingIsRefused(int count) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reservation.reserve(count))
                .satisfies(refusal -> assertThat(refusal.errno()).isEqualTo(Errno.EINVAL));
        assertThat(reservation.capacity()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {524_286, Integer.MAX_VALUE})
    void moreThanTheKernelCouldAllocateIsRefused(int count) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reservation.reserve(count))
                .satisfies(refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ENOMEM));
        assertThat(reservation.capacity()).isZero();
    }

    @Test
    @ConformanceRow(
            value = "RSV-15",
            says =
                    "A full table is exchanged for one of twice the size, or as large as needed; what has signalled is left.")
    void aFullTableGrowsAndLeavesWhatHasSignalledBehind() {
        reservation.reserve(4);
        PlainFence kept = fence(1, 1);
        reservation.add(kept, READ);
        for (int context = 2; context <= 5; context++) {
            reservation.add(fence(context, 1), WRITE);
        }
        reservation.pending(WRITE).forEach(fence -> ((PlainFence) fence).signal(1));
        assertThat(reservation.size()).isEqualTo(5);
        reservation.reserve(1);
        assertThat(reservation.state()).containsExactly(new Entry<>(kept, READ));
        assertThat(reservation.capacity()).isEqualTo(13).isGreaterThanOrEqualTo(2 * 5);
        reservation.reserve(30);
        assertThat(reservation.capacity()).isEqualTo(61).isGreaterThanOrEqualTo(1 + 30);
    }

    @Test
    void aTableWithRoomIsKept() {
        reservation.reserve(4);
        reservation.add(signalled(1, 1), READ);
        reservation.reserve(4);
        assertThat(reservation.capacity()).isEqualTo(5);
        assertThat(reservation.size()).isEqualTo(1);
    }

    @Test
    @ConformanceRow(value = "RSV-16", says = "A container is not taken: its members are added one by one.")
    void aContainerIsNotTaken() {
        FenceContainers containers = ByHand.containers();
        reservation.reserve(2);
        for (DmaFence container :
                List.of(containers.array(List.of(fence(1, 1), fence(2, 1))), containers.chain(null, fence(1, 1), 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reservation.add(container, READ))
                    .withMessageContaining("one by one");
        }
        assertThat(reservation.size()).isZero();
    }

    @Test
    @ConformanceRow(
            value = "RSV-17",
            says = "What has signalled is among the entries, but nobody is told to wait for it.")
    void whatHasSignalledIsAnEntryAndNothingToWaitFor() {
        PlainFence over = added(fence(1, 1), WRITE);
        PlainFence pending = added(fence(2, 1), READ);
        over.signal(1);
        assertThat(reservation.entries(BOOKKEEP)).containsExactly(new Entry<>(over, WRITE), new Entry<>(pending, READ));
        assertThat(reservation.pending(BOOKKEEP)).containsExactly(pending);
        assertThat(reservation.isSignalled(WRITE)).isTrue();
        assertThat(ReservationWait.start(reservation, WRITE, () -> {}).isOver()).isTrue();
        ReservationCursor<DmaFence> cursor = reservation.cursor(BOOKKEEP);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.fence()).isSameAs(pending);
    }

    @Test
    @ConformanceRow(
            value = "RSV-21",
            says = "A copy replaces what was there by the pending fences of the source, with their usages.")
    void aCopyHoldsThePendingFencesOfItsSourceAndNothingElse() {
        added(fence(9, 1), KERNEL);
        Reservation<DmaFence> source = new Reservation<>(HeldFenceView.VIEW);
        PlainFence read = fence(1, 1);
        PlainFence write = fence(3, 1);
        source.addAll(List.of(signalled(2, 1), signalled(2, 2)), WRITE);
        source.addAll(List.of(read), READ);
        source.addAll(List.of(write), WRITE);
        reservation.copyFrom(source);
        assertThat(reservation.state()).containsExactlyInAnyOrder(new Entry<>(read, READ), new Entry<>(write, WRITE));
        assertThat(reservation.capacity())
                .isEqualTo(Slots.ofAtLeast(source.size()).capacity());
    }

    @Test
    void aCopyOfNothingPendingHasNoSlots() {
        added(fence(9, 1), KERNEL);
        Reservation<DmaFence> source = new Reservation<>(HeldFenceView.VIEW);
        source.addAll(List.of(signalled(2, 1)), WRITE);
        reservation.copyFrom(source);
        assertThat(reservation.state()).isEmpty();
        assertThat(reservation.capacity()).isZero();
    }

    @Test
    @ConformanceRow(value = "RSV-22", says = "Every fence of a context becomes the given one, with the given usage.")
    void everyFenceOfAContextIsReplaced() {
        added(fence(1, 1), WRITE);
        PlainFence other = added(fence(2, 1), READ);
        added(fence(1, 2), READ);
        PlainFence update = fence(7, 1);
        reservation.replace(1, update, BOOKKEEP);
        assertThat(reservation.state())
                .containsExactly(
                        new Entry<>(update, BOOKKEEP), new Entry<>(other, READ), new Entry<>(update, BOOKKEEP));
    }

    @Test
    @ConformanceRow(
            value = "RSV-24",
            says = "A description lists kernel work, writes and reads; bookkeeping is left out.")
    void aDescriptionLeavesBookkeepingOut() {
        added(fence(1, 1), BOOKKEEP);
        added(fence(2, 7), READ);
        PlainFence write = added(fence(3, 1), WRITE);
        added(fence(4, 1), KERNEL);
        write.signal(1);
        assertThat(reservation.describe())
                .containsExactly("read fence 2:7 pending", "write fence 3:1 signalled", "kernel fence 4:1 pending");
    }

    private PlainFence added(PlainFence fence, Usage usage) {
        reservation.reserve(1);
        reservation.add(fence, usage);
        return fence;
    }
}
