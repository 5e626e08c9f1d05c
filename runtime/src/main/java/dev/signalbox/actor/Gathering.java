package dev.signalbox.actor;

import java.util.ArrayList;
import java.util.List;

/** Lists of what an owner gathers in one step and then gives away: mostly nothing or one, so that nothing is made ahead for more. */
final class Gathering {
    private Gathering() {}

    /** Returns a list with one more item; the list that it was has been used up. */
    static <T> List<T> plus(List<T> gathered, T item) {
        if (gathered.isEmpty()) {
            return List.of(item);
        }
        List<T> more = gathered.size() == 1 ? new ArrayList<>(gathered) : gathered;
        more.add(item);
        return more;
    }
}
