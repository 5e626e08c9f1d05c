package dev.signalbox.report;

import dev.signalbox.device.Dwords;
import dev.signalbox.event.DeviceFact;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The part of {@link FactFields} that is about the device and its memory. An address is {@code "0x10000"}, pages are
 * {@code "16-31"} or {@code "16"}, dwords are eight hexadecimal digits each, with blanks between them.
 */
final class DeviceFactFields implements DeviceFact.Visitor<Map<String, String>> {
    static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("PLACE", List.of("buffer", "address", "physical", "bytes")),
            Map.entry("FREE", List.of("buffer")),
            Map.entry("WRITE", List.of("client", "buffer", "offset", "data")),
            Map.entry("PAGES", List.of("ring", "entry", "reads", "writes")),
            Map.entry("FAULT", List.of("ring", "entry", "space", "address", "write", "reason", "stalled")),
            Map.entry("RESOLVE", List.of("ring", "entry", "retry")),
            Map.entry("INJECT", List.of("ring", "entry", "failure")),
            Map.entry("HUNG", List.of("ring", "entry", "lost_interrupt")),
            Map.entry("RESETREQ", List.of("ring", "entry", "scope", "reason")),
            Map.entry("RESETEND", List.of("ring", "generation", "scope", "worked", "memory_lost", "restarted")),
            Map.entry("RINGFAIL", List.of("ring", "reason")),
            Map.entry("BLAME", List.of("ring", "entity", "culprit")));

    private static final String RING = "ring";
    private static final String ENTRY = "entry";
    private static final String BUFFER = "buffer";

    @Override
    public Map<String, String> onBufferPlaced(DeviceFact.BufferPlaced fact) {
        return new FieldMap(fact, "PLACE")
                .number(BUFFER, fact.buffer())
                .text("address", DeviceLines.address(fact.address()))
                .text("physical", DeviceLines.address(fact.physical()))
                .number("bytes", fact.bytes())
                .map();
    }

    @Override
    public Map<String, String> onBufferReleased(DeviceFact.BufferReleased fact) {
        return new FieldMap(fact, "FREE").number(BUFFER, fact.buffer()).map();
    }

    @Override
    public Map<String, String> onBufferWritten(DeviceFact.BufferWritten fact) {
        return new FieldMap(fact, "WRITE")
                .number("client", fact.client())
                .number(BUFFER, fact.buffer())
                .number("offset", fact.offset())
                .text("data", hex(fact.data()))
                .map();
    }

    @Override
    public Map<String, String> onPagesAccessed(DeviceFact.PagesAccessed fact) {
        return new FieldMap(fact, "PAGES")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .list("reads", fact.reads().stream().map(DeviceLines::range).toList())
                .list("writes", fact.writes().stream().map(DeviceLines::range).toList())
                .map();
    }

    @Override
    public Map<String, String> onFaultRaised(DeviceFact.FaultRaised fact) {
        return new FieldMap(fact, "FAULT")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .number("space", fact.space())
                .text("address", DeviceLines.address(fact.address()))
                .flag("write", fact.write())
                .text("reason", fact.reason())
                .flag("stalled", fact.stalled())
                .map();
    }

    @Override
    public Map<String, String> onFaultResolved(DeviceFact.FaultResolved fact) {
        return new FieldMap(fact, "RESOLVE")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .flag("retry", fact.retry())
                .map();
    }

    @Override
    public Map<String, String> onFailureInjected(DeviceFact.FailureInjected fact) {
        return new FieldMap(fact, "INJECT")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .text("failure", fact.failure())
                .map();
    }

    @Override
    public Map<String, String> onJobHung(DeviceFact.JobHung fact) {
        return new FieldMap(fact, "HUNG")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .flag("lost_interrupt", fact.lostInterrupt())
                .map();
    }

    @Override
    public Map<String, String> onResetRequested(DeviceFact.ResetRequested fact) {
        return new FieldMap(fact, "RESETREQ")
                .number(RING, fact.ring())
                .number(ENTRY, fact.entry())
                .text("scope", fact.scope())
                .text("reason", fact.reason())
                .map();
    }

    @Override
    public Map<String, String> onRingReset(DeviceFact.RingReset fact) {
        return new FieldMap(fact, "RESETEND")
                .number(RING, fact.ring())
                .number("generation", fact.generation())
                .text("scope", fact.scope())
                .flag("worked", fact.worked())
                .flag("memory_lost", fact.memoryLost())
                .number("restarted", fact.restarted())
                .map();
    }

    @Override
    public Map<String, String> onEntityBlamed(DeviceFact.EntityBlamed fact) {
        return new FieldMap(fact, "BLAME")
                .number(RING, fact.ring())
                .number("entity", fact.entity())
                .text("culprit", fact.culprit())
                .map();
    }

    @Override
    public Map<String, String> onRingFailed(DeviceFact.RingFailed fact) {
        return new FieldMap(fact, "RINGFAIL")
                .number(RING, fact.ring())
                .text("reason", fact.reason())
                .map();
    }

    /** Returns dwords as text. */
    static String hex(Dwords dwords) {
        return IntStream.range(0, dwords.size())
                .mapToObj(at -> {
                    String digits = Integer.toHexString(dwords.dword(at));
                    return "0".repeat(8 - digits.length()) + digits;
                })
                .collect(Collectors.joining(" "));
    }
}
