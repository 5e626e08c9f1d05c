package dev.signalbox.sim.workload;

import dev.signalbox.device.Engine;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.RaceFinder;
import dev.signalbox.sim.workload.scenario.Expectation.Moment.Event;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What has happened so far, folded from the facts for whoever expects something. Facts come before the messages that follow from
 * them, so a program that was resumed finds here what it waited for. Any thread may ask.
 */
final class Ledger implements Facts {
    static final long NEVER = -1;

    private final Facts next;
    private final boolean keepsJobs;
    private final @Nullable RaceFinder races;
    /** Refusals that come later and that nobody expects fail a run. */
    private static final Set<Errno> FAILING = EnumSet.of(Errno.ENOENT, Errno.EINVAL, Errno.ENOMEM);

    private final Map<FenceId, JobStory> jobs = new HashMap<>();
    private final Map<FenceId, String> laterRefusals = new LinkedHashMap<>();
    private final Map<FenceId, Long> deadlines = new HashMap<>();
    private final Map<Long, Long> signalled = new HashMap<>();
    private final Map<Integer, Integer> clientOf = new HashMap<>();
    private final Map<Integer, Counts> counts = new TreeMap<>();
    private final List<Engine> engines = new ArrayList<>();
    private long position;

    /**
     * Creates an empty ledger.
     *
     * @param next hears every fact as well
     * @param keepsJobs whether somebody will ask for single jobs
     * @param findsRaces whether somebody will ask for races
     */
    Ledger(Facts next, boolean keepsJobs, boolean findsRaces) {
        this.next = next;
        this.keepsJobs = keepsJobs;
        this.races = findsRaces ? new RaceFinder() : null;
    }

    /** A job so far: when, and at which place in the stream, something happened to it. */
    static final class JobStory {
        private final Map<Event, Instant> instants = new EnumMap<>(Event.class);
        private int ring;
        private boolean refused;
        private @Nullable Errno error;

        JobStory() {}

        private JobStory(JobStory other) {
            instants.putAll(other.instants);
            ring = other.ring;
            refused = other.refused;
            error = other.error;
        }

        long time(Event event) {
            Instant instant = instants.get(event);
            return instant == null ? NEVER : instant.time();
        }

        long position(Event event) {
            Instant instant = instants.get(event);
            return instant == null ? NEVER : instant.position();
        }

        boolean isRefused() {
            return refused;
        }

        @Nullable Errno error() {
            return error;
        }

        private void happened(Event event, long time, long at) {
            instants.put(event, new Instant(time, at));
        }
    }

    private record Instant(long time, long position) {}

    /** What is counted for each client. */
    static final class Counts {
        private long finished;
        private long cycles;
        private long missed;
        private final Map<Errno, Long> errors = new TreeMap<>();
        private final Map<Errno, Long> refusals = new TreeMap<>();

        long finished() {
            return finished;
        }

        long cycles() {
            return cycles;
        }

        long missed() {
            return missed;
        }

        long errors(@Nullable Errno errno) {
            return count(errors, errno);
        }

        long refusals(@Nullable Errno errno) {
            return count(refusals, errno);
        }

        private static long count(Map<Errno, Long> of, @Nullable Errno errno) {
            return errno == null
                    ? of.values().stream().mapToLong(Long::longValue).sum()
                    : of.getOrDefault(errno, 0L);
        }
    }

    @Override
    public synchronized void report(Fact fact) {
        fold(fact);
        if (races != null) {
            races.report(fact);
        }
        next.report(fact);
    }

    @Override
    public synchronized void report(Fact first, int count) {
        for (int i = 0; i < count; i++) {
            fold(first.plus(i));
        }
        if (races != null) {
            races.report(first, count);
        }
        next.report(first, count);
    }

    /** Counts a refusal that was thrown, which is no fact: nothing has happened then. */
    synchronized void refused(int client, Errno errno) {
        of(client).refusals.merge(errno, 1L, Long::sum);
    }

    /** Returns what is known of a job at this moment; null when it was not accepted, nor refused, so far. */
    synchronized @Nullable JobStory job(FenceId finished) {
        JobStory story = jobs.get(finished);
        return story == null ? null : new JobStory(story);
    }

    /** Returns by when a job should be over as far as its owner was told; {@link #NEVER} when it was not. */
    synchronized long deadline(FenceId finished) {
        return deadlines.getOrDefault(finished, NEVER);
    }

    /** Returns one of the numbers that are counted for a client. */
    synchronized long count(int client, ToLongFunction<Counts> number) {
        return number.applyAsLong(of(client));
    }

    /** Returns how many pairs of jobs race. */
    synchronized long races() {
        return races == null ? 0 : races.count();
    }

    /** Returns whether a point of a software timeline has signalled. */
    synchronized boolean isSignalled(FenceId point) {
        return signalled.getOrDefault(point.context(), 0L) >= point.seqno();
    }

    /** Returns the engine that a job was given to. */
    synchronized Engine engine(JobStory story) {
        return engines.get(story.ring);
    }

    /** Returns the jobs that named a buffer or a point which does not exist, with the error and the reason. */
    synchronized Map<FenceId, String> laterRefusals() {
        return new LinkedHashMap<>(laterRefusals);
    }

    private void fold(Fact fact) {
        position++;
        if (fact instanceof Fact.DeviceOpened opened) {
            engines.addAll(opened.engines());
        } else if (fact instanceof Fact.EntityOpened entity) {
            clientOf.put(entity.entity(), entity.client());
        } else if (fact instanceof Fact.TimelineAdvanced advanced) {
            signalled.put(advanced.context(), advanced.seqno());
        } else if (fact instanceof SyncFact.DeadlineSet set && keepsJobs) {
            deadlines.put(set.fence(), set.deadline());
        } else if (fact instanceof Fact.CycleEnded cycle) {
            of(cycle.client()).cycles++;
            of(cycle.client()).missed += cycle.missed() ? 1 : 0;
        } else {
            foldJob(fact);
        }
    }

    private void foldJob(Fact fact) {
        if (fact instanceof Fact.JobAccepted accepted) {
            happened(accepted.fence(), Event.ACCEPTED, fact.time());
        } else if (fact instanceof Fact.JobRan ran) {
            JobStory story = happened(ran.fence(), Event.RAN, fact.time());
            story.ring = ran.ring();
        } else if (fact instanceof Fact.JobFinished finished) {
            finished(finished);
        } else if (fact instanceof Fact.JobRefused refused) {
            refused(refused);
        }
    }

    private void finished(Fact.JobFinished finished) {
        JobStory story = happened(finished.fence(), Event.ENDED, finished.time());
        story.error = finished.error();
        Counts client = of(clientOf.getOrDefault(finished.entity(), 0));
        client.finished++;
        if (finished.error() != null) {
            client.errors.merge(finished.error(), 1L, Long::sum);
        }
    }

    private void refused(Fact.JobRefused refused) {
        JobStory story = happened(refused.fence(), Event.ENDED, refused.time());
        story.error = refused.error();
        story.refused = true;
        of(clientOf.getOrDefault(refused.entity(), 0)).refusals.merge(refused.error(), 1L, Long::sum);
        if (FAILING.contains(refused.error())) {
            laterRefusals.put(refused.fence(), refused.error().negated() + ": " + refused.reason());
        }
    }

    private JobStory happened(FenceId fence, Event event, long time) {
        JobStory story = keepsJobs ? jobs.computeIfAbsent(fence, each -> new JobStory()) : new JobStory();
        story.happened(event, time, position);
        return story;
    }

    private Counts of(int client) {
        return counts.computeIfAbsent(client, each -> new Counts());
    }
}
