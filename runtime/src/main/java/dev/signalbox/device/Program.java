package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Packets that a job brings: its indirect buffer. It executes in the address space of the job's client.
 *
 * @param code the packets, 0 to {@link #MOST_DWORDS} dwords
 */
public record Program(Dwords code) {
    /** The most dwords that a program has. */
    public static final int MOST_DWORDS = 4_096;

    private static final Program NONE = new Program(Dwords.none());

    /** Refuses what is too long: E2BIG. */
    public Program {
        if (code.size() > MOST_DWORDS) {
            throw new Refusal(
                    Errno.E2BIG,
                    "a program has at most " + MOST_DWORDS + " dwords, not " + code.size(),
                    "make it several jobs, or put its packets into a buffer and execute that indirectly");
        }
    }

    /** No packets. */
    public static Program none() {
        return NONE;
    }

    /** These packets. */
    public static Program of(Packet... packets) {
        return of(List.of(packets));
    }

    /** These packets. */
    public static Program of(List<Packet> packets) {
        return packets.isEmpty() ? NONE : new Program(Dwords.of(packets));
    }

    /** Starts one packet by packet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns whether there are no packets. */
    public boolean isEmpty() {
        return code.isEmpty();
    }

    /** Returns the packets; those up to the first dword that begins none. */
    public List<Packet> packets() {
        List<Packet> packets = new ArrayList<>();
        Packet next = Packet.read(code, 0, code.size());
        for (int at = 0; next != null; next = Packet.read(code, at, code.size() - at)) {
            packets.add(next);
            at += next.dwords();
        }
        return packets;
    }

    /** Writes a program, packet by packet. Addresses are virtual. */
    public static final class Builder {
        private final List<Packet> packets = new ArrayList<>();

        private Builder() {}

        /** Any packet. */
        public Builder add(Packet packet) {
            packets.add(packet);
            return this;
        }

        /** Copies bytes. */
        public Builder copy(long to, long from, long bytes) {
            return add(new Packet.Copy(to, from, bytes));
        }

        /** Fills dwords; the address and the number of bytes are multiples of 4. */
        public Builder fill(long to, long bytes, int value) {
            return add(new Packet.Fill(to, bytes, value));
        }

        /** Writes 64 bits at a multiple of 8. */
        public Builder write(long to, long value) {
            return add(new Packet.Write(false, to, value));
        }

        /** Keeps the engine busy for so many nanoseconds. */
        public Builder delay(long nanos) {
            return add(new Packet.Delay(nanos, 0));
        }

        /** Runs a kernel by its name. */
        public Builder dispatch(String kernel, long... arguments) {
            return add(
                    new Packet.Dispatch(kernel, LongStream.of(arguments).boxed().toList()));
        }

        /** Waits until 64 bits at a multiple of 8 compare with a value. */
        public Builder waitUntil(long address, Packet.Compare compare, long value) {
            return add(new Packet.Wait(address, compare, value));
        }

        /** What follows starts when everything before it has left the pipeline. */
        public Builder pipelineSync() {
            return add(new Packet.PipelineSync());
        }

        /** Writes the device's time at a multiple of 8. */
        public Builder timestamp(long to) {
            return add(new Packet.Timestamp(to));
        }

        /** Lets the engine switch to another ring here. */
        public Builder preemptionPoint() {
            return add(new Packet.PreemptionPoint());
        }

        /**
         * Ends it.
         *
         * @throws Refusal E2BIG when it is too long
         */
        public Program build() {
            return of(packets);
        }
    }
}
