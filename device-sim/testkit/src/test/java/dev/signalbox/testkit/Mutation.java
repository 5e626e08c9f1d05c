package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes wrong lists of facts out of right ones. */
final class Mutation {
    private final List<Fact> facts;

    Mutation(List<Fact> facts) {
        this.facts = facts;
    }

    Fact.JobAccepted accepted(long tag) {
        return facts.stream()
                .filter(Fact.JobAccepted.class::isInstance)
                .map(Fact.JobAccepted.class::cast)
                .filter(job -> job.tag() == tag)
                .findFirst()
                .orElseThrow();
    }

    FenceId fence(long tag) {
        return accepted(tag).fence();
    }

    Fact.JobRan ran(long tag) {
        return one(Fact.JobRan.class, tag);
    }

    Fact.JobFinished finished(long tag) {
        return one(Fact.JobFinished.class, tag);
    }

    private <F extends Fact> F one(Class<F> kind, long tag) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(fact -> isOf(fact, fence(tag)))
                .findFirst()
                .orElseThrow();
    }

    static boolean isOf(Fact fact, FenceId fence) {
        return (fact instanceof Fact.JobAccepted job && job.fence().equals(fence))
                || (fact instanceof Fact.JobRan ran && ran.fence().equals(fence))
                || (fact instanceof Fact.JobFinished over && over.fence().equals(fence))
                || (fact instanceof Fact.EndRequested end && end.fence().equals(fence));
    }

    /** Changes every fact of a kind; a null drops it. */
    <F extends Fact> List<Fact> each(Class<F> kind, java.util.function.Function<F, @Nullable Fact> change) {
        List<Fact> changed = new ArrayList<>();
        for (Fact fact : facts) {
            Fact after = kind.isInstance(fact) ? change.apply(kind.cast(fact)) : fact;
            if (after != null) {
                changed.add(after);
            }
        }
        return changed;
    }

    List<Fact> drop(Class<? extends Fact> kind, long tag) {
        return each(kind, fact -> isOf(fact, fence(tag)) ? null : fact);
    }

    List<Fact> repeat(Class<? extends Fact> kind, long tag) {
        List<Fact> changed = new ArrayList<>(facts);
        changed.add(one(kind, tag));
        return changed;
    }

    List<Fact> accepted(long tag, UnaryOperator<Fact.JobAccepted> change) {
        return each(Fact.JobAccepted.class, job -> job.fence().equals(fence(tag)) ? change.apply(job) : job);
    }

    List<Fact> acceptedAt(long tag, long time) {
        return accepted(tag, job -> accepted(job, time, job.tag(), job.work()));
    }

    static Fact.JobAccepted accepted(Fact.JobAccepted job, long time, long tag, dev.signalbox.device.Work work) {
        return new Fact.JobAccepted(
                time, job.entity(), job.fence(), tag, work, job.credits(), job.dependencies(), job.accesses());
    }

    List<Fact> ran(long tag, UnaryOperator<Fact.JobRan> change) {
        return each(Fact.JobRan.class, job -> job.fence().equals(fence(tag)) ? change.apply(job) : job);
    }

    /** Says that a job was given to its ring at another time; what was ahead of it on its ring is not changed. */
    List<Fact> ranAt(long tag, long time) {
        return ran(tag, ran -> new Fact.JobRan(time, ran.ring(), ran.fence(), ran.entry(), ran.creditsInFlight()));
    }

    List<Fact> ranOn(long tag, int ring) {
        return ran(tag, ran -> new Fact.JobRan(ran.time(), ring, ran.fence(), ran.entry(), ran.creditsInFlight()));
    }

    List<Fact> finishedAt(long tag, long time) {
        return each(
                Fact.JobFinished.class,
                job -> job.fence().equals(fence(tag))
                        ? new Fact.JobFinished(time, job.entity(), job.fence(), job.ran(), job.error())
                        : job);
    }

    /** Lets two jobs of equal work change places, by their tags. */
    List<Fact> swap(long one, long other) {
        FenceId first = fence(one);
        FenceId second = fence(other);
        return each(Fact.JobAccepted.class, job -> {
            if (job.fence().equals(first)) {
                return accepted(job, job.time(), other, job.work());
            }
            return job.fence().equals(second) ? accepted(job, job.time(), one, job.work()) : job;
        });
    }
}
