package dev.signalbox.resv;

import static dev.signalbox.resv.ByHand.fence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedBufferTest {
    private static final long NOW = 40;

    private final FenceContainers containers = ByHand.containers();
    private final Reservation<DmaFence> reservation = new Reservation<>(HeldFenceView.VIEW);
    private final SharedBuffer buffer = new SharedBuffer(reservation, containers);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @ConformanceRow(value = "SYF-12", says = "What is exported from an idle buffer has signalled already.")
    void anIdleBufferExportsAFenceThatHasSignalled(boolean write) {
        DmaFence exported = buffer.exportFence(write, NOW);
        assertThat(exported.isSignalled()).isTrue();
        assertThat(exported.timestamp()).isEqualTo(NOW);
    }

    @Test
    @ConformanceRow(value = "SYF-13", says = "With a read pending, a buffer is idle for readers and busy for writers.")
    void aPendingReadHoldsBackWritersOnly() {
        reservation.addAll(List.of(fence(1, 1)), Usage.READ);
        assertThat(buffer.exportFence(false, NOW).isSignalled()).isTrue();
        assertThat(buffer.exportFence(true, NOW).isSignalled()).isFalse();
        assertThat(buffer.pollIn()).isTrue();
        assertThat(buffer.pollOut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @ConformanceRow(value = "SYF-15", says = "What was exported signals when the fences of that moment have.")
    void whatWasExportedSignalsWithTheFencesOfThatMoment(boolean write) {
        PlainFence first = fence(1, 1);
        PlainFence second = fence(2, 1);
        reservation.addAll(List.of(first, second), Usage.WRITE);
        DmaFence exported = buffer.exportFence(write, NOW);
        first.signal(1);
        assertThat(exported.isSignalled()).isFalse();
        second.signal(2);
        assertThat(exported.isSignalled()).isTrue();
    }

    @Test
    @ConformanceRow(value = "SYF-17", says = "A fence that is added later does not change what was exported before.")
    void whatIsAddedLaterDoesNotChangeWhatWasExported() {
        DmaFence idle = buffer.exportFence(true, NOW);
        PlainFence first = fence(1, 1);
        reservation.addAll(List.of(first), Usage.WRITE);
        DmaFence busy = buffer.exportFence(true, NOW);
        reservation.addAll(List.of(fence(2, 1)), Usage.WRITE);
        assertThat(idle.isSignalled()).isTrue();
        assertThat(busy.isSignalled()).isFalse();
        first.signal(1);
        assertThat(busy.isSignalled()).isTrue();
        assertThat(buffer.exportFence(false, NOW).isSignalled()).isFalse();
    }

    @Test
    @ConformanceRow(value = "SYF-18", says = "What is imported for reading holds back writers alone, until it signals.")
    void whatIsImportedForReadingHoldsBackWritersAlone() {
        PlainFence read = fence(1, 1);
        buffer.importFence(read, false);
        assertBusy(false, true);
        read.signal(1);
        assertBusy(false, false);
    }

    @Test
    @ConformanceRow(value = "SYF-19", says = "What is imported for writing holds back readers and writers.")
    void whatIsImportedForWritingHoldsBackEverybody() {
        PlainFence write = fence(1, 1);
        buffer.importFence(write, true);
        assertBusy(true, true);
        write.signal(1);
        assertBusy(false, false);
    }

    @Test
    @ConformanceRow(
            value = "SYF-21",
            says = "After many reads and one write were imported, everybody waits until the write has signalled.")
    void manyReadsAndOneWriteHoldBackEverybodyUntilTheWriteSignals() {
        List<PlainFence> reads = new ArrayList<>();
        for (int context = 1; context <= 32; context++) {
            PlainFence read = fence(context, 1);
            reads.add(read);
            buffer.importFence(read, false);
        }
        PlainFence write = fence(100, 1);
        buffer.importFence(write, true);
        for (PlainFence read : reads) {
            assertBusy(true, true);
            read.signal(1);
        }
        assertBusy(true, true);
        write.signal(2);
        assertBusy(false, false);
    }

    @Test
    void aContainerIsImportedLeafByLeaf() {
        PlainFence first = fence(1, 1);
        PlainFence second = fence(2, 1);
        PlainFence third = fence(3, 1);
        DmaFence merged = containers.merge(List.of(first, second));
        buffer.importFence(containers.chain(containers.chain(null, third, 1), merged, 2), true);
        assertThat(reservation.pending(Usage.WRITE)).containsExactly(first, second, third);
    }

    @Test
    @ConformanceRow(value = "SYF-25", says = "Bookkeeping holds back nobody who synchronises implicitly.")
    void bookkeepingHoldsBackNobody() {
        reservation.addAll(List.of(fence(1, 1)), Usage.BOOKKEEP);
        assertThat(buffer.pollIn()).isTrue();
        assertThat(buffer.pollOut()).isTrue();
        assertBusy(false, false);
    }

    @ParameterizedTest
    @EnumSource(value = Usage.class, names = "BOOKKEEP", mode = EnumSource.Mode.EXCLUDE)
    void aPollThatWasToldNoIsToldSoUntilTheFenceItFoundSignals(Usage usage) {
        PlainFence found = fence(1, 1);
        reservation.addAll(List.of(found), usage);
        assertThat(buffer.pollOut()).isFalse();
        reservation.replace(1, ByHand.signalled(1, 2), usage);
        assertBusy(false, false);
        assertThat(buffer.pollOut()).as("the mark is still there").isFalse();
        assertThat(buffer.pollIn())
                .as("the other direction has a mark of its own")
                .isTrue();
        found.signal(1);
        assertThat(buffer.pollOut()).isTrue();
    }

    @Test
    void aPollLooksAgainOnceTheFenceItFoundHasSignalled() {
        PlainFence first = fence(1, 1);
        PlainFence second = fence(2, 1);
        reservation.addAll(List.of(first, second), Usage.WRITE);
        assertThat(buffer.pollIn()).isFalse();
        first.signal(1);
        assertThat(buffer.pollIn()).isFalse();
        second.signal(1);
        assertThat(buffer.pollIn()).isTrue();
    }

    private void assertBusy(boolean readers, boolean writers) {
        assertThat(buffer.exportFence(false, NOW).isSignalled())
                .as("readers go")
                .isEqualTo(!readers);
        assertThat(buffer.exportFence(true, NOW).isSignalled()).as("writers go").isEqualTo(!writers);
    }
}
