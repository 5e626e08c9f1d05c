package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the facts tell of one fence, and of its job when it has one. */
final class FenceStory implements Explainer.Subject {
    /** When a fence signalled, and with which error. */
    record Signal(long time, long number, @Nullable Errno error, String how) {}

    final FenceId fence;
    Fact.@Nullable JobAccepted accepted;
    Fact.@Nullable JobRan ran;

    /** When its job was over; null before, and for what is not of a job. */
    @Nullable Signal over;

    /** When it signalled; null before. */
    @Nullable Signal signal;

    /** By when it should signal; -1 when nobody has said. */
    long deadline = -1;

    /** Whether a fact that is not its owner's names it or a later one of its context. */
    boolean named;

    /** Whether its owner is heard of after the moment, so it is not of another device. */
    boolean submittedLater;

    /** What of it comes after the moment; null for nothing. */
    @Nullable String later;

    private final LossStory loss = new LossStory();

    FenceStory(FenceId fence) {
        this.fence = fence;
    }

    @Override
    public void hear(Fact fact, long number, OpenWork work) {
        hearName(fact);
        OpenWork.Entity entity = work.owner(fence.context());
        if (entity != null) {
            FenceId job = new FenceId(entity.over.context(), fence.seqno());
            loss.hear(fact, work, entity.opened.entity());
            hearJob(fact, number, job);
        } else {
            hearTimeline(fact, number);
        }
        if (fact instanceof SyncFact.DeadlineSet hint && hint.fence().equals(fence)) {
            deadline = hint.deadline();
        }
    }

    private void hearName(Fact fact) {
        named = named || names(fact);
    }

    private boolean names(Fact fact) {
        return (fact instanceof Fact.JobAccepted job && implies(job.dependencies()))
                || (fact instanceof SyncFact.SyncAttached attached && implies(attached.fences()))
                || (fact instanceof SyncFact.FencesImported imported && implies(imported.fences()))
                || (fact instanceof SyncFact.DeadlineSet hint && implies(List.of(hint.fence())));
    }

    /** Fences of a context are handed out in order, so a later one tells that this one is there. */
    private boolean implies(List<FenceId> fences) {
        return fences.stream().anyMatch(each -> each.context() == fence.context() && each.seqno() >= fence.seqno());
    }

    private void hearJob(Fact fact, long number, FenceId job) {
        if (fact instanceof Fact.JobAccepted start && start.fence().equals(job)) {
            accepted = start;
        } else if (fact instanceof Fact.JobRan given && given.fence().equals(job)) {
            ran = given;
            if (!fence.equals(job)) {
                signal = new Signal(fact.time(), number, null, "its job was given to its ring");
            }
        } else if (fact instanceof Fact.JobFinished end && end.fence().equals(job)) {
            end(new Signal(fact.time(), number, end.error(), how(end)));
        } else if (fact instanceof Fact.JobRefused refused && refused.fence().equals(job)) {
            end(new Signal(fact.time(), number, refused.error(), "it was refused: " + refused.reason()));
        }
    }

    private void end(Signal end) {
        over = end;
        signal = signal == null ? end : signal;
    }

    private String how(Fact.JobFinished end) {
        Fact.JobAccepted job = accepted;
        if (end.ran() < 0) {
            return "it never ran";
        }
        if (ran != null && ran.entry() == 0) {
            return "its driver did not give it to the hardware" + why(end);
        }
        String ranFor = "it ran for " + Text.span(end.time() - end.ran());
        if (end.error() == null) {
            return ranFor;
        }
        boolean reported = job != null && end.error() == job.work().fault();
        return ranFor + (reported ? ", then its engine reported the error" : " and was ended then" + why(end));
    }

    private String why(Fact.JobFinished end) {
        Fact.JobRan given = ran;
        String why = given == null || end.error() == null ? null : loss.tell(given, end);
        return why == null ? "" : ": " + why;
    }

    private void hearTimeline(Fact fact, long number) {
        if (signal != null) {
            return;
        }
        if (fact instanceof Fact.TimelineAdvanced advanced
                && advanced.context() == fence.context()
                && advanced.seqno() >= fence.seqno()) {
            signal = new Signal(fact.time(), number, null, "its timeline came to " + advanced.seqno());
        } else if (fact instanceof Fact.TimelineClosed closed && closed.context() == fence.context()) {
            signal = new Signal(fact.time(), number, Errno.ENOENT, "its timeline was closed before it came that far");
        }
    }

    @Override
    public void hearLater(Fact fact, long number) {
        submittedLater = submittedLater || isOfOwner(fact);
        if (later != null) {
            return;
        }
        if (fact instanceof Fact.JobAccepted job && isOf(job.fence())) {
            later = later("its job is accepted", fact, number);
        } else if (fact instanceof Fact.JobFinished job && isOf(job.fence())) {
            later = later("its job is over", fact, number);
        } else if (fact instanceof Fact.JobRefused job && isOf(job.fence())) {
            later = later("its job is refused", fact, number);
        } else if (fact instanceof Fact.TimelineCreated timeline && timeline.context() == fence.context()) {
            later = later("its timeline is created", fact, number);
        } else if (fact instanceof Fact.TimelineAdvanced advanced
                && advanced.context() == fence.context()
                && advanced.seqno() >= fence.seqno()) {
            later = later("its timeline comes that far", fact, number);
        } else if (names(fact)) {
            later = later("others name it or one after it", fact, number);
        }
    }

    private boolean isOfOwner(Fact fact) {
        return (fact instanceof Fact.JobAccepted accept && isOf(accept.fence()))
                || (fact instanceof Fact.JobRefused refused && isOf(refused.fence()))
                || (fact instanceof Fact.TimelineCreated timeline && timeline.context() == fence.context());
    }

    private boolean isOf(FenceId job) {
        return job.seqno() == fence.seqno()
                && (job.context() == fence.context() || job.context() == fence.context() + 1);
    }

    private static String later(String what, Fact fact, long number) {
        return what + " at " + Text.span(fact.time()) + ", fact " + number;
    }

    @Override
    public Explained tell(Explainer.Scene scene) {
        return new FenceTold(this, scene).explained();
    }
}
