package dev.signalbox.report;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.PageRange;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where in the memory of the device buffers are. */
final class PlacedBuffers {
    private record Place(long buffer, PageRange pages) {
        long end() {
            return pages.first() + pages.count();
        }
    }

    private final NavigableMap<Long, Place> byPage = new TreeMap<>();
    private final Map<Long, PageRange> byBuffer = new HashMap<>();
    private final Map<Long, DeviceFact.BufferPlaced> placed = new HashMap<>();

    /** A buffer got memory. */
    void place(DeviceFact.BufferPlaced fact) {
        release(fact.buffer());
        long first = fact.physical() / DeviceMemory.PAGE;
        long count = Math.max(1, (fact.bytes() + DeviceMemory.PAGE - 1) / DeviceMemory.PAGE);
        PageRange pages = new PageRange(first, count);
        byPage.put(first, new Place(fact.buffer(), pages));
        byBuffer.put(fact.buffer(), pages);
        placed.put(fact.buffer(), fact);
    }

    /** Returns where a buffer is; null when it has no memory. */
    DeviceFact.@Nullable BufferPlaced find(long buffer) {
        return placed.get(buffer);
    }

    /** The memory of a buffer is free again; returns its pages, or null when it had none. */
    @Nullable PageRange release(long buffer) {
        placed.remove(buffer);
        PageRange pages = byBuffer.remove(buffer);
        if (pages != null) {
            byPage.remove(pages.first());
        }
        return pages;
    }

    /** Tells which parts of buffers some pages are. */
    void split(PageRange pages, Consumer<Races.Part> parts) {
        long end = pages.first() + pages.count();
        for (long page = pages.first(); page < end; ) {
            Map.Entry<Long, Place> at = byPage.floorEntry(page);
            if (at != null && page < at.getValue().end()) {
                Place place = at.getValue();
                long through = Math.min(end, place.end());
                parts.accept(new Races.Part(
                        place.buffer(), new PageRange(page - place.pages().first(), through - page)));
                page = through;
            } else {
                Long next = byPage.higherKey(page);
                long through = next == null ? end : Math.min(end, next);
                parts.accept(new Races.Part(0, new PageRange(page, through - page)));
                page = through;
            }
        }
    }
}
