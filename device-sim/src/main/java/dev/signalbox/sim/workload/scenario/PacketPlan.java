package dev.signalbox.sim.workload.scenario;

import dev.signalbox.device.Packet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One packet of the program of a job. It names buffers; where these are is known when the job is made. */
public sealed interface PacketPlan {
    /** Returns where it stands. */
    Place place();

    /** Calls the visitor's method for this kind of packet and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /** Fills dwords; {@code bytes} is null when all of the buffer is meant from there on. */
    record Fill(Spot to, @Nullable Long bytes, int value, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.fill(this);
        }
    }

    /** Copies bytes; {@code bytes} is null when all of the source is meant from there on. */
    record Copy(Spot from, Spot to, @Nullable Long bytes, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.copy(this);
        }
    }

    /** Writes 64 bits. */
    record Write(Spot to, long value, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.write(this);
        }
    }

    /** Waits until 64 bits compare with a value. */
    record Wait(Spot at, Packet.Compare compare, long value, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.await(this);
        }
    }

    /** Runs a kernel. */
    record Kernel(String name, List<Argument> arguments, Place place) implements PacketPlan {
        /** Copies the list. */
        public Kernel {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.kernel(this);
        }
    }

    /** Keeps the engine busy for so many nanoseconds. */
    record Delay(long nanos, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.delay(this);
        }
    }

    /** Writes the time of the device. */
    record Timestamp(Spot to, Place place) implements PacketPlan {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.timestamp(this);
        }
    }

    /** An argument of a kernel: the address of a place, or, where that is null, a number. */
    record Argument(@Nullable Spot spot, long number) {}

    /**
     * One method for each kind of packet.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles a fill. */
        R fill(Fill packet);

        /** Handles a copy. */
        R copy(Copy packet);

        /** Handles a write. */
        R write(Write packet);

        /** Handles a wait. */
        R await(Wait packet);

        /** Handles a kernel. */
        R kernel(Kernel packet);

        /** Handles a delay. */
        R delay(Delay packet);

        /** Handles a timestamp. */
        R timestamp(Timestamp packet);
    }
}
