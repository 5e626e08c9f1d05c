package dev.signalbox.resv;

/**
 * A place in the order of age of those who take several locks; kept until they have got them all. In the kernel: struct
 * ww_acquire_ctx.
 *
 * @param number smaller is older; no two are the same
 */
public record Ticket(long number) implements Comparable<Ticket> {
    /** Orders the oldest first. */
    @Override
    public int compareTo(Ticket other) {
        return Long.compare(number, other.number);
    }
}
