package dev.signalbox.report;

import dev.signalbox.device.Program;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.Schedule;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The kind of a fact, and each of its fields by name: what an export says and a search asks for. Kinds are the words of
 * {@link TraceLine}. The values are JSON on one line: whole numbers, strings, true, false, null, or arrays of strings; times
 * are in nanoseconds, a fence is {@code "context:seqno"}, a use of a buffer {@code "r7"} or {@code "w7"}.
 */
public final class FactFields implements FactVisitor<Map<String, String>> {
    private static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("BEGIN", List.of("version", "schedule", "schedule_seed", "config")),
            Map.entry("INPUT", List.of("client", "format", "name", "cycles", "seed", "text")),
            Map.entry("DEVICE", List.of("name", "engines", "vram_bytes", "system_bytes")),
            Map.entry("OPEN", List.of("client", "name")),
            Map.entry("CLOSE", List.of("client")),
            Map.entry(
                    "ENTITY",
                    List.of(
                            "entity",
                            "client",
                            "name",
                            "scheduled_context",
                            "finished_context",
                            "priority",
                            "rings",
                            "long_running")),
            Map.entry("BUFFER", List.of("client", "buffer", "bytes")),
            Map.entry("DESTROY", List.of("buffer")),
            Map.entry("TIMELINE", List.of("client", "name", "context", "user")),
            Map.entry("SIGNAL", List.of("fence")),
            Map.entry("ENDTL", List.of("context")),
            Map.entry(
                    "ACCEPT",
                    List.of(
                            "entity",
                            "fence",
                            "tag",
                            "work_ns",
                            "preempt_ns",
                            "fault",
                            "program",
                            "credits",
                            "dependencies",
                            "accesses")),
            Map.entry("REFUSE", List.of("entity", "fence", "error", "reason")),
            Map.entry("QUEUE", List.of("ring", "fence", "queued")),
            Map.entry("BLOCK", List.of("ring", "fence", "dependency")),
            Map.entry("RUN", List.of("ring", "fence", "entry", "credits_in_flight")),
            Map.entry("DONE", List.of("entity", "fence", "ran_ns", "error")),
            Map.entry("END", List.of("entity", "fence")),
            Map.entry("CYCLE", List.of("client", "cycle")),
            Map.entry("CYCEND", List.of("client", "cycle", "missed")),
            Map.entry("CHECK", List.of("client", "what", "met", "expected", "actual")),
            Map.entry("OVER", List.of("outcome")));

    private final SyncFactFields sync = new SyncFactFields();
    private final DeviceFactFields device = new DeviceFactFields();
    private final EntityFactFields entity = new EntityFactFields();

    /** Returns the fields that each kind of fact has after {@code time_ns} and {@code kind}, in their order. */
    public static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new TreeMap<>(KINDS);
        kinds.putAll(SyncFactFields.KINDS);
        kinds.putAll(DeviceFactFields.KINDS);
        kinds.putAll(EntityFactFields.KINDS);
        return kinds;
    }

    /** Returns a fact as one JSON object on one line: its number, then its fields. */
    public String line(long number, Fact fact) {
        StringBuilder text = new StringBuilder("{\"number\":").append(number);
        fact.accept(this)
                .forEach((name, value) ->
                        text.append(",\"").append(name).append("\":").append(value));
        return text.append('}').toString();
    }

    @Override
    public Map<String, String> onRunBegan(Fact.RunBegan fact) {
        Schedule schedule = fact.schedule();
        return new FieldMap(fact, "BEGIN")
                .text("version", fact.version())
                .text("schedule", schedule == null ? null : schedule.chooser())
                .raw("schedule_seed", schedule == null ? null : Long.toString(schedule.seed()))
                .text("config", fact.config())
                .map();
    }

    @Override
    public Map<String, String> onWorkloadGiven(Fact.WorkloadGiven fact) {
        return new FieldMap(fact, "INPUT")
                .number("client", fact.client())
                .text("format", fact.format())
                .text("name", fact.name())
                .number("cycles", fact.cycles())
                .number("seed", fact.seed())
                .text("text", fact.text())
                .map();
    }

    @Override
    public Map<String, String> onDeviceOpened(Fact.DeviceOpened fact) {
        List<String> engines = fact.engines().stream()
                .map(engine -> engine.name() + "/" + engine.kind() + "/" + engine.credits())
                .toList();
        return new FieldMap(fact, "DEVICE")
                .text("name", fact.name())
                .list("engines", engines)
                .number("vram_bytes", fact.vramBytes())
                .number("system_bytes", fact.systemBytes())
                .map();
    }

    @Override
    public Map<String, String> onClientOpened(Fact.ClientOpened fact) {
        return new FieldMap(fact, "OPEN")
                .number("client", fact.client())
                .text("name", fact.name())
                .map();
    }

    @Override
    public Map<String, String> onClientClosed(Fact.ClientClosed fact) {
        return new FieldMap(fact, "CLOSE").number("client", fact.client()).map();
    }

    @Override
    public Map<String, String> onEntityOpened(Fact.EntityOpened fact) {
        return new FieldMap(fact, "ENTITY")
                .number("entity", fact.entity())
                .number("client", fact.client())
                .text("name", fact.name())
                .number("scheduled_context", fact.context())
                .number("finished_context", fact.context() + 1)
                .text("priority", fact.priority().name())
                .raw("rings", numbers(fact.rings()))
                .flag("long_running", fact.longRunning())
                .map();
    }

    @Override
    public Map<String, String> onBufferCreated(Fact.BufferCreated fact) {
        return new FieldMap(fact, "BUFFER")
                .number("client", fact.client())
                .number("buffer", fact.buffer())
                .number("bytes", fact.bytes())
                .map();
    }

    @Override
    public Map<String, String> onBufferDestroyed(Fact.BufferDestroyed fact) {
        return new FieldMap(fact, "DESTROY").number("buffer", fact.buffer()).map();
    }

    @Override
    public Map<String, String> onTimelineCreated(Fact.TimelineCreated fact) {
        return new FieldMap(fact, "TIMELINE")
                .number("client", fact.client())
                .text("name", fact.name())
                .number("context", fact.context())
                .flag("user", fact.user())
                .map();
    }

    @Override
    public Map<String, String> onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        return new FieldMap(fact, "SIGNAL")
                .text("fence", fact.context() + ":" + fact.seqno())
                .map();
    }

    @Override
    public Map<String, String> onTimelineClosed(Fact.TimelineClosed fact) {
        return new FieldMap(fact, "ENDTL").number("context", fact.context()).map();
    }

    @Override
    public Map<String, String> onJobAccepted(Fact.JobAccepted fact) {
        boolean endless = fact.work().isEndless();
        Errno fault = fact.work().fault();
        Program program = fact.work().program();
        return new FieldMap(fact, "ACCEPT")
                .number("entity", fact.entity())
                .text("fence", fact.fence())
                .number("tag", fact.tag())
                .raw("work_ns", endless ? null : Long.toString(fact.work().nanos()))
                .number("preempt_ns", fact.work().preemptNanos())
                .text("fault", fault == null ? null : fault.name())
                .text("program", program.isEmpty() ? null : DeviceFactFields.hex(program.code()))
                .number("credits", fact.credits())
                .list("dependencies", fact.dependencies())
                .list("accesses", fact.accesses())
                .map();
    }

    @Override
    public Map<String, String> onJobRefused(Fact.JobRefused fact) {
        return new FieldMap(fact, "REFUSE")
                .number("entity", fact.entity())
                .text("fence", fact.fence())
                .text("error", fact.error().name())
                .text("reason", fact.reason())
                .map();
    }

    @Override
    public Map<String, String> onJobQueued(Fact.JobQueued fact) {
        return new FieldMap(fact, "QUEUE")
                .number("ring", fact.ring())
                .text("fence", fact.fence())
                .number("queued", fact.queued())
                .map();
    }

    @Override
    public Map<String, String> onJobBlocked(Fact.JobBlocked fact) {
        return new FieldMap(fact, "BLOCK")
                .number("ring", fact.ring())
                .text("fence", fact.fence())
                .text("dependency", fact.dependency())
                .map();
    }

    @Override
    public Map<String, String> onJobRan(Fact.JobRan fact) {
        return new FieldMap(fact, "RUN")
                .number("ring", fact.ring())
                .text("fence", fact.fence())
                .number("entry", fact.entry())
                .number("credits_in_flight", fact.creditsInFlight())
                .map();
    }

    @Override
    public Map<String, String> onJobFinished(Fact.JobFinished fact) {
        return new FieldMap(fact, "DONE")
                .number("entity", fact.entity())
                .text("fence", fact.fence())
                .raw("ran_ns", fact.ran() < 0 ? null : Long.toString(fact.ran()))
                .text("error", fact.error())
                .map();
    }

    @Override
    public Map<String, String> onEndRequested(Fact.EndRequested fact) {
        return new FieldMap(fact, "END")
                .number("entity", fact.entity())
                .text("fence", fact.fence())
                .map();
    }

    @Override
    public Map<String, String> onCycleBegan(Fact.CycleBegan fact) {
        return new FieldMap(fact, "CYCLE")
                .number("client", fact.client())
                .number("cycle", fact.cycle())
                .map();
    }

    @Override
    public Map<String, String> onCycleEnded(Fact.CycleEnded fact) {
        return new FieldMap(fact, "CYCEND")
                .number("client", fact.client())
                .number("cycle", fact.cycle())
                .flag("missed", fact.missed())
                .map();
    }

    @Override
    public Map<String, String> onExpectationChecked(Fact.ExpectationChecked fact) {
        return new FieldMap(fact, "CHECK")
                .number("client", fact.client())
                .text("what", fact.what())
                .flag("met", fact.met())
                .text("expected", fact.expected())
                .text("actual", fact.actual())
                .map();
    }

    @Override
    public Map<String, String> onRunEnded(Fact.RunEnded fact) {
        return new FieldMap(fact, "OVER").text("outcome", fact.outcome().name()).map();
    }

    @Override
    public Map<String, String> onDevice(DeviceFact fact) {
        return fact.visit(device);
    }

    @Override
    public Map<String, String> onEntity(EntityFact fact) {
        return fact.visit(entity);
    }

    @Override
    public Map<String, String> onSync(SyncFact fact) {
        return fact.visit(sync);
    }

    static String numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
