package dev.signalbox.fence;

import java.util.Locale;

/** The error names of Linux that fences end with and refusals carry, with their numbers. */
public enum Errno {
    /** The caller may not do this. */
    EPERM(1),
    /** No such object: a buffer, a timeline, a fence that is gone. */
    ENOENT(2),
    /** The job was killed in its queue. */
    ESRCH(3),
    /** The owner of a fence failed. */
    EIO(5),
    /** It is longer than it may be. */
    E2BIG(7),
    /** What it names is not open. */
    EBADF(9),
    /** A bounded queue is full: try again. */
    EAGAIN(11),
    /** There is no room. */
    ENOMEM(12),
    /** It accessed an address that is not mapped for that. */
    EFAULT(14),
    /** Somebody else holds it. */
    EBUSY(16),
    /** It is there already. */
    EEXIST(17),
    /** The device is gone. */
    ENODEV(19),
    /** The request makes no sense as it stands. */
    EINVAL(22),
    /** There is no room left where it was asked for. */
    ENOSPC(28),
    /**
     * Two would wait for each other's locks, and one backs off. The kernel also gives it to a fence that is released with
     * callbacks and no signal; here no fence ends with it.
     */
    EDEADLK(35),
    /** The job was killed where it hung, and the rest of its ring went on. */
    ENODATA(61),
    /** A wait has taken longer than it may. */
    ETIME(62),
    /** What was stored is damaged. */
    EBADMSG(74),
    /** It is not offered here. */
    EOPNOTSUPP(95),
    /** The owner is closed and takes nothing new. */
    ESHUTDOWN(108),
    /** The work has taken longer than it may. */
    ETIMEDOUT(110),
    /** It is under way or done already. */
    EALREADY(114),
    /** The job was taken off before it could end by itself. */
    ECANCELED(125),
    /** It used memory that an error has spoilt. */
    EHWPOISON(133);

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
