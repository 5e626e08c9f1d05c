package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Why a job was lost that has not failed itself: what its queue was guilty of, or which reset took it off its ring, and because of whom. */
final class LossStory {
    private record Asked(
            DeviceFact.ResetRequested request, @Nullable FenceId culprit) {}

    private record Reset(DeviceFact.RingReset ended, Asked asked) {}

    private @Nullable Asked lastAsked;
    private DeviceFact.@Nullable EntityBlamed blamed;
    private final Map<Integer, Reset> resets = new TreeMap<>();

    /** Folds a fact; {@code entity} is whose job it is. */
    void hear(Fact fact, OpenWork work, int entity) {
        if (fact instanceof DeviceFact.ResetRequested request) {
            OpenWork.Job culprit = work.entry(request.ring(), request.entry());
            lastAsked = new Asked(request, culprit == null ? null : culprit.accepted.fence());
        } else if (fact instanceof DeviceFact.RingReset ended && ended.worked() && lastAsked != null) {
            resets.put(ended.ring(), new Reset(ended, lastAsked));
        } else if (fact instanceof DeviceFact.EntityBlamed blame && blame.entity() == entity) {
            blamed = blame;
        }
    }

    /** Returns why a job ended with an error that it has not reported itself; null when that is not known. */
    @Nullable String tell(Fact.JobRan ran, Fact.JobFinished end) {
        DeviceFact.EntityBlamed blame = blamed;
        if (blame != null && ran.entry() == 0) {
            return "its queue was guilty of the hang of job " + blame.culprit() + " since " + Text.span(blame.time());
        }
        Reset reset = resets.get(ran.ring());
        Asked asked = reset == null || reset.ended().time() < ran.time() ? lastAskedOn(ran) : reset.asked();
        return asked == null ? null : tell(asked, end.fence());
    }

    /** What a ring drops is over before its ring tells of the reset. */
    private @Nullable Asked lastAskedOn(Fact.JobRan ran) {
        Asked asked = lastAsked;
        return asked != null
                        && asked.request().time() >= ran.time()
                        && asked.request().ring() == ran.ring()
                ? asked
                : null;
    }

    private static String tell(Asked asked, FenceId job) {
        DeviceFact.ResetRequested request = asked.request();
        String reset = "lost in the " + IncidentFold.word(request.scope()) + " reset that ring " + request.ring()
                + " asked for at " + Text.span(request.time());
        FenceId culprit = asked.culprit();
        if (culprit == null) {
            return reset;
        }
        return reset + (culprit.equals(job) ? " because of it" : " because of job " + culprit);
    }
}
