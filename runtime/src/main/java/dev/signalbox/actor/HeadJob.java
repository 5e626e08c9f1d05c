package dev.signalbox.actor;

import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.ring.BackendJob;
import dev.signalbox.sched.ArmedJob;
import org.jspecify.annotations.Nullable;

/** A job at the head of its queue, as the driver sees it. */
record HeadJob(int ring, ArmedJob job) implements BackendJob {
    @Override
    public int entity() {
        return job.entity();
    }

    @Override
    public FenceId finished() {
        return job.finished();
    }

    @Override
    public long tag() {
        return job.tag();
    }

    @Override
    public Work work() {
        return job.work();
    }

    @Override
    public @Nullable Errno error() {
        return null;
    }
}
