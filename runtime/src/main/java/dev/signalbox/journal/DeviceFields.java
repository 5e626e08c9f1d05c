package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.PageRange;

/** The fields of facts about the device and its memory. */
final class DeviceFields {
    private DeviceFields() {}

    static void write(Output output, DeviceFact.BufferPlaced fact) {
        output.writeVarLong(fact.buffer(), true);
        output.writeVarLong(fact.address(), true);
        output.writeVarLong(fact.physical(), true);
        output.writeVarLong(fact.bytes(), true);
    }

    static DeviceFact.BufferPlaced readBufferPlaced(Input input, long time) {
        return new DeviceFact.BufferPlaced(
                time,
                input.readVarLong(true),
                input.readVarLong(true),
                input.readVarLong(true),
                input.readVarLong(true));
    }

    static void write(Output output, DeviceFact.BufferReleased fact) {
        output.writeVarLong(fact.buffer(), true);
    }

    static DeviceFact.BufferReleased readBufferReleased(Input input, long time) {
        return new DeviceFact.BufferReleased(time, input.readVarLong(true));
    }

    static void write(Output output, DeviceFact.BufferWritten fact) {
        output.writeVarInt(fact.client(), true);
        output.writeVarLong(fact.buffer(), true);
        output.writeVarLong(fact.offset(), true);
        Wire.writeDwords(output, fact.data());
    }

    static DeviceFact.BufferWritten readBufferWritten(Input input, long time) {
        return new DeviceFact.BufferWritten(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readVarLong(true),
                Wire.readDwords(input, DeviceFact.BufferWritten.MOST_DWORDS));
    }

    static void write(Output output, DeviceFact.PagesAccessed fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarLong(fact.entry(), true);
        Wire.writeList(output, fact.reads(), DeviceFields::writeRange);
        Wire.writeList(output, fact.writes(), DeviceFields::writeRange);
    }

    static DeviceFact.PagesAccessed readPagesAccessed(Input input, long time) {
        return new DeviceFact.PagesAccessed(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                Wire.readList(input, 2, DeviceFields::readRange),
                Wire.readList(input, 2, DeviceFields::readRange));
    }

    static void write(Output output, DeviceFact.FaultRaised fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarLong(fact.entry(), true);
        output.writeVarInt(fact.space(), true);
        output.writeVarLong(fact.address(), true);
        output.writeBoolean(fact.write());
        output.writeVarInt(Names.number(fact.reason()), true);
        output.writeBoolean(fact.stalled());
    }

    static DeviceFact.FaultRaised readFaultRaised(Input input, long time) {
        return new DeviceFact.FaultRaised(
                time,
                input.readVarInt(true),
                input.readVarLong(true),
                input.readVarInt(true),
                input.readVarLong(true),
                input.readBoolean(),
                Names.reason(input),
                input.readBoolean());
    }

    static void write(Output output, DeviceFact.FaultResolved fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarLong(fact.entry(), true);
        output.writeBoolean(fact.retry());
    }

    static DeviceFact.FaultResolved readFaultResolved(Input input, long time) {
        return new DeviceFact.FaultResolved(time, input.readVarInt(true), input.readVarLong(true), input.readBoolean());
    }

    static void write(Output output, DeviceFact.FailureInjected fact) {
        output.writeVarInt(fact.ring(), false);
        output.writeVarLong(fact.entry(), true);
        Wire.writeText(output, fact.failure());
    }

    static DeviceFact.FailureInjected readFailureInjected(Input input, long time) {
        return new DeviceFact.FailureInjected(
                time, input.readVarInt(false), input.readVarLong(true), Wire.readText(input));
    }

    static void write(Output output, DeviceFact.JobHung fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarLong(fact.entry(), true);
        output.writeBoolean(fact.lostInterrupt());
    }

    static DeviceFact.JobHung readJobHung(Input input, long time) {
        return new DeviceFact.JobHung(time, input.readVarInt(true), input.readVarLong(true), input.readBoolean());
    }

    static void write(Output output, DeviceFact.ResetRequested fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarLong(fact.entry(), true);
        output.writeVarInt(Names.number(fact.scope()), true);
        Wire.writeText(output, fact.reason());
    }

    static DeviceFact.ResetRequested readResetRequested(Input input, long time) {
        return new DeviceFact.ResetRequested(
                time, input.readVarInt(true), input.readVarLong(true), Names.scope(input), Wire.readText(input));
    }

    static void write(Output output, DeviceFact.RingReset fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarInt(fact.generation(), true);
        output.writeVarInt(Names.number(fact.scope()), true);
        output.writeBoolean(fact.worked());
        output.writeBoolean(fact.memoryLost());
        output.writeVarInt(fact.restarted(), true);
    }

    static DeviceFact.RingReset readRingReset(Input input, long time) {
        return new DeviceFact.RingReset(
                time,
                input.readVarInt(true),
                input.readVarInt(true),
                Names.scope(input),
                input.readBoolean(),
                input.readBoolean(),
                input.readVarInt(true));
    }

    static void write(Output output, DeviceFact.RingFailed fact) {
        output.writeVarInt(fact.ring(), true);
        Wire.writeText(output, fact.reason());
    }

    static DeviceFact.RingFailed readRingFailed(Input input, long time) {
        return new DeviceFact.RingFailed(time, input.readVarInt(true), Wire.readText(input));
    }

    static void write(Output output, DeviceFact.EntityBlamed fact) {
        output.writeVarInt(fact.ring(), true);
        output.writeVarInt(fact.entity(), true);
        Wire.writeFence(output, fact.culprit());
    }

    static DeviceFact.EntityBlamed readEntityBlamed(Input input, long time) {
        return new DeviceFact.EntityBlamed(time, input.readVarInt(true), input.readVarInt(true), Wire.readFence(input));
    }

    private static void writeRange(Output output, PageRange range) {
        output.writeVarLong(range.first(), true);
        output.writeVarLong(range.count(), true);
    }

    private static PageRange readRange(Input input) {
        return new PageRange(input.readVarLong(true), input.readVarLong(true));
    }
}
