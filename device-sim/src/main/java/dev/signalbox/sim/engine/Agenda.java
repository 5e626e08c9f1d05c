package dev.signalbox.sim.engine;

import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/** What the device does at a time, whatever its units do: those of one time in the order in which they were noted down. */
final class Agenda {
    private record Item(long time, long number, LongConsumer deed) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(number, other.number);
        }
    }

    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long noted;

    /** Notes down what to do at a time; it is given that time. */
    void at(long time, LongConsumer deed) {
        items.add(new Item(time, noted++, deed));
    }

    /** Returns the time of the first; {@link Long#MAX_VALUE} when there is none. */
    long next() {
        Item first = items.peek();
        return first == null ? Long.MAX_VALUE : first.time();
    }

    /** Does the first. */
    void doFirst() {
        Item first = items.remove();
        first.deed().accept(first.time());
    }
}
