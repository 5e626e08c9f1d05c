package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;

/** The fields of facts about sync objects. */
final class SyncFields {
    private SyncFields() {}

    static void write(Output output, SyncFact.SyncObjectCreated fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
        Wire.writeText(output, fact.name());
        output.writeBoolean(fact.signalled());
    }

    static SyncFact.SyncObjectCreated readSyncObjectCreated(Input input, long time) {
        return new SyncFact.SyncObjectCreated(
                time, input.readVarInt(true), input.readVarLong(true), Wire.readText(input), input.readBoolean());
    }

    static void write(Output output, SyncFact.SyncHandleOpened fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
    }

    static SyncFact.SyncHandleOpened readSyncHandleOpened(Input input, long time) {
        return new SyncFact.SyncHandleOpened(time, input.readVarInt(true), input.readVarLong(true));
    }

    static void write(Output output, SyncFact.SyncHandleClosed fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
    }

    static SyncFact.SyncHandleClosed readSyncHandleClosed(Input input, long time) {
        return new SyncFact.SyncHandleClosed(time, input.readVarInt(true), input.readVarLong(true));
    }

    static void write(Output output, SyncFact.SyncSignalled fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
        output.writeVarLong(fact.point(), true);
    }

    static SyncFact.SyncSignalled readSyncSignalled(Input input, long time) {
        return new SyncFact.SyncSignalled(
                time, input.readVarInt(true), input.readVarLong(true), input.readVarLong(true));
    }

    static void write(Output output, SyncFact.SyncReset fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
    }

    static SyncFact.SyncReset readSyncReset(Input input, long time) {
        return new SyncFact.SyncReset(time, input.readVarInt(true), input.readVarLong(true));
    }

    static void write(Output output, SyncFact.SyncAttached fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.object(), true);
        output.writeVarLong(fact.point(), true);
        Wire.writeList(output, fact.fences(), Wire::writeFence);
    }

    static SyncFact.SyncAttached readSyncAttached(Input input, long time) {
        return new SyncFact.SyncAttached(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readVarLong(true),
                Wire.readList(input, 2, Wire::readFence));
    }

    static void write(Output output, SyncFact.SyncTransferred fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.source(), true);
        output.writeVarLong(fact.sourcePoint(), true);
        output.writeVarLong(fact.target(), true);
        output.writeVarLong(fact.targetPoint(), true);
        output.writeVarLong(fact.waitId(), true);
    }

    static SyncFact.SyncTransferred readSyncTransferred(Input input, long time) {
        return new SyncFact.SyncTransferred(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readVarLong(true),
                input.readVarLong(true),
                input.readVarLong(true),
                input.readVarLong(true));
    }

    static void write(Output output, SyncFact.SyncWaitBegan fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.waitId(), true);
        Wire.writeList(output, fact.points(), SyncFields::writePoint);
        output.writeBoolean(fact.all());
        output.writeBoolean(fact.forSubmit());
        output.writeBoolean(fact.available());
        output.writeVarLong(fact.until(), false);
    }

    static SyncFact.SyncWaitBegan readSyncWaitBegan(Input input, long time) {
        return new SyncFact.SyncWaitBegan(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                Wire.readList(input, 2, SyncFields::readPoint),
                input.readBoolean(),
                input.readBoolean(),
                input.readBoolean(),
                input.readVarLong(false));
    }

    static void write(Output output, SyncFact.SyncWaitEnded fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.waitId(), true);
        output.writeVarInt(fact.index(), false);
        output.writeVarInt(Names.number(fact.error()), true);
    }

    static SyncFact.SyncWaitEnded readSyncWaitEnded(Input input, long time) {
        return new SyncFact.SyncWaitEnded(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readVarInt(false),
                Names.errnoOrNull(input));
    }

    static void write(Output output, SyncFact.FencesImported fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.buffer(), true);
        output.writeBoolean(fact.write());
        Wire.writeList(output, fact.fences(), Wire::writeFence);
    }

    static SyncFact.FencesImported readFencesImported(Input input, long time) {
        return new SyncFact.FencesImported(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readBoolean(),
                Wire.readList(input, 2, Wire::readFence));
    }

    static void write(Output output, SyncFact.DeadlineSet fact) {
        Wire.writeFence(output, fact.fence());
        output.writeVarLong(fact.deadline(), false);
    }

    static SyncFact.DeadlineSet readDeadlineSet(Input input, long time) {
        return new SyncFact.DeadlineSet(time, Wire.readFence(input), input.readVarLong(false));
    }

    private static void writePoint(Output output, SyncPointId point) {
        output.writeVarLong(point.object(), true);
        output.writeVarLong(point.point(), true);
    }

    private static SyncPointId readPoint(Input input) {
        return new SyncPointId(input.readVarLong(true), input.readVarLong(true));
    }
}
