package dev.signalbox.resv;

/** Gives tickets, each younger than all before. In the kernel: struct ww_class. */
public final class Tickets {
    private long given;

    /** Returns the youngest ticket of all. */
    public Ticket next() {
        return new Ticket(++given);
    }
}
