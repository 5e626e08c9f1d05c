package dev.signalbox.report;

import static dev.signalbox.report.Story.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactFilterTest {
    private static final DeviceFact PLACED = new DeviceFact.BufferPlaced(0, 9, 0x10000, 0, 4096);
    private static final DeviceFact WRITTEN = new DeviceFact.BufferWritten(0, 1, 9, 0, Dwords.of(1));
    private static final DeviceFact RELEASED = new DeviceFact.BufferReleased(9, 9);
    private static final DeviceFact PAGES = new DeviceFact.PagesAccessed(2, 0, 1, List.of(), List.of());
    private static final DeviceFact FAULT =
            new DeviceFact.FaultRaised(2, 0, 2, 1, 8, true, Interrupt.FaultReason.UNMAPPED, true);
    private static final DeviceFact RESOLVED = new DeviceFact.FaultResolved(3, 0, 2, true);
    private static final DeviceFact INJECTED = new DeviceFact.FailureInjected(3, 0, 2, "hang");
    private static final DeviceFact HUNG = new DeviceFact.JobHung(4, 0, 2, false);
    private static final DeviceFact REQUESTED = new DeviceFact.ResetRequested(4, 0, 2, ResetScope.JOB, "late");
    private static final DeviceFact RESET = new DeviceFact.RingReset(5, 0, 1, ResetScope.JOB, true, false, 0);
    private static final DeviceFact FAILED = new DeviceFact.RingFailed(6, 0, "worn");

    private static List<Fact> facts() {
        return Story.withTwoClients()
                .entity(1, 1, "render", 0)
                .entity(2, 2, "noise", 0)
                .add(new Fact.BufferCreated(0, 1, 9, 4096))
                .add(PLACED)
                .add(WRITTEN)
                .accepted(0, 1, 1, Work.none())
                .accepted(0, 2, 1, Work.none())
                .add(new Fact.JobRan(1, 0, job(1, 1), 1, 1))
                .add(new Fact.JobRan(1, 0, job(2, 1), 2, 2))
                .add(PAGES)
                .add(FAULT)
                .add(RESOLVED)
                .add(INJECTED)
                .add(HUNG)
                .add(REQUESTED)
                .add(RESET)
                .add(FAILED)
                .add(new Fact.BufferDestroyed(8, 9))
                .add(RELEASED)
                .facts();
    }

    private static List<Fact> kept(
            @Nullable String client, @Nullable FenceId fence, @Nullable Long buffer, String... kinds) {
        FactFilter filter =
                new FactFilter(new FactFilter.Conditions(client, fence, buffer, null, null, null, Set.of(kinds)));
        return facts().stream()
                .filter(filter::keeps)
                .filter(DeviceFact.class::isInstance)
                .toList();
    }

    @Test
    void factsAboutAnEntryAreAboutItsJob() {
        assertThat(kept(null, job(1, 1), null)).containsExactly(PAGES);
        assertThat(kept(null, job(2, 1), null)).containsExactly(FAULT, RESOLVED, INJECTED, HUNG, REQUESTED);
    }

    @Test
    void factsAboutAnEntryAreAboutTheClientOfItsJob() {
        assertThat(kept("game", null, null)).containsExactly(PLACED, WRITTEN, PAGES, RELEASED);
        assertThat(kept("hog", null, null)).containsExactly(FAULT, RESOLVED, INJECTED, HUNG, REQUESTED);
    }

    @Test
    void memoryOfABufferIsFoundByIt() {
        assertThat(kept(null, null, 9L)).containsExactly(PLACED, WRITTEN, RELEASED);
        assertThat(kept(null, null, 8L)).isEmpty();
    }

    @Test
    void aKindIsFoundByItsWord() {
        assertThat(kept(null, null, null, "RESETEND", "RINGFAIL")).containsExactly(RESET, FAILED);
    }
}
