package dev.signalbox.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Who used which object last: a write comes after all uses before it, a read after the last write. */
final class ObjectOrder {
    /** A batch's hidden output when {@code set} is negative: {@code object} is then its step. */
    record Key(int set, int object) {
        static Key output(int step) {
            return new Key(-1, step);
        }

        @Override
        public String toString() {
            return set < 0 ? "the output of step " + object : "object " + object + " of set " + set;
        }
    }

    private static final class Users {
        private final List<Placed> readers = new ArrayList<>();
        private List<Placed> writer = List.of();
    }

    private final Map<Key, Users> users = new HashMap<>();

    /** Notes a use, and hands every earlier one that it has to come after to {@code before}. */
    void use(Key key, boolean write, Placed user, Consumer<Placed> before) {
        Users known = users.computeIfAbsent(key, each -> new Users());
        known.writer.forEach(before);
        if (write) {
            known.readers.forEach(before);
            known.readers.clear();
            known.writer = List.of(user);
        } else {
            known.readers.add(user);
        }
    }
}
