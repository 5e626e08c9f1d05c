package dev.signalbox.replay;

import dev.signalbox.event.Fact;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Compares the facts of a run with those of a journal, one pair at a time, up to the first difference. The version of the runtime
 * is not compared.
 */
public final class FactComparison {
    private final long first;
    private final Deque<Fact> last = new ArrayDeque<>();
    private long equal;
    private @Nullable FirstDifference difference;

    /**
     * Creates a comparison that has seen nothing.
     *
     * @param first the number of the first fact
     */
    public FactComparison(long first) {
        this.first = first;
    }

    /**
     * Compares the next two; null on one side says that it has no more.
     *
     * @return whether all has been equal so far
     */
    public boolean compare(@Nullable Fact expected, @Nullable Fact actual) {
        if (difference != null) {
            return false;
        }
        if (expected == null || actual == null || !unversioned(expected).equals(unversioned(actual))) {
            difference = new FirstDifference(first + equal, expected, actual, new ArrayList<>(last));
            return false;
        }
        equal++;
        last.addLast(expected);
        if (last.size() > FirstDifference.MOST_BEFORE) {
            last.removeFirst();
        }
        return true;
    }

    /** Returns how many pairs were equal. */
    public long equal() {
        return equal;
    }

    /** Returns the first difference; null when there is none so far. */
    public @Nullable FirstDifference difference() {
        return difference;
    }

    private static Fact unversioned(Fact fact) {
        return fact instanceof Fact.RunBegan began
                ? new Fact.RunBegan(began.time(), "", began.schedule(), began.config())
                : fact;
    }
}
