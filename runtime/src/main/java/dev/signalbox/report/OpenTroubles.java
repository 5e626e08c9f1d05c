package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The part of {@link OpenWork} that is about the device: what its engines and rings have trouble with. Every method returns this. */
final class OpenTroubles implements DeviceFact.Visitor<OpenTroubles> {
    private final OpenWork work;
    private final Map<Integer, String> failures = new TreeMap<>();

    OpenTroubles(OpenWork work) {
        this.work = work;
    }

    /** Returns why a ring cannot be used any more; null when it can. */
    @Nullable String failure(int ring) {
        return failures.get(ring);
    }

    @Override
    public OpenTroubles onBufferPlaced(DeviceFact.BufferPlaced fact) {
        work.memory().placed(fact);
        return this;
    }

    @Override
    public OpenTroubles onBufferReleased(DeviceFact.BufferReleased fact) {
        work.memory().released(fact.buffer());
        return this;
    }

    @Override
    public OpenTroubles onBufferWritten(DeviceFact.BufferWritten fact) {
        return this;
    }

    @Override
    public OpenTroubles onPagesAccessed(DeviceFact.PagesAccessed fact) {
        return this;
    }

    @Override
    public OpenTroubles onFaultRaised(DeviceFact.FaultRaised fact) {
        OpenWork.Job job = work.entry(fact.ring(), fact.entry());
        if (job != null && fact.stalled()) {
            job.stall = fact;
        }
        return this;
    }

    @Override
    public OpenTroubles onFaultResolved(DeviceFact.FaultResolved fact) {
        OpenWork.Job job = work.entry(fact.ring(), fact.entry());
        if (job != null) {
            job.stall = null;
        }
        return this;
    }

    @Override
    public OpenTroubles onFailureInjected(DeviceFact.FailureInjected fact) {
        return this;
    }

    @Override
    public OpenTroubles onJobHung(DeviceFact.JobHung fact) {
        OpenWork.Job job = work.entry(fact.ring(), fact.entry());
        if (job != null && !fact.lostInterrupt()) {
            job.hung = fact.time();
        }
        return this;
    }

    @Override
    public OpenTroubles onResetRequested(DeviceFact.ResetRequested fact) {
        OpenWork.Job job = work.entry(fact.ring(), fact.entry());
        if (job != null) {
            job.reset = fact;
            job.resetFailed = false;
        }
        return this;
    }

    /** A reset that worked has taken everything off the ring; what is written again begins anew. */
    @Override
    public OpenTroubles onRingReset(DeviceFact.RingReset fact) {
        work.onRing(fact.ring()).forEach(fence -> {
            OpenWork.Job job = work.job(fence);
            if (job != null) {
                ended(job, fact.worked());
            }
        });
        return this;
    }

    private static void ended(OpenWork.Job job, boolean worked) {
        if (worked) {
            job.stall = null;
            job.hung = -1;
            job.reset = null;
        }
        job.resetFailed = !worked && job.reset != null;
    }

    @Override
    public OpenTroubles onRingFailed(DeviceFact.RingFailed fact) {
        failures.put(fact.ring(), fact.reason());
        return this;
    }

    @Override
    public OpenTroubles onEntityBlamed(DeviceFact.EntityBlamed fact) {
        return this;
    }
}
