package dev.signalbox.report;

import dev.signalbox.event.PageRange;
import java.util.List;

/**
 * The data races of a run.
 *
 * @param count how many pairs of jobs race
 * @param rows the first of them, in the order of detection
 */
public record Races(long count, List<Row> rows) {
    /** None. */
    public static final Races NONE = new Races(0, List.of());

    /** In the place of an engine: a program wrote, not a job. */
    public static final String HOST = "host";

    /** Copies the list. */
    public Races {
        rows = List.copyOf(rows);
    }

    /**
     * One pair.
     *
     * @param parts the same pages as those of the race, as parts of buffers
     */
    public record Row(Race race, Party first, Party second, List<Part> parts) {
        /** Copies the list. */
        public Row {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One of the two jobs, or a write of a program.
     *
     * @param client whose it is, by name
     * @param engine what executed it, by name; {@link #HOST} for a write of a program
     */
    public record Party(String client, String engine) {}

    /**
     * Pages of one buffer.
     *
     * @param buffer its number; 0 when no buffer was known to be there
     * @param pages counted from the beginning of the buffer, or of the device's memory when there is none
     */
    public record Part(long buffer, PageRange pages) {}
}
