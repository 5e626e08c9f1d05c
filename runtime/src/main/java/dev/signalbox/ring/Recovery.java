package dev.signalbox.ring;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a ring tries when an entry hangs: the steps of a ladder, from the least on. An entry that hangs again after a step that worked
 * goes on with the next one, so that each entry takes the ladder once. In the kernel: the timeout handler of a driver.
 */
public final class Recovery {
    private static final long NONE = 0;

    private final List<ResetScope> ladder;
    private long suspect = NONE;
    private int step;
    private boolean waiting;

    /** Nothing hangs at first. */
    public Recovery(List<ResetScope> ladder) {
        this.ladder = List.copyOf(ladder);
    }

    /**
     * An entry hangs.
     *
     * @param least what has to be reset at least
     * @return what to reset; null when nothing is left to try
     */
    public @Nullable ResetScope hangs(long entry, ResetScope least) {
        if (entry != suspect) {
            suspect = entry;
            step = 0;
        }
        while (step < ladder.size() && ladder.get(step).compareTo(least) < 0) {
            step++;
        }
        return next();
    }

    /**
     * What was tried last did not work, or was not answered.
     *
     * @return what to reset; null when nothing is left to try
     */
    public @Nullable ResetScope next() {
        waiting = step < ladder.size();
        return waiting ? ladder.get(step++) : null;
    }

    /** Returns whether a reset was asked for that is not answered yet, and what it is for is still on the ring. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Returns whether this answers what was asked for last. A device may do less than it was asked for, if
     * it does something; and who asks while more is under way hears of that. */
    public boolean isAnsweredBy(Interrupt.ResetEnded ended) {
        return waiting && (ended.worked() || ended.scope().compareTo(ladder.get(step - 1)) >= 0);
    }

    /** A reset worked, whoever asked for it. */
    public void worked() {
        waiting = false;
    }

    /** What hangs has not begun, says the device: its engine is busy with others, and it is not to blame. */
    public void hasNotBegun() {
        suspect = NONE;
        waiting = false;
    }

    /** All entries up to one are over. */
    public void retired(long entry) {
        if (entry >= suspect) {
            suspect = NONE;
            waiting = false;
        }
    }

    /**
     * Says how an entry ends that a reset took off the ring; null when it is to be written again.
     *
     * @param hasProgram whether it works on memory
     */
    public @Nullable Errno endOf(long entry, boolean hasProgram, Interrupt.ResetEnded ended) {
        if (entry == ended.executing()) {
            return entry == suspect ? Errno.ETIME : Errno.ECANCELED;
        }
        return ended.memoryLost() && hasProgram ? Errno.ECANCELED : null;
    }
}
