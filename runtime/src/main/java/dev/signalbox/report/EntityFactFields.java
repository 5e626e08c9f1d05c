package dev.signalbox.report;

import dev.signalbox.event.EntityFact;
import java.util.List;
import java.util.Map;

/** The part of {@link FactFields} that is about what was done to queues. */
final class EntityFactFields implements EntityFact.Visitor<Map<String, String>> {
    static final Map<String, List<String>> KINDS = Map.ofEntries(
            Map.entry("KILL", List.of("entity")),
            Map.entry("DRAIN", List.of("entity", "ring", "jobs")),
            Map.entry("BAN", List.of("entity")),
            Map.entry("PRIORITY", List.of("entity", "priority")),
            Map.entry("ENGINES", List.of("entity", "rings")));

    @Override
    public Map<String, String> onEntityKilled(EntityFact.EntityKilled fact) {
        return fields(fact, "KILL").map();
    }

    @Override
    public Map<String, String> onEntityDrained(EntityFact.EntityDrained fact) {
        return fields(fact, "DRAIN")
                .number("ring", fact.ring())
                .number("jobs", fact.jobs())
                .map();
    }

    @Override
    public Map<String, String> onEntityBanned(EntityFact.EntityBanned fact) {
        return fields(fact, "BAN").map();
    }

    @Override
    public Map<String, String> onPriorityChanged(EntityFact.PriorityChanged fact) {
        return fields(fact, "PRIORITY").text("priority", fact.priority()).map();
    }

    @Override
    public Map<String, String> onEnginesChanged(EntityFact.EnginesChanged fact) {
        return fields(fact, "ENGINES")
                .raw("rings", FactFields.numbers(fact.rings()))
                .map();
    }

    private static FieldMap fields(EntityFact fact, String kind) {
        return new FieldMap(fact, kind).number("entity", fact.entity());
    }
}
