package dev.signalbox.sched;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order in which they came. Each knows the next, so that a chain needs no memory but that of its items: of most entities
 * nothing is queued, and there are many entities.
 *
 * @param <L> the items, each of which stands in no more than one chain
 */
final class Chain<L extends Chain.Link<L>> implements Iterable<L> {
    /** An item. */
    abstract static class Link<L extends Link<L>> {
        private @Nullable L next;

        private @Nullable L next() {
            return next;
        }

        private void next(@Nullable L other) {
            next = other;
        }
    }

    private @Nullable L first;
    private @Nullable L last;

    boolean isEmpty() {
        return first == null;
    }

    /** Returns the oldest; null when there is none. */
    @Nullable L peekFirst() {
        return first;
    }

    /** Returns the oldest; there is one. */
    L getFirst() {
        return present(first);
    }

    /** Returns the newest; there is one. */
    L getLast() {
        return present(last);
    }

    void addLast(L item) {
        if (last == null) {
            first = item;
        } else {
            ((Link<L>) last).next(item);
        }
        last = item;
    }

    /** Takes the oldest off; there is one. It forgets the next, so that what is old keeps nothing alive. */
    L removeFirst() {
        L oldest = present(first);
        first = ((Link<L>) oldest).next();
        last = first == null ? null : last;
        ((Link<L>) oldest).next(null);
        return oldest;
    }

    void clear() {
        while (first != null) {
            removeFirst();
        }
    }

    /** Puts parts in the place of each item that is chosen; returns whether one was. */
    boolean replace(Predicate<L> which, Function<L, List<L>> parts) {
        Chain<L> replaced = new Chain<>();
        boolean found = false;
        while (first != null) {
            L item = removeFirst();
            boolean match = which.test(item);
            (match ? parts.apply(item) : List.of(item)).forEach(replaced::addLast);
            found |= match;
        }
        first = replaced.first;
        last = replaced.last;
        return found;
    }

    @Override
    public Iterator<L> iterator() {
        return new Iterator<>() {
            private @Nullable L next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public L next() {
                L item = present(next);
                next = ((Link<L>) item).next();
                return item;
            }
        };
    }

    private static <L> L present(@Nullable L item) {
        if (item == null) {
            throw new NoSuchElementException("the chain is empty");
        }
        return item;
    }
}
