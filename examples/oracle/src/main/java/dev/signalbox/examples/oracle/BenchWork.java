package dev.signalbox.examples.oracle;

import java.util.ArrayDeque;

/** Work items in one row, whatever queue of the kernel they stand in: cases without ties do not depend on that. */
final class BenchWork {
    /** Something to do; it stands in the row once. */
    final class Item {
        private final Runnable action;

        private Item(Runnable action) {
            this.action = action;
        }

        void queue() {
            if (!row.contains(this)) {
                row.addLast(this);
            }
        }

        void cancel() {
            row.remove(this);
        }
    }

    private final ArrayDeque<Item> row = new ArrayDeque<>();

    Item item(Runnable action) {
        return new Item(action);
    }

    /** Does everything that stands in the row, and what that queues. */
    void drain() {
        for (Item next = row.pollFirst(); next != null; next = row.pollFirst()) {
            next.action.run();
        }
    }
}
