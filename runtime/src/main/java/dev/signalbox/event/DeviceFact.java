package dev.signalbox.event;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.FenceId;
import java.util.List;

/** Something that happened to the device, its memory, or what is on its rings. */
public sealed interface DeviceFact extends Fact {
    /** Calls the visitor's method for this fact. */
    <R> R visit(Visitor<R> visitor);

    @Override
    default <R> R accept(FactVisitor<R> visitor) {
        return visitor.onDevice(this);
    }

    /** One method per kind of fact, so that a fold that forgets one does not compile. */
    interface Visitor<R> {
        /** Folds {@link BufferPlaced}. */
        R onBufferPlaced(BufferPlaced fact);

        /** Folds {@link BufferReleased}. */
        R onBufferReleased(BufferReleased fact);

        /** Folds {@link BufferWritten}. */
        R onBufferWritten(BufferWritten fact);

        /** Folds {@link PagesAccessed}. */
        R onPagesAccessed(PagesAccessed fact);

        /** Folds {@link FaultRaised}. */
        R onFaultRaised(FaultRaised fact);

        /** Folds {@link FaultResolved}. */
        R onFaultResolved(FaultResolved fact);

        /** Folds {@link FailureInjected}. */
        R onFailureInjected(FailureInjected fact);

        /** Folds {@link JobHung}. */
        R onJobHung(JobHung fact);

        /** Folds {@link ResetRequested}. */
        R onResetRequested(ResetRequested fact);

        /** Folds {@link RingReset}. */
        R onRingReset(RingReset fact);

        /** Folds {@link RingFailed}. */
        R onRingFailed(RingFailed fact);

        /** Folds {@link EntityBlamed}. */
        R onEntityBlamed(EntityBlamed fact);
    }

    /**
     * A buffer got memory, and is mapped for its client from now on.
     *
     * @param address where it is in the address space of its client
     * @param physical where it is in the memory of the device; contiguous
     * @param bytes whole pages
     */
    record BufferPlaced(long time, long buffer, long address, long physical, long bytes) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onBufferPlaced(this);
        }
    }

    /** The memory of a buffer that was destroyed is free again: no job uses it any more, and no engine remembers where it was. */
    record BufferReleased(long time, long buffer) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onBufferReleased(this);
        }
    }

    /**
     * A program wrote into a buffer.
     *
     * @param offset in bytes, a multiple of 4
     * @param data at most {@link #MOST_DWORDS}; a larger write is several
     */
    record BufferWritten(long time, int client, long buffer, long offset, Dwords data) implements DeviceFact {
        /** The most dwords that one write carries. */
        public static final int MOST_DWORDS = 16_384;

        /** Checks the range above. */
        public BufferWritten {
            if (data.size() > MOST_DWORDS) {
                throw new IllegalArgumentException(
                        "a write to a buffer has at most " + MOST_DWORDS + " dwords, not " + data.size());
            }
        }

        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onBufferWritten(this);
        }
    }

    /**
     * An entry that is over has accessed memory; pages that it wrote are not among those that it read.
     *
     * @param reads in ascending order
     * @param writes in ascending order
     */
    record PagesAccessed(long time, int ring, long entry, List<PageRange> reads, List<PageRange> writes)
            implements DeviceFact {
        /** Copies the lists. */
        public PagesAccessed {
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
        }

        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onPagesAccessed(this);
        }
    }

    /** An entry accessed an address that is not mapped for that; {@code stalled} when its engine waits for what the host does. */
    record FaultRaised(
            long time,
            int ring,
            long entry,
            int space,
            long address,
            boolean write,
            Interrupt.FaultReason reason,
            boolean stalled)
            implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onFaultRaised(this);
        }
    }

    /** The host told a stalled engine to try again, or to give the entry up. */
    record FaultResolved(long time, int ring, long entry, boolean retry) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onFaultResolved(this);
        }
    }

    /**
     * A failure that was asked for has happened.
     *
     * @param ring where; -1 when it is about the whole device
     * @param entry which it hit; 0 when none
     * @param failure its name, such as {@code hang}
     */
    record FailureInjected(long time, int ring, long entry, String failure) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onFailureInjected(this);
        }
    }

    /**
     * The oldest job on a ring has taken longer than it may.
     *
     * @param lostInterrupt whether the device had written back that it is done: then only the interrupt was missing
     */
    record JobHung(long time, int ring, long entry, boolean lostInterrupt) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onJobHung(this);
        }
    }

    /** A ring asked for a reset, and why. */
    record ResetRequested(long time, int ring, long entry, ResetScope scope, String reason) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onResetRequested(this);
        }
    }

    /**
     * A ring heard of the end of a reset.
     *
     * @param generation how often the ring has been reset by now
     * @param restarted how many entries were written to it again
     */
    record RingReset(
            long time, int ring, int generation, ResetScope scope, boolean worked, boolean memoryLost, int restarted)
            implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onRingReset(this);
        }
    }

    /** A ring cannot be used any more, such as one whose test at the start failed. */
    record RingFailed(long time, int ring, String reason) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onRingFailed(this);
        }
    }

    /**
     * An entity is guilty, because one of its jobs is to blame for a hang: jobs that are taken off its queue from now on carry -ECANCELED.
     *
     * @param culprit the finished fence of that job
     */
    record EntityBlamed(long time, int ring, int entity, FenceId culprit) implements DeviceFact {
        @Override
        public <R> R visit(Visitor<R> visitor) {
            return visitor.onEntityBlamed(this);
        }
    }
}
