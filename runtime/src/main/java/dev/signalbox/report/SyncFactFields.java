package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import java.util.List;
import java.util.Map;

/** The part of {@link FactFields} that is about sync objects. A point is {@code "object@point"}. */
final class SyncFactFields implements SyncFact.Visitor<Map<String, String>> {
    static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("SYNCOBJ", List.of("client", "object", "name", "signalled")),
            Map.entry("HANDLE", List.of("client", "object")),
            Map.entry("RELEASE", List.of("client", "object")),
            Map.entry("SYNCSIG", List.of("client", "object", "point")),
            Map.entry("RESET", List.of("client", "object")),
            Map.entry("ATTACH", List.of("client", "object", "point", "fences")),
            Map.entry("TRANSFER", List.of("client", "source", "source_point", "target", "target_point", "wait")),
            Map.entry("WAIT", List.of("client", "wait", "points", "all", "for_submit", "available", "until_ns")),
            Map.entry("WAITEND", List.of("client", "wait", "index", "error")),
            Map.entry("IMPORT", List.of("client", "buffer", "write", "fences")),
            Map.entry("DEADLINE", List.of("fence", "deadline_ns")));

    @Override
    public Map<String, String> onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        return new FieldMap(fact, "SYNCOBJ")
                .number("client", fact.client())
                .number("object", fact.object())
                .text("name", fact.name())
                .flag("signalled", fact.signalled())
                .map();
    }

    @Override
    public Map<String, String> onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        return new FieldMap(fact, "HANDLE")
                .number("client", fact.client())
                .number("object", fact.object())
                .map();
    }

    @Override
    public Map<String, String> onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        return new FieldMap(fact, "RELEASE")
                .number("client", fact.client())
                .number("object", fact.object())
                .map();
    }

    @Override
    public Map<String, String> onSyncSignalled(SyncFact.SyncSignalled fact) {
        return new FieldMap(fact, "SYNCSIG")
                .number("client", fact.client())
                .number("object", fact.object())
                .unsigned("point", fact.point())
                .map();
    }

    @Override
    public Map<String, String> onSyncReset(SyncFact.SyncReset fact) {
        return new FieldMap(fact, "RESET")
                .number("client", fact.client())
                .number("object", fact.object())
                .map();
    }

    @Override
    public Map<String, String> onSyncAttached(SyncFact.SyncAttached fact) {
        return new FieldMap(fact, "ATTACH")
                .number("client", fact.client())
                .number("object", fact.object())
                .unsigned("point", fact.point())
                .list("fences", fact.fences())
                .map();
    }

    @Override
    public Map<String, String> onSyncTransferred(SyncFact.SyncTransferred fact) {
        return new FieldMap(fact, "TRANSFER")
                .number("client", fact.client())
                .number("source", fact.source())
                .unsigned("source_point", fact.sourcePoint())
                .number("target", fact.target())
                .unsigned("target_point", fact.targetPoint())
                .number("wait", fact.waitId())
                .map();
    }

    @Override
    public Map<String, String> onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        return new FieldMap(fact, "WAIT")
                .number("client", fact.client())
                .number("wait", fact.waitId())
                .list("points", fact.points())
                .flag("all", fact.all())
                .flag("for_submit", fact.forSubmit())
                .flag("available", fact.available())
                .raw("until_ns", fact.until() == Long.MAX_VALUE ? null : Long.toString(fact.until()))
                .map();
    }

    @Override
    public Map<String, String> onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        return new FieldMap(fact, "WAITEND")
                .number("client", fact.client())
                .number("wait", fact.waitId())
                .number("index", fact.index())
                .text("error", fact.error())
                .map();
    }

    @Override
    public Map<String, String> onFencesImported(SyncFact.FencesImported fact) {
        return new FieldMap(fact, "IMPORT")
                .number("client", fact.client())
                .number("buffer", fact.buffer())
                .flag("write", fact.write())
                .list("fences", fact.fences())
                .map();
    }

    @Override
    public Map<String, String> onDeadlineSet(SyncFact.DeadlineSet fact) {
        return new FieldMap(fact, "DEADLINE")
                .text("fence", fact.fence())
                .number("deadline_ns", fact.deadline())
                .map();
    }
}
