package dev.signalbox.sched;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Entities in the order of their keys, then tickets: a heap in which each entity knows its place. The keys that are compared stand
 * next to each other, so that going down a level looks at one line of memory, not at four entities.
 */
final class EntityHeap {
    private static final int CHILDREN = 4;
    private static final int FIRST_CAPACITY = 8;

    private @Nullable RunEntity[] entities = new RunEntity[FIRST_CAPACITY];

    /** Key and ticket of each place. */
    private long[] order = new long[2 * FIRST_CAPACITY];

    /** Which of the two places of an entity is the one in this heap. */
    private final boolean ofReady;

    private int size;

    /** Creates an empty heap; an entity may stand in one of its ready ones and in one other. */
    EntityHeap(boolean ofReady) {
        this.ofReady = ofReady;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the least key; there is one. */
    long firstKey() {
        return order[0];
    }

    /** Returns the least; null when there is none. */
    @Nullable RunEntity first() {
        return entities[0];
    }

    boolean contains(RunEntity entity) {
        return place(entity) >= 0;
    }

    /** Adds an entity that is not in it. */
    void add(RunEntity entity) {
        if (size == entities.length) {
            entities = Arrays.copyOf(entities, 2 * size);
            order = Arrays.copyOf(order, 4 * size);
        }
        put(size++, entity, entity.key(), entity.ticket);
        rise(size - 1);
    }

    /** Takes note that an entity that is in it has another key. */
    void moved(RunEntity entity) {
        int place = place(entity);
        put(place, entity, entity.key(), entity.ticket);
        rise(place);
        sink(place);
    }

    /** Takes an entity out that is in it. */
    void remove(RunEntity entity) {
        int hole = place(entity);
        move(--size, hole);
        entities[size] = null;
        place(entity, -1);
        if (hole < size) {
            rise(hole);
            sink(hole);
        }
    }

    private void rise(int from) {
        int place = from;
        while (place > 0 && isBefore(place, parent(place))) {
            swap(place, parent(place));
            place = parent(place);
        }
    }

    private void sink(int from) {
        int place = from;
        for (int least = leastFrom(place); least != place; least = leastFrom(place)) {
            swap(place, least);
            place = least;
        }
    }

    /** Returns which is the least of a place and its children. */
    private int leastFrom(int place) {
        int first = CHILDREN * place + 1;
        int end = Math.min(first + CHILDREN, size);
        int least = place;
        long key = order[2 * place];
        for (int child = first; child < end; child++) {
            long other = order[2 * child];
            if (other < key || (other == key && order[2 * child + 1] < order[2 * least + 1])) {
                least = child;
                key = other;
            }
        }
        return least;
    }

    private static int parent(int place) {
        return (place - 1) / CHILDREN;
    }

    private boolean isBefore(int place, int other) {
        long key = order[2 * place];
        long otherKey = order[2 * other];
        return key < otherKey || (key == otherKey && order[2 * place + 1] < order[2 * other + 1]);
    }

    private void swap(int place, int other) {
        RunEntity moving = entities[place];
        long key = order[2 * place];
        long ticket = order[2 * place + 1];
        move(other, place);
        put(other, moving, key, ticket);
    }

    private void move(int from, int to) {
        put(to, entities[from], order[2 * from], order[2 * from + 1]);
    }

    private void put(int place, @Nullable RunEntity entity, long key, long ticket) {
        entities[place] = entity;
        order[2 * place] = key;
        order[2 * place + 1] = ticket;
        if (entity != null) {
            place(entity, place);
        }
    }

    private int place(RunEntity entity) {
        return ofReady ? entity.readyPlace : entity.linePlace;
    }

    private void place(RunEntity entity, int place) {
        if (ofReady) {
            entity.readyPlace = place;
        } else {
            entity.linePlace = place;
        }
    }
}
