package dev.signalbox.syncobj;

/**
 * What a wait for points waits for. In the kernel: DRM_SYNCOBJ_WAIT_FLAGS.
 *
 * @param all whether for all points, instead of any of them
 * @param forSubmit whether also for points that are not there yet; without it, and without {@code available}, such a point is
 *     refused
 * @param available whether for the points to be there, instead of signalled
 */
public record WaitFlags(boolean all, boolean forSubmit, boolean available) {
    /** Any point, and all of them must be there. */
    public static final WaitFlags ANY = new WaitFlags(false, false, false);

    /** All points, and all of them must be there. */
    public static final WaitFlags ALL = new WaitFlags(true, false, false);

    /** Returns the same, and points that are not there yet are waited for. */
    public WaitFlags withForSubmit() {
        return new WaitFlags(all, true, available);
    }

    /** Returns the same, but it is enough that the points are there. */
    public WaitFlags withAvailable() {
        return new WaitFlags(all, forSubmit, true);
    }

    boolean acceptsMissing() {
        return forSubmit || available;
    }
}
