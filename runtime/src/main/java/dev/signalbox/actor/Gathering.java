package dev.signalbox.actor;

import java.util.ArrayList;
import java.util.List;

/** What an owner gathers in one step and then gives away: mostly nothing or one, so that nothing is made ahead for more. */
final class Gathering<T> {
    private List<T> gathered = List.of();

    void add(T item) {
        if (gathered.isEmpty()) {
            gathered = List.of(item);
            return;
        }
        if (gathered.size() == 1) {
            gathered = new ArrayList<>(gathered);
        }
        gathered.add(item);
    }

    /** Returns what was gathered, in order, and forgets it. */
    List<T> take() {
        List<T> taken = gathered;
        gathered = List.of();
        return taken;
    }
}
