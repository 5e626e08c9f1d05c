package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells chains of waits in words. */
final class HangWords {
    /** Chains longer than this lose their middle. */
    private static final int LONGEST = 6;

    private static final int KEPT_AT_START = 2;
    private static final String INDENT = "  ";

    private final OpenWork work;
    private final SyncWords syncs;

    HangWords(OpenWork work) {
        this.work = work;
        this.syncs = new SyncWords(work);
    }

    /** Returns one line per wait, from the job that is farthest away down to the root, which is the last line. */
    List<String> cause(WaitGraph.Cause cause) {
        List<String> lines =
                new ArrayList<>(cause.chain().stream().map(this::step).toList());
        lines.add(root(cause.root()) + waiting(cause));
        return indented(lines);
    }

    /** Returns one line per wait of the cycle and one that says that it is one. */
    List<String> cycle(List<WaitGraph.Step> cycle) {
        List<String> lines = new ArrayList<>(cycle.stream().map(this::step).toList());
        lines.add("these waits form a cycle: none of these jobs can ever run");
        return indented(lines);
    }

    private String step(WaitGraph.Step step) {
        Wait wait = step.to();
        String who = who(step.from());
        return switch (wait.why()) {
            case POINT -> who + " waits for a fence";
            case DEPENDENCY -> who + " waits for " + wait.fence() + scheduledOf(wait);
            case QUEUE -> who + " comes after " + wait.fence() + " in its queue";
            case RING ->
                who + " is ready and waits for ring " + ring(wait.node()) + ", where " + wait.fence() + " is first";
            case ENTRY -> who + " is on ring " + ring(wait.node()) + " behind " + wait.fence();
        };
    }

    /** Says it when a wait is for the start of a job only. A dependency on a scheduled fence names another context than the job that it belongs to. */
    String scheduledOf(Wait wait) {
        OpenWork.Entity owner = work.owner(wait.fence().context());
        boolean scheduled =
                owner != null && owner.opened.context() == wait.fence().context();
        return scheduled ? ", the start of " + wait.node() : "";
    }

    /** Names a node. */
    String who(FenceId node) {
        SyncFact.SyncWaitBegan wait = work.syncs().wait(node);
        return wait == null ? job(node) : syncs.wait(wait);
    }

    /** Says what holds up those who end at a node. */
    String root(FenceId node) {
        String sync = syncs.root(node);
        return sync == null ? jobOrTimeline(node) : sync;
    }

    private String jobOrTimeline(FenceId node) {
        OpenWork.Job job = work.job(node);
        if (job != null) {
            return job(node) + (job.isOnRing() ? running(job) : notRun(job));
        }
        if (work.owner(node.context()) != null) {
            return job(node) + " was never accepted";
        }
        OpenWork.Soft soft = work.timeline(node.context());
        return soft == null ? "fence " + node + " belongs to another device" : timeline(soft);
    }

    private String running(OpenWork.Job job) {
        String since = " on ring " + Text.printable(work.engine(job.ring)) + " since " + Text.span(job.ran);
        String trouble = trouble(job);
        if (trouble != null) {
            return " has been" + since + trouble;
        }
        if (!job.accepted.work().isEndless()) {
            return " has " + Text.span(job.accepted.work().nanos()) + " of work and has been" + since
                    + "; the engine has not ended it" + memory(job);
        }
        return " is endless and has been" + since
                + (job.endRequested
                        ? "; it was asked to end and the engine has not ended it"
                        : "; nobody has ended it");
    }

    /** An endless job never comes to its program. */
    private String memory(OpenWork.Job job) {
        OpenWork.Entity entity = work.owner(job.fence().context());
        return entity == null ? "" : work.memory().of(job.accepted, entity.opened.client());
    }

    /** Says what its engine or its ring has trouble with; null when that is nothing. */
    static @Nullable String trouble(OpenWork.Job job) {
        if (job.stall != null) {
            return ", faulted at " + IncidentFold.access(job.stall) + " at " + Text.span(job.stall.time())
                    + "; its engine waits until it is told to try again or to give up";
        }
        if (job.reset != null) {
            return (job.hung < 0 ? "" : ", hung at " + Text.span(job.hung))
                    + "; the " + IncidentFold.word(job.reset.scope()) + " reset that its ring asked for at "
                    + Text.span(job.reset.time()) + " (" + Text.printable(job.reset.reason()) + ")"
                    + (job.resetFailed ? " has failed" : " has not ended");
        }
        return job.hung < 0 ? null : ", hung at " + Text.span(job.hung) + "; no reset has been asked for";
    }

    private String notRun(OpenWork.Job job) {
        String failure = job.ring < 0 ? null : work.failure(job.ring);
        if (failure != null) {
            return " waits for ring " + Text.printable(work.engine(job.ring)) + ", which cannot be used ("
                    + Text.printable(failure) + ")";
        }
        return job.ring < 0
                ? " waits for nothing and stands in the queue of no ring"
                : " waits for nothing, ring " + Text.printable(work.engine(job.ring))
                        + " is empty and has not taken it";
    }

    private String timeline(OpenWork.Soft soft) {
        String far = soft.signalled == 0 ? "was never signalled" : "was signalled up to " + soft.signalled + " only";
        return "software timeline " + Text.word(soft.created.name()) + " (context " + soft.created.context()
                + (soft.created.user() ? ", user fences" : "") + ") of client " + client(soft.created.client()) + " "
                + far;
    }

    private static String waiting(WaitGraph.Cause cause) {
        if (cause.waiting() == 0) {
            return "";
        }
        List<String> who = new ArrayList<>();
        if (cause.jobs() > 0) {
            who.add(Text.count(cause.jobs(), "job"));
        }
        if (cause.syncWaits() > 0) {
            who.add(Text.count(cause.syncWaits(), "wait"));
        }
        boolean one = cause.waiting() == 1;
        String verb = cause.syncWaits() == 0 ? (one ? " waits for" : " wait for") : (one ? " needs" : " need");
        return "; " + String.join(" and ", who) + verb + " that";
    }

    /** Names a job by its finished fence. */
    String job(FenceId fence) {
        OpenWork.Entity entity = work.owner(fence.context());
        if (entity == null) {
            return "fence " + fence;
        }
        OpenWork.Job job = work.job(fence);
        String tag = job == null ? "" : ", tag " + job.accepted.tag();
        return "job " + fence + " (client " + client(entity.opened.client()) + ", entity " + entity.opened.entity()
                + " " + Text.word(entity.opened.name()) + (entity.opened.longRunning() ? ", long-running" : "") + tag
                + ")";
    }

    String client(int number) {
        return Text.word(work.client(number));
    }

    private String ring(FenceId onRing) {
        OpenWork.Job job = work.job(onRing);
        return job == null ? "?" : Text.printable(work.engine(job.ring));
    }

    private static List<String> indented(List<String> lines) {
        List<String> kept = lines.size() <= LONGEST ? lines : shortened(lines);
        return IntStream.range(0, kept.size())
                .mapToObj(at -> (at == 0 ? "" : INDENT) + kept.get(at))
                .collect(Collectors.toList());
    }

    private static List<String> shortened(List<String> lines) {
        int last = LONGEST - KEPT_AT_START - 1;
        List<String> kept = new ArrayList<>(lines.subList(0, KEPT_AT_START));
        kept.add("... " + (lines.size() - KEPT_AT_START - last) + " more waits ...");
        kept.addAll(lines.subList(lines.size() - last, lines.size()));
        return kept;
    }
}
