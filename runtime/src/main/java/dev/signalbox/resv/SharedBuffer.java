package dev.signalbox.resv;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.Leaves;
import java.util.Objects;

/**
 * A buffer that is handed between clients which synchronise implicitly and clients which synchronise explicitly. In the
 * kernel: struct dma_buf.
 *
 * <p>An explicit client takes over by exporting before it submits, and hands on by importing the fence of what it has
 * submitted, before it tells anybody that the buffer is ready.
 */
public final class SharedBuffer {
    private final Reservation<DmaFence> reservation;
    private final FenceContainers containers;
    private final Readiness in = new Readiness(Usage.toWaitFor(false));
    private final Readiness out = new Readiness(Usage.toWaitFor(true));

    /** Shares a buffer by its reservation. */
    public SharedBuffer(Reservation<DmaFence> reservation, FenceContainers containers) {
        this.reservation = reservation;
        this.containers = containers;
    }

    /** Returns the fences of the buffer. */
    public Reservation<DmaFence> reservation() {
        return reservation;
    }

    /**
     * Returns one fence for what a new access has to wait for now; what is added later does not change it.
     *
     * @param write whether the access writes (a write covers a read)
     * @param now with nothing to wait for, the fence has signalled at this time
     */
    public DmaFence exportFence(boolean write, long now) {
        DmaFence all = Reservations.singleton(reservation, Usage.toWaitFor(write), containers);
        return Objects.requireNonNullElseGet(all, () -> containers.stub(now));
    }

    /**
     * Makes implicit clients wait for a fence: every leaf of it is added.
     *
     * @param write whether what it stands for writes, so that readers wait too
     */
    public void importFence(DmaFence fence, boolean write) {
        reservation.addAll(Leaves.of(fence), Usage.ofAccess(write));
    }

    /** Returns whether the buffer can be read: nothing that writes it is pending (POLLIN). "No" stays until the fence that it found signals. */
    public boolean pollIn() {
        return in.ask();
    }

    /** Returns whether the buffer can be written: nothing that uses it is pending (POLLOUT). "No" stays until the fence that it found signals. */
    public boolean pollOut() {
        return out.ask();
    }

    /**
     * One direction of polling. Not ready means: hooked to the first pending fence. Until that fence signals, nobody looks
     * again, and the answer stays "not ready", whatever the others do.
     */
    private final class Readiness {
        private final Usage usage;
        private boolean hooked;

        Readiness(Usage usage) {
            this.usage = usage;
        }

        boolean ask() {
            if (hooked) {
                return false;
            }
            hooked = reservation.entries(usage).stream().anyMatch(entry -> hook(entry.fence()));
            return !hooked;
        }

        private boolean hook(DmaFence fence) {
            return fence.subscribe(signalled -> hooked = false) != null;
        }
    }
}
