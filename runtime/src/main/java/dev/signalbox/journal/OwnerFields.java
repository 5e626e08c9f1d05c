package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Schedule;
import org.jspecify.annotations.Nullable;

/** The fields of facts about runs, and about what is opened and closed. */
final class OwnerFields {
    private OwnerFields() {}

    static void write(Output output, Fact.RunBegan fact) {
        Wire.writeText(output, fact.version());
        Schedule schedule = fact.schedule();
        output.writeBoolean(schedule != null);
        if (schedule != null) {
            Wire.writeText(output, schedule.chooser());
            output.writeVarLong(schedule.seed(), false);
        }
        Wire.writeText(output, fact.config());
    }

    static Fact.RunBegan readRunBegan(Input input, long time) {
        return new Fact.RunBegan(time, Wire.readText(input), readSchedule(input), Wire.readText(input));
    }

    private static @Nullable Schedule readSchedule(Input input) {
        return input.readBoolean() ? new Schedule(Wire.readText(input), input.readVarLong(false)) : null;
    }

    static void write(Output output, Fact.WorkloadGiven fact) {
        output.writeVarInt(fact.client(), true);
        Wire.writeText(output, fact.format());
        Wire.writeText(output, fact.name());
        Wire.writeText(output, fact.text());
        output.writeVarLong(fact.cycles(), true);
        output.writeVarLong(fact.seed(), false);
    }

    static Fact.WorkloadGiven readWorkloadGiven(Input input, long time) {
        return new Fact.WorkloadGiven(
                time,
                input.readVarInt(true),
                Wire.readText(input),
                Wire.readText(input),
                Wire.readText(input),
                input.readVarLong(true),
                input.readVarLong(false));
    }

    static void write(Output output, Fact.DeviceOpened fact) {
        Wire.writeText(output, fact.name());
        Wire.writeList(output, fact.engines(), (out, engine) -> {
            Wire.writeText(out, engine.name());
            Wire.writeText(out, engine.kind());
            out.writeVarInt(engine.credits(), true);
        });
        output.writeVarLong(fact.vramBytes(), true);
        output.writeVarLong(fact.systemBytes(), true);
    }

    static Fact.DeviceOpened readDeviceOpened(Input input, long time) {
        return new Fact.DeviceOpened(
                time,
                Wire.readText(input),
                Wire.readList(input, 3, in -> new Engine(Wire.readText(in), Wire.readText(in), in.readVarInt(true))),
                Wire.readVarLongIfLeft(input),
                Wire.readVarLongIfLeft(input));
    }

    static void write(Output output, Fact.ClientOpened fact) {
        output.writeVarInt(fact.client(), true);
        Wire.writeText(output, fact.name());
    }

    static Fact.ClientOpened readClientOpened(Input input, long time) {
        return new Fact.ClientOpened(time, input.readVarInt(true), Wire.readText(input));
    }

    static void write(Output output, Fact.ClientClosed fact) {
        output.writeVarInt(fact.client(), true);
    }

    static Fact.ClientClosed readClientClosed(Input input, long time) {
        return new Fact.ClientClosed(time, input.readVarInt(true));
    }

    static void write(Output output, Fact.EntityOpened fact) {
        output.writeVarInt(fact.entity(), true);
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.context(), true);
        Wire.writeText(output, fact.name());
        output.writeVarInt(Names.number(fact.priority()), true);
        Wire.writeList(output, fact.rings(), (out, ring) -> out.writeVarInt(ring, true));
        output.writeBoolean(fact.longRunning());
    }

    static Fact.EntityOpened readEntityOpened(Input input, long time) {
        return new Fact.EntityOpened(
                time,
                input.readVarInt(true),
                input.readVarInt(true),
                input.readVarLong(true),
                Wire.readText(input),
                Names.priority(input),
                Wire.readList(input, 1, in -> in.readVarInt(true)),
                Wire.readFlagIfLeft(input));
    }

    static void write(Output output, Fact.BufferCreated fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.buffer(), true);
        output.writeVarLong(fact.bytes(), true);
    }

    static Fact.BufferCreated readBufferCreated(Input input, long time) {
        return new Fact.BufferCreated(time, input.readVarInt(true), input.readVarLong(true), input.readVarLong(true));
    }

    static void write(Output output, Fact.BufferDestroyed fact) {
        output.writeVarLong(fact.buffer(), true);
    }

    static Fact.BufferDestroyed readBufferDestroyed(Input input, long time) {
        return new Fact.BufferDestroyed(time, input.readVarLong(true));
    }

    static void write(Output output, Fact.TimelineCreated fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.context(), true);
        Wire.writeText(output, fact.name());
        output.writeBoolean(fact.user());
    }

    static Fact.TimelineCreated readTimelineCreated(Input input, long time) {
        return new Fact.TimelineCreated(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                Wire.readText(input),
                Wire.readFlagIfLeft(input));
    }

    static void write(Output output, Fact.TimelineAdvanced fact) {
        output.writeVarLong(fact.context(), true);
        output.writeVarLong(fact.seqno(), true);
    }

    static Fact.TimelineAdvanced readTimelineAdvanced(Input input, long time) {
        return new Fact.TimelineAdvanced(time, input.readVarLong(true), input.readVarLong(true));
    }

    static void write(Output output, Fact.TimelineClosed fact) {
        output.writeVarLong(fact.context(), true);
    }

    static Fact.TimelineClosed readTimelineClosed(Input input, long time) {
        return new Fact.TimelineClosed(time, input.readVarLong(true));
    }

    static void write(Output output, Fact.CycleBegan fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.cycle(), true);
    }

    static Fact.CycleBegan readCycleBegan(Input input, long time) {
        return new Fact.CycleBegan(time, input.readVarInt(true), input.readVarLong(true));
    }

    static void write(Output output, Fact.CycleEnded fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.cycle(), true);
        output.writeBoolean(fact.missed());
    }

    static Fact.CycleEnded readCycleEnded(Input input, long time) {
        return new Fact.CycleEnded(time, input.readVarInt(true), input.readVarLong(true), input.readBoolean());
    }

    static void write(Output output, Fact.ExpectationChecked fact) {
        output.writeVarInt(fact.client(), true);
        Wire.writeText(output, fact.what());
        output.writeBoolean(fact.met());
        Wire.writeText(output, fact.expected());
        Wire.writeText(output, fact.actual());
    }

    static Fact.ExpectationChecked readExpectationChecked(Input input, long time) {
        return new Fact.ExpectationChecked(
                time,
                input.readVarInt(true),
                Wire.readText(input),
                input.readBoolean(),
                Wire.readText(input),
                Wire.readText(input));
    }

    static void write(Output output, Fact.RunEnded fact) {
        output.writeVarInt(Names.number(fact.outcome()), true);
    }

    static Fact.RunEnded readRunEnded(Input input, long time) {
        return new Fact.RunEnded(time, Names.outcome(input));
    }
}
