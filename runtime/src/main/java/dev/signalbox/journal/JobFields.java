package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.List;

/** The fields of facts about jobs. */
final class JobFields {
    private JobFields() {}

    static void write(Output output, Fact.JobAccepted fact) {
        output.writeVarInt(fact.entity(), true);
        Wire.writeFence(output, fact.fence());
        output.writeVarLong(fact.tag(), false);
        output.writeVarLong(fact.work().nanos(), false);
        output.writeVarLong(fact.work().preemptNanos(), true);
        output.writeVarInt(Names.number(fact.work().fault()), true);
        output.writeVarInt(fact.credits(), true);
        Wire.writeList(output, fact.dependencies(), Wire::writeFence);
        Wire.writeList(output, fact.accesses(), (out, access) -> {
            out.writeVarLong(access.buffer(), true);
            out.writeBoolean(access.write());
        });
        Wire.writeDwords(output, fact.work().program().code());
    }

    static Fact.JobAccepted readJobAccepted(Input input, long time) {
        int entity = input.readVarInt(true);
        FenceId fence = Wire.readFence(input);
        long tag = input.readVarLong(false);
        Work work = readWork(input);
        int credits = input.readVarInt(true);
        List<FenceId> dependencies = Wire.readList(input, 2, Wire::readFence);
        List<Access> accesses = Wire.readList(input, 2, in -> new Access(in.readVarLong(true), in.readBoolean()));
        Dwords code = Wire.readDwordsIfLeft(input, Program.MOST_DWORDS);
        Work whole = code.isEmpty() ? work : work.with(new Program(code));
        return new Fact.JobAccepted(time, entity, fence, tag, whole, credits, dependencies, accesses);
    }

    /** The program is not among the work's other fields: it was appended to the fact later. */
    private static Work readWork(Input input) {
        return new Work(input.readVarLong(false), input.readVarLong(true), Names.errnoOrNull(input), Program.none());
    }

    static void write(Output output, Fact.JobRefused fact) {
        output.writeVarInt(fact.entity(), true);
        Wire.writeFence(output, fact.fence());
        output.writeVarInt(fact.error().number(), true);
        Wire.writeText(output, fact.reason());
    }

    static Fact.JobRefused readJobRefused(Input input, long time) {
        return new Fact.JobRefused(
                time, input.readVarInt(true), Wire.readFence(input), Names.errno(input), Wire.readText(input));
    }

    static void write(Output output, Fact.JobQueued fact) {
        output.writeVarInt(fact.ring(), true);
        Wire.writeFence(output, fact.fence());
        output.writeVarInt(fact.queued(), true);
    }

    static Fact.JobQueued readJobQueued(Input input, long time) {
        return new Fact.JobQueued(time, input.readVarInt(true), Wire.readFence(input), input.readVarInt(true));
    }

    static void write(Output output, Fact.JobBlocked fact) {
        output.writeVarInt(fact.ring(), true);
        Wire.writeFence(output, fact.fence());
        Wire.writeFence(output, fact.dependency());
    }

    static Fact.JobBlocked readJobBlocked(Input input, long time) {
        return new Fact.JobBlocked(time, input.readVarInt(true), Wire.readFence(input), Wire.readFence(input));
    }

    static void write(Output output, Fact.JobRan fact) {
        output.writeVarInt(fact.ring(), true);
        Wire.writeFence(output, fact.fence());
        output.writeVarLong(fact.entry(), true);
        output.writeVarInt(fact.creditsInFlight(), true);
    }

    static Fact.JobRan readJobRan(Input input, long time) {
        return new Fact.JobRan(
                time, input.readVarInt(true), Wire.readFence(input), input.readVarLong(true), input.readVarInt(true));
    }

    static void write(Output output, Fact.JobFinished fact) {
        output.writeVarInt(fact.entity(), true);
        Wire.writeFence(output, fact.fence());
        output.writeVarLong(fact.time() - fact.ran(), false);
        output.writeVarInt(Names.number(fact.error()), true);
    }

    static Fact.JobFinished readJobFinished(Input input, long time) {
        return new Fact.JobFinished(
                time,
                input.readVarInt(true),
                Wire.readFence(input),
                time - input.readVarLong(false),
                Names.errnoOrNull(input));
    }

    static void write(Output output, Fact.EndRequested fact) {
        output.writeVarInt(fact.entity(), true);
        Wire.writeFence(output, fact.fence());
    }

    static Fact.EndRequested readEndRequested(Input input, long time) {
        return new Fact.EndRequested(time, input.readVarInt(true), Wire.readFence(input));
    }
}
