package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.PageRange;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** The part of {@link TraceLine} that is about the device and its memory. */
final class DeviceLines implements DeviceFact.Visitor<DeviceLines.Words> {
    static final List<String> LEGEND = List.of(
            "PLACE     a buffer got memory                    buffer address physical bytes",
            "FREE      the memory of a buffer is free again   buffer",
            "WRITE     a program wrote into a buffer          client buffer offset dwords",
            "PAGES     an entry has accessed memory           entry reads writes (pages, first-last)",
            "FAULT     an access found no page                entry space address access reason stalled (if its engine is)",
            "RESOLVE   a stalled engine was told to go on     entry retry (false: give the entry up)",
            "INJECT    a failure that was asked for happened  entry (0: none) failure",
            "HUNG      a job took longer than it may          entry lost_interrupt (if only that was missing)",
            "RESETREQ  a ring asked for a reset               entry scope reason",
            "RESETEND  a ring heard of the end of a reset     generation scope worked memory_lost (if it is) restarted",
            "RINGFAIL  a ring cannot be used any more         reason",
            "BLAME     a queue is guilty of a hang            entity culprit (its job)");

    /** What stands in the columns of a line. */
    record Words(String who, String what, String details) {}

    private static final String MEMORY = "memory";

    private final IntFunction<String> rings;

    /** Creates it with what tells how a ring is called. */
    DeviceLines(IntFunction<String> rings) {
        this.rings = rings;
    }

    @Override
    public Words onBufferPlaced(DeviceFact.BufferPlaced fact) {
        String details = "buffer=" + fact.buffer() + " address=" + address(fact.address()) + " physical="
                + address(fact.physical()) + " bytes=" + fact.bytes();
        return new Words(MEMORY, "PLACE", details);
    }

    @Override
    public Words onBufferReleased(DeviceFact.BufferReleased fact) {
        return new Words(MEMORY, "FREE", "buffer=" + fact.buffer());
    }

    @Override
    public Words onBufferWritten(DeviceFact.BufferWritten fact) {
        String details = "client=" + fact.client() + " buffer=" + fact.buffer() + " offset=" + fact.offset()
                + " dwords=" + fact.data().size();
        return new Words(MEMORY, "WRITE", details);
    }

    @Override
    public Words onPagesAccessed(DeviceFact.PagesAccessed fact) {
        String details = " reads=" + pages(fact.reads()) + " writes=" + pages(fact.writes());
        return onEntry(fact.ring(), "PAGES", fact.entry(), details);
    }

    @Override
    public Words onFaultRaised(DeviceFact.FaultRaised fact) {
        String details = " space=" + fact.space() + " address=" + address(fact.address()) + " access="
                + (fact.write() ? "write" : "read") + " reason=" + word(fact.reason())
                + (fact.stalled() ? " stalled=true" : "");
        return onEntry(fact.ring(), "FAULT", fact.entry(), details);
    }

    @Override
    public Words onFaultResolved(DeviceFact.FaultResolved fact) {
        return onEntry(fact.ring(), "RESOLVE", fact.entry(), " retry=" + fact.retry());
    }

    @Override
    public Words onFailureInjected(DeviceFact.FailureInjected fact) {
        return onEntry(fact.ring(), "INJECT", fact.entry(), " failure=" + Text.word(fact.failure()));
    }

    @Override
    public Words onJobHung(DeviceFact.JobHung fact) {
        return onEntry(fact.ring(), "HUNG", fact.entry(), fact.lostInterrupt() ? " lost_interrupt=true" : "");
    }

    @Override
    public Words onResetRequested(DeviceFact.ResetRequested fact) {
        String details = " scope=" + word(fact.scope()) + " reason=" + Text.quoted(fact.reason());
        return onEntry(fact.ring(), "RESETREQ", fact.entry(), details);
    }

    @Override
    public Words onRingReset(DeviceFact.RingReset fact) {
        String details = "generation=" + fact.generation() + " scope=" + word(fact.scope()) + " worked=" + fact.worked()
                + (fact.memoryLost() ? " memory_lost=true" : "") + " restarted=" + fact.restarted();
        return new Words(who(fact.ring()), "RESETEND", details);
    }

    @Override
    public Words onRingFailed(DeviceFact.RingFailed fact) {
        return new Words(who(fact.ring()), "RINGFAIL", "reason=" + Text.quoted(fact.reason()));
    }

    @Override
    public Words onEntityBlamed(DeviceFact.EntityBlamed fact) {
        return new Words(who(fact.ring()), "BLAME", "entity=" + fact.entity() + " culprit=" + fact.culprit());
    }

    private Words onEntry(int ring, String what, long entry, String details) {
        return new Words(who(ring), what, "entry=" + entry + details);
    }

    private String who(int ring) {
        return ring < 0 ? "gpu" : "ring " + rings.apply(ring);
    }

    /** Returns an address as text, the same in every part of the report. */
    static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Returns pages next to each other by their numbers, the first and the last; a single one by its own. */
    static String range(PageRange range) {
        long last = range.first() + range.count() - 1;
        return range.first() + (range.count() == 1 ? "" : "-" + last);
    }

    private static String pages(List<PageRange> ranges) {
        return ranges.isEmpty()
                ? "-"
                : String.join(",", ranges.stream().map(DeviceLines::range).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
