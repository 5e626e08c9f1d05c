package dev.signalbox.event;

import dev.signalbox.device.DeviceMemory;

/**
 * Pages of a device's memory next to each other.
 *
 * @param first the number of the first: its physical address by {@link DeviceMemory#PAGE}
 * @param count at least 1
 */
public record PageRange(long first, long count) {
    /** Checks the ranges above. */
    public PageRange {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException(
                    "pages are counted from 0, and at least one, not " + first + ", " + count);
        }
    }
}
