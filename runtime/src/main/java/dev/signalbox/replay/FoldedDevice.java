package dev.signalbox.replay;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.memory.Buffers;
import java.util.function.Consumer;

/** What facts about the device and its memory are folded into. Every method of the visitor returns this. */
final class FoldedDevice implements DeviceFact.Visitor<FoldedDevice> {
    private final Buffers buffers;
    private final Consumer<DeviceFact.EntityBlamed> blamed;

    FoldedDevice(Buffers buffers, Consumer<DeviceFact.EntityBlamed> blamed) {
        this.buffers = buffers;
        this.blamed = blamed;
    }

    @Override
    public FoldedDevice onBufferPlaced(DeviceFact.BufferPlaced fact) {
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedDevice onBufferReleased(DeviceFact.BufferReleased fact) {
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedDevice onBufferWritten(DeviceFact.BufferWritten fact) {
        buffers.apply(fact);
        return this;
    }

    @Override
    public FoldedDevice onPagesAccessed(DeviceFact.PagesAccessed fact) {
        return this;
    }

    @Override
    public FoldedDevice onFaultRaised(DeviceFact.FaultRaised fact) {
        return this;
    }

    @Override
    public FoldedDevice onFaultResolved(DeviceFact.FaultResolved fact) {
        return this;
    }

    @Override
    public FoldedDevice onFailureInjected(DeviceFact.FailureInjected fact) {
        return this;
    }

    @Override
    public FoldedDevice onJobHung(DeviceFact.JobHung fact) {
        return this;
    }

    @Override
    public FoldedDevice onResetRequested(DeviceFact.ResetRequested fact) {
        return this;
    }

    @Override
    public FoldedDevice onRingReset(DeviceFact.RingReset fact) {
        return this;
    }

    @Override
    public FoldedDevice onRingFailed(DeviceFact.RingFailed fact) {
        return this;
    }

    @Override
    public FoldedDevice onEntityBlamed(DeviceFact.EntityBlamed fact) {
        blamed.accept(fact);
        return this;
    }
}
