package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ring and an indirect buffer consist of.
 *
 * <p>A packet is a header dword and a body. The header has the opcode in bits 31 to 24, flags in bits 23 to 16, and how many
 * dwords the body has in bits 15 to 0. A quantity of 64 bits takes two dwords, the low one first. Addresses are virtual, in the
 * address space in which the packet executes, unless a flag says otherwise.
 */
public sealed interface Packet {
    /** The most dwords that the body of a packet can have. */
    int MOST_BODY = 0xFFFF;

    /** Returns the number in the header. */
    int opcode();

    /** Returns the flags in the header. */
    default int flags() {
        return 0;
    }

    /** Returns how many dwords the body has. */
    int body();

    /** Writes the body; the array has room for it. */
    void writeBody(int[] into, int at);

    /** Returns how many dwords it takes, with its header. */
    default int dwords() {
        return 1 + body();
    }

    /** Writes the packet into an array that has room for it; returns the place behind it. */
    default int write(int[] into, int at) {
        into[at] = opcode() << 24 | flags() << 16 | body();
        writeBody(into, at + 1);
        return at + dwords();
    }

    /** Does nothing; the dwords of its body are padding. */
    record Nop(int body) implements Packet {
        static final int OPCODE = 0x10;

        /** Checks the length. */
        public Nop {
            if (body < 0 || body > MOST_BODY) {
                throw new IllegalArgumentException("a packet has a body of 0 to " + MOST_BODY + " dwords, not " + body);
            }
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Arrays.fill(into, at, at + body, 0);
        }
    }

    /**
     * Executes packets that stand elsewhere, in an address space. They nest once: a program may have indirect buffers of its own.
     *
     * @param host whether {@code address} is a place in the ring's indirect area, in dwords, or a virtual address in {@code space}
     * @param space the address space in which they execute; 0 for none
     * @param length in dwords
     */
    record Indirect(boolean host, int space, int length, long address) implements Packet {
        static final int OPCODE = 0x11;
        static final int HOST = 1;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int flags() {
            return host ? HOST : 0;
        }

        @Override
        public int body() {
            return 4;
        }

        @Override
        public void writeBody(int[] into, int at) {
            into[at] = space;
            into[at + 1] = length;
            Words.put(into, at + 2, address);
        }
    }

    /** Copies bytes; what overlaps is copied as if through a third place. */
    record Copy(long to, long from, long bytes) implements Packet {
        static final int OPCODE = 0x12;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 6;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, to);
            Words.put(into, at + 2, from);
            Words.put(into, at + 4, bytes);
        }
    }

    /** Fills dwords with a value; {@code to} and {@code bytes} are multiples of 4. */
    record Fill(long to, long bytes, int value) implements Packet {
        static final int OPCODE = 0x13;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 5;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, to);
            Words.put(into, at + 2, bytes);
            into[at + 4] = value;
        }
    }

    /**
     * Writes 64 bits.
     *
     * @param scratch whether {@code to} is the number of a scratch register of the ring instead of an address
     * @param to a multiple of 8, or the number of a register
     */
    record Write(boolean scratch, long to, long value) implements Packet {
        static final int OPCODE = 0x14;
        static final int SCRATCH = 1;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int flags() {
            return scratch ? SCRATCH : 0;
        }

        @Override
        public int body() {
            return 4;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, to);
            Words.put(into, at + 2, value);
        }
    }

    /**
     * Keeps the engine busy.
     *
     * @param nanos of work at speed 1; {@link Work#ENDLESS} until somebody ends it
     * @param preemptNanos after how much of it the engine can switch to another ring, again and again; 0 when it cannot
     */
    record Delay(long nanos, long preemptNanos) implements Packet {
        static final int OPCODE = 0x15;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 4;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, nanos);
            Words.put(into, at + 2, preemptNanos);
        }
    }

    /**
     * Runs a kernel.
     *
     * @param kernel its name, 1 to 64 characters of ASCII that can be printed
     * @param arguments at most 64
     */
    record Dispatch(String kernel, List<Long> arguments) implements Packet {
        static final int OPCODE = 0x16;
        /** The most characters of a name, and the most arguments. */
        public static final int MOST = 64;

        /** Checks the lengths. */
        public Dispatch {
            arguments = List.copyOf(arguments);
            if (kernel.isEmpty() || kernel.length() > MOST || !kernel.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new IllegalArgumentException(
                        "a kernel has a name of 1 to " + MOST + " letters, digits and signs, not '" + kernel + "'");
            }
            if (arguments.size() > MOST) {
                throw new IllegalArgumentException(
                        "a kernel has at most " + MOST + " arguments, not " + arguments.size());
            }
        }

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 1 + (kernel.length() + 3) / 4 + 2 * arguments.size();
        }

        @Override
        public void writeBody(int[] into, int at) {
            into[at] = kernel.length();
            int next = Words.put(into, at + 1, kernel);
            for (long argument : arguments) {
                Words.put(into, next, argument);
                next += 2;
            }
        }
    }

    /**
     * Waits until 64 bits of memory compare with a value: a semaphore.
     *
     * @param address a multiple of 8
     */
    record Wait(long address, Compare compare, long value) implements Packet {
        static final int OPCODE = 0x17;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int flags() {
            return compare.flag;
        }

        @Override
        public int body() {
            return 4;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, address);
            Words.put(into, at + 2, value);
        }
    }

    /** How a wait compares what is in memory (left) with its value (right); without sign. */
    enum Compare {
        /** They are the same. */
        EQUAL(0),
        /** They are not the same. */
        NOT_EQUAL(1),
        /** The one in memory is the same or greater. */
        AT_LEAST(2),
        /** The one in memory is less. */
        LESS(3);

        private final int flag;

        Compare(int flag) {
            this.flag = flag;
        }

        static @Nullable Compare of(int flag) {
            return switch (flag) {
                case 0 -> EQUAL;
                case 1 -> NOT_EQUAL;
                case 2 -> AT_LEAST;
                case 3 -> LESS;
                default -> null;
            };
        }

        /** Returns whether it holds. */
        public boolean holds(long memory, long value) {
            return switch (this) {
                case EQUAL -> memory == value;
                case NOT_EQUAL -> memory != value;
                case AT_LEAST -> Long.compareUnsigned(memory, value) >= 0;
                case LESS -> Long.compareUnsigned(memory, value) < 0;
            };
        }
    }

    /**
     * Ends an entry of the ring: writes its number back, when everything before it is done.
     *
     * @param seqno of the entry
     * @param interrupt whether to tell the host
     */
    record Fence(boolean interrupt, long seqno) implements Packet {
        static final int OPCODE = 0x18;
        static final int INTERRUPT = 1;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int flags() {
            return interrupt ? INTERRUPT : 0;
        }

        @Override
        public int body() {
            return 2;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, seqno);
        }
    }

    /** What follows starts when everything before it has left the pipeline. */
    record PipelineSync() implements Packet {
        static final int OPCODE = 0x19;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 0;
        }

        @Override
        public void writeBody(int[] into, int at) {}
    }

    /**
     * Forgets translations of an address space, writes caches back, or both. On the ring itself it is executed whatever becomes of its
     * entry.
     *
     * @param space whose translations
     */
    record Flush(boolean tlb, boolean cache, int space) implements Packet {
        static final int OPCODE = 0x1A;
        static final int TLB = 1;
        static final int CACHE = 2;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int flags() {
            return (tlb ? TLB : 0) | (cache ? CACHE : 0);
        }

        @Override
        public int body() {
            return 1;
        }

        @Override
        public void writeBody(int[] into, int at) {
            into[at] = space;
        }
    }

    /**
     * Writes the time of the device, in nanoseconds.
     *
     * @param to a multiple of 8
     */
    record Timestamp(long to) implements Packet {
        static final int OPCODE = 0x1B;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 2;
        }

        @Override
        public void writeBody(int[] into, int at) {
            Words.put(into, at, to);
        }
    }

    /** Here the engine may switch to another ring. */
    record PreemptionPoint() implements Packet {
        static final int OPCODE = 0x1C;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 0;
        }

        @Override
        public void writeBody(int[] into, int at) {}
    }

    /**
     * Says where the page tables of an address space begin, on this engine; what was known of the space is forgotten. On the ring itself it
     * is executed whatever becomes of its entry.
     *
     * @param space 1 to 15
     * @param root the physical address of the top table
     */
    record Space(int space, long root) implements Packet {
        static final int OPCODE = 0x1D;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 3;
        }

        @Override
        public void writeBody(int[] into, int at) {
            into[at] = space;
            Words.put(into, at + 1, root);
        }
    }

    /** The entry fails: when it is over, this is reported. The first error of an entry counts. */
    record Trap(Errno error) implements Packet {
        static final int OPCODE = 0x1E;

        @Override
        public int opcode() {
            return OPCODE;
        }

        @Override
        public int body() {
            return 1;
        }

        @Override
        public void writeBody(int[] into, int at) {
            into[at] = error.number();
        }
    }

    /**
     * Reads the packet at a place.
     *
     * @param limit how many dwords from there on may belong to it
     * @return null when there is no packet
     */
    static @Nullable Packet read(DwordSource source, long at, long limit) {
        return PacketReader.read(source, at, limit);
    }
}
