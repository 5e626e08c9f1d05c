package dev.signalbox.report;

import dev.signalbox.event.PageRange;
import dev.signalbox.fence.FenceId;
import java.util.List;

/**
 * Two jobs that access the same pages, at least one of them writing, though nothing orders them. In the place of a job there may be a
 * write of a program into a buffer: it has no fence, so
 * the highest context of all counts these writes.
 *
 * @param first the finished fence of the job whose access was seen first; in another run it may come second
 * @param second that of the other
 * @param pages of the device's memory, on each of which one of the two writes; in ascending order, not next to each other
 */
public record Race(FenceId first, FenceId second, boolean firstWrites, boolean secondWrites, List<PageRange> pages) {
    /** Copies the list. */
    public Race {
        pages = List.copyOf(pages);
    }
}
