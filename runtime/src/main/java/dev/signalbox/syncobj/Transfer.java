package dev.signalbox.syncobj;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Refusal;
import java.util.List;

/**
 * Takes the fence of one point over to another: to point 0 as it is, in place of what is there; to any other point merged, as
 * a new point of that timeline. In the kernel: the transfer ioctl.
 */
public final class Transfer {
    /** What a transfer waits for that is to wait until its source is there. */
    public static final WaitFlags SOURCE = WaitFlags.ANY.withForSubmit().withAvailable();

    private Transfer() {}

    /**
     * Transfers at once.
     *
     * @throws Refusal EINVAL when the source point is not there
     */
    public static void now(SyncPoint source, SyncPoint target, long now) {
        put(source.object().fenceAt(source.point(), now), target);
    }

    /**
     * Transfers what a wait for the {@link #SOURCE} has found, whatever the source holds by now.
     *
     * @throws Refusal when the wait was refused
     * @throws IllegalStateException when it is not settled
     */
    public static void found(SyncWait wait, SyncPoint target, long now) {
        put(wait.foundFence(now), target);
    }

    private static void put(DmaFence fence, SyncPoint target) {
        if (target.point() == 0) {
            target.object().replace(fence);
        } else {
            target.object().addPoint(target.object().containers().merge(List.of(fence)), target.point());
        }
    }
}
