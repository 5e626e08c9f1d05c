package dev.signalbox.race;

import dev.signalbox.device.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The words of memory in one address space by which jobs wait for each other: who waits for a word comes after those jobs, and those
 * writes of the host, that may have put there what it waits for. Only when there are none, it comes after all jobs that execute what is
 * not known here.
 */
final class Semaphores {
    private static final int SWEEP_LEAST = 64;

    private record HostWrite(long address, long bytes, long overAt) {}

    private final List<LikeJobs> storing = new ArrayList<>();
    private final List<HostWrite> written = new ArrayList<>();
    private int sweepAt = SWEEP_LEAST;

    /** Jobs were given to a ring. */
    void given(LikeJobs jobs, LongSupplier horizon) {
        if (jobs.sync().mayEndWaits()) {
            storing.add(jobs);
            sweep(horizon);
        }
    }

    /** The host wrote. */
    void written(long address, long bytes, long overAt, LongSupplier horizon) {
        written.add(new HostWrite(address, bytes, overAt));
        sweep(horizon);
    }

    /** Forgets what is before all jobs that may still wait. */
    private void sweep(LongSupplier horizon) {
        if (storing.size() + written.size() >= sweepAt) {
            long known = horizon.getAsLong();
            storing.removeIf(jobs -> jobs.isOverBy(known));
            written.removeIf(write -> write.overAt() <= known);
            sweepAt = Math.max(SWEEP_LEAST, 2 * (storing.size() + written.size()));
        }
    }

    /** Returns what is over when the waits of a job are. */
    Clock seenBy(LikeJobs waiting, long round) {
        Clock seen = Clock.START;
        for (Packet.Wait wait : waiting.sync().waits()) {
            seen = seen.join(seen(wait, waiting, round));
        }
        return seen;
    }

    private Clock seen(Packet.Wait wait, LikeJobs waiting, long round) {
        Clock seen = Clock.START;
        boolean known = false;
        for (HostWrite write : written) {
            if (MemorySync.covers(write.address(), write.bytes(), wait)) {
                seen = seen.atLeast(write.overAt());
                known = true;
            }
        }
        for (LikeJobs jobs : storing) {
            if (jobs.sync().ends(wait) && jobs.maySignal(waiting)) {
                seen = seen.join(jobs.overAll(round));
                known = true;
            }
        }
        return known ? seen : afterUnknown(waiting, round);
    }

    private Clock afterUnknown(LikeJobs waiting, long round) {
        Clock seen = Clock.START;
        for (LikeJobs jobs : storing) {
            if (jobs.sync().opaque() && jobs.maySignal(waiting)) {
                seen = seen.join(jobs.overAll(round));
            }
        }
        return seen;
    }
}
