package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What exists only because programs reach the kernel through system calls in C: handles that are the smallest free numbers,
 * registers that keep a number when what it named is gone, file descriptors, words of flags, 32-bit values. It is translated
 * here, with the help of {@link SyncHandles} and, for the meaning of single bits, of the calls; the rules know nothing of it.
 */
final class KernelAbi {
    /** A call on a descriptor of something that has no such call: an error that no rule knows. */
    static final class NoSuchCall extends RuntimeException {
        /** How cases write it. */
        static final String NAME = "-ENOTTY";

        private static final long serialVersionUID = 1;

        NoSuchCall() {
            super(NAME);
        }
    }

    /** What stands for a handle that is in no table: the rules count theirs from 1. */
    static final long UNKNOWN = 0;

    private static final int NO_NUMBER = 0;
    private static final int HANDLE_ZERO = -1;
    private static final int NO_DESCRIPTOR = -1;

    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final TreeMap<Integer, Long> handles = new TreeMap<>();
    private final Map<Integer, Object> descriptors = new HashMap<>();
    private boolean zeroIsFree;

    /** Gives a handle of the rules the smallest number that is free, and keeps the number in a register. */
    void keepHandle(int register, long handle) {
        int number = zeroIsFree ? 0 : 1;
        while (handles.containsKey(number)) {
            number++;
        }
        handles.put(number, handle);
        numbers.put(register, number);
    }

    /** Keeps in a register what a creation that failed leaves there. */
    void keepNoHandle(int register) {
        numbers.put(register, NO_NUMBER);
    }

    /** Returns the handle of the rules that the number in a register now stands for. */
    long handle(int register) {
        return handles.getOrDefault(number(register), UNKNOWN);
    }

    /** Returns the handles of the rules that the numbers in registers now stand for. */
    List<Long> handles(List<Json> registers) {
        return registers.stream().map(register -> handle(register.integer())).toList();
    }

    /** Returns the registers in a list of pairs of a register and a point. */
    static List<Json> firsts(Json pairs) {
        return pairs.elements().stream().map(pair -> pair.at(0)).toList();
    }

    /** Frees the number in a register, if it is one. Number 0 cannot be freed, but who tries makes it one that is given away. */
    void freeHandle(int register) {
        int number = number(register);
        handles.remove(number);
        zeroIsFree |= number == 0;
    }

    private int number(int register) {
        if (register == HANDLE_ZERO) {
            return 0;
        }
        return numbers.getOrDefault(register, register < 0 ? Integer.MAX_VALUE : NO_NUMBER);
    }

    /** Opens a descriptor of something, and keeps it in a register. */
    void open(int register, Object what) {
        descriptors.put(register, what);
    }

    /** Keeps in a register that there is no descriptor: what should have opened it failed. */
    void openNothing(int register) {
        descriptors.remove(register);
    }

    /** Returns what the descriptor in a register is of; null when it is not open. */
    @Nullable Object opened(int register) {
        return register == NO_DESCRIPTOR ? null : descriptors.get(register);
    }

    /**
     * Returns what the descriptor in a register is of.
     *
     * @param otherwise the error when it is not open, or of something else
     */
    <T> T opened(int register, Class<T> type, Errno otherwise) {
        Object what = opened(register);
        if (!type.isInstance(what)) {
            throw refusal(otherwise, "descriptor " + register + " is no open " + type.getSimpleName());
        }
        return type.cast(what);
    }

    /** Returns what the descriptor in a register is of, of which a call is made that only such descriptors have. */
    <T> T called(int register, Class<T> type) {
        Object what = opened(register, Object.class, Errno.EBADF);
        if (!type.isInstance(what)) {
            throw new NoSuchCall();
        }
        return type.cast(what);
    }

    /** Closes a descriptor, after which there is none in its register. */
    void close(int register) {
        opened(register, Object.class, Errno.EBADF);
        descriptors.remove(register);
    }

    /** Refuses a word of flags, or padding, in which there is more than the known bits. */
    static void checkFlags(long flags, long known) {
        if ((flags & ~known) != 0) {
            throw refusal(Errno.EINVAL, "of the flags " + flags + " only " + known + " are known");
        }
    }

    /** Returns the point that a 32-bit value of a software timeline stands for: the one within 2^31 of the timeline's value. */
    static long point(long now, long word) {
        return now + (int) (word - now);
    }

    static Refusal refusal(Errno errno, String reason) {
        return new Refusal(errno, reason, "see what the kernel's interface asks for");
    }
}
