package dev.signalbox.report;

import dev.signalbox.event.EntityFact;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The part of {@link TraceLine} that is about what was done to queues. */
final class EntityLines implements EntityFact.Visitor<EntityLines.Words> {
    static final List<String> LEGEND = List.of(
            "KILL      a queue was killed                     -",
            "DRAIN     a ring gave queued jobs of it back     entity jobs (how many)",
            "BAN       the driver holds a queue guilty        -",
            "PRIORITY  a queue has another priority           priority",
            "ENGINES   a queue may use other rings            rings");

    /** What stands in the columns of a line. */
    record Words(String who, String what, String details) {}

    private final IntFunction<String> rings;

    /** Creates it with what tells how a ring is called. */
    EntityLines(IntFunction<String> rings) {
        this.rings = rings;
    }

    @Override
    public Words onEntityKilled(EntityFact.EntityKilled fact) {
        return of(fact, "KILL", "");
    }

    @Override
    public Words onEntityDrained(EntityFact.EntityDrained fact) {
        String details = "entity=" + fact.entity() + " jobs=" + fact.jobs();
        return new Words("ring " + rings.apply(fact.ring()), "DRAIN", details);
    }

    @Override
    public Words onEntityBanned(EntityFact.EntityBanned fact) {
        return of(fact, "BAN", "");
    }

    @Override
    public Words onPriorityChanged(EntityFact.PriorityChanged fact) {
        return of(fact, "PRIORITY", "priority=" + fact.priority());
    }

    @Override
    public Words onEnginesChanged(EntityFact.EnginesChanged fact) {
        String names = fact.rings().stream().map(rings::apply).collect(Collectors.joining(","));
        return of(fact, "ENGINES", "rings=" + names);
    }

    private static Words of(EntityFact fact, String what, String details) {
        return new Words("entity " + fact.entity(), what, details);
    }
}
