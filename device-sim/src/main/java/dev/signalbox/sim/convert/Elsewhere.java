package dev.signalbox.sim.convert;

import dev.signalbox.fence.FenceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** When fences signalled of which the facts do not tell what they stand for: jobs that were never accepted, other devices. */
final class Elsewhere {
    private final RunLog log;

    Elsewhere(RunLog log) {
        this.log = log;
    }

    /**
     * Returns when each of them signalled: when its job was dropped, or else when the first job that names it ran. One for which
     * nobody has gone on is left out.
     */
    Map<FenceId, Long> times(Collection<FenceId> fences) {
        Map<FenceId, Long> times = new LinkedHashMap<>();
        for (SeenJob job : log.jobs().values()) {
            for (FenceId named : job.named()) {
                if (job.ran() >= 0) {
                    times.merge(named, job.ran(), Math::min);
                }
            }
        }
        times.keySet().retainAll(fences);
        for (FenceId fence : fences) {
            Long dropped = log.unknown().get(fence);
            if (dropped != null) {
                times.put(fence, dropped);
            }
        }
        return times;
    }
}
