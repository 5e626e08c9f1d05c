package dev.signalbox.vm;

import dev.signalbox.device.DeviceMemory;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Pages from address 0 on, of which a test says how many are left. */
final class CountedPages implements PageSource {
    private final TreeSet<Long> free = new TreeSet<>();
    private final int all;
    private int left;

    CountedPages(int count) {
        for (long page = 0; page < count; page++) {
            free.add(page * DeviceMemory.PAGE);
        }
        this.all = count;
        this.left = count;
    }

    /** Lets so many pages be taken from now on, if there are so many. */
    void leave(int count) {
        left = count;
    }

    int taken() {
        return all - free.size();
    }

    @Override
    public OptionalLong take() {
        if (left == 0 || free.isEmpty()) {
            return OptionalLong.empty();
        }
        left--;
        return OptionalLong.of(free.pollFirst());
    }

    @Override
    public void give(long page) {
        left++;
        if (!free.add(page)) {
            throw new IllegalStateException("page " + page + " is given back twice");
        }
    }
}
