package dev.signalbox.fence;

import java.util.Locale;

/** The error names of Linux that fences end with and refusals carry, with their numbers. */
public enum Errno {
    /** No such object: a buffer, a timeline, a fence that is gone. */
    ENOENT(2),
    /** The job was killed in its queue. */
    ESRCH(3),
    /** The owner of a fence failed. */
    EIO(5),
    /** A bounded queue is full: try again. */
    EAGAIN(11),
    /** Somebody else holds it. */
    EBUSY(16),
    /** It is there already. */
    EEXIST(17),
    /** The device is gone. */
    ENODEV(19),
    /** The request makes no sense as it stands. */
    EINVAL(22),
    /** What was stored is damaged. */
    EBADMSG(74),
    /** The owner is closed and takes nothing new. */
    ESHUTDOWN(108),
    /** The job was taken off before it could end by itself. */
    ECANCELED(125);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** Returns the positive number that Linux gives this error. */
    public int number() {
        return number;
    }

    /** Returns the form that the kernel prints, such as {@code -ECANCELED}. */
    public String negated() {
        return "-" + name().toUpperCase(Locale.ROOT);
    }
}
