package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.event.EntityFact;

/** The fields of facts about what was done to queues. */
final class EntityFields {
    private EntityFields() {}

    static void write(Output output, EntityFact.EntityKilled fact) {
        output.writeVarInt(fact.entity(), true);
    }

    static EntityFact.EntityKilled readKilled(Input input, long time) {
        return new EntityFact.EntityKilled(time, input.readVarInt(true));
    }

    static void write(Output output, EntityFact.EntityDrained fact) {
        output.writeVarInt(fact.entity(), true);
        output.writeVarInt(fact.ring(), true);
        output.writeVarInt(fact.jobs(), true);
    }

    static EntityFact.EntityDrained readDrained(Input input, long time) {
        return new EntityFact.EntityDrained(
                time, input.readVarInt(true), input.readVarInt(true), input.readVarInt(true));
    }

    static void write(Output output, EntityFact.EntityBanned fact) {
        output.writeVarInt(fact.entity(), true);
    }

    static EntityFact.EntityBanned readBanned(Input input, long time) {
        return new EntityFact.EntityBanned(time, input.readVarInt(true));
    }

    static void write(Output output, EntityFact.PriorityChanged fact) {
        output.writeVarInt(fact.entity(), true);
        output.writeVarInt(Names.number(fact.priority()), true);
    }

    static EntityFact.PriorityChanged readPriority(Input input, long time) {
        return new EntityFact.PriorityChanged(time, input.readVarInt(true), Names.priority(input));
    }

    static void write(Output output, EntityFact.EnginesChanged fact) {
        output.writeVarInt(fact.entity(), true);
        Wire.writeList(output, fact.rings(), (out, ring) -> out.writeVarInt(ring, true));
    }

    static EntityFact.EnginesChanged readEngines(Input input, long time) {
        return new EntityFact.EnginesChanged(
                time, input.readVarInt(true), Wire.readList(input, 1, in -> in.readVarInt(true)));
    }
}
