package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A random graph of jobs that access random pages, and one run of it: rings execute in order, everything else happens in a random
 * order that the dependencies allow. Beside the facts it keeps its own graph of moments, whose closure says who is before whom.
 */
final class RandomJobGraph {
    private static final int RINGS = 3;
    private static final int PAGES = 6;
    private static final long PROGRAM_SIGNALS = 100;
    private static final Work WORK = Work.of(Program.of(new Packet.Nop(1)));

    /** How the program sees to it that the second job comes after the first. */
    private enum Means {
        FENCE,
        PROGRAM_WAITS,
        TIMELINE
    }

    private record Link(int number, Job first, Job second, Means means) {
        long timeline() {
            return PROGRAM_SIGNALS + number;
        }
    }

    /** A pair of jobs, by their place in the graph, and a page on which they race. */
    record Conflict(int first, int second, long page) implements Comparable<Conflict> {
        @Override
        public int compareTo(Conflict other) {
            int byFirst = Integer.compare(first, other.first);
            int bySecond = Integer.compare(second, other.second);
            return byFirst != 0 ? byFirst : bySecond != 0 ? bySecond : Long.compare(page, other.page);
        }
    }

    private static final class Queue {
        final int number;
        final List<Integer> rings;
        final ArrayDeque<Job> drafts = new ArrayDeque<>();
        final ArrayDeque<Job> queued = new ArrayDeque<>();
        int ring = -1;
        int unfinished;
        long jobs;

        Queue(int number, List<Integer> rings) {
            this.number = number;
            this.rings = rings;
        }

        boolean staysOn(int other) {
            return rings.size() == 1 && rings.get(0) == other;
        }
    }

    private static final class Job {
        final int number;
        final Queue queue;
        final FenceId fence;
        final TreeMap<Long, Boolean> pages = new TreeMap<>();
        final List<Job> startsWith = new ArrayList<>();
        final List<Link> links = new ArrayList<>();
        boolean given;
        boolean done;
        boolean over;
        int ring;
        long entry;

        Job(int number, Queue queue) {
            this.number = number;
            this.queue = queue;
            this.fence = new FenceId(2L * queue.number + 1, ++queue.jobs);
        }

        int acceptance() {
            return 4 * number;
        }

        int giving() {
            return acceptance() + 1;
        }

        int beginning() {
            return acceptance() + 2;
        }

        int end() {
            return acceptance() + 3;
        }

        boolean conflictsWith(Job other) {
            return queue != other.queue
                    && pages.entrySet().stream().anyMatch(page -> {
                        Boolean written = other.pages.get(page.getKey());
                        return written != null && (written || page.getValue());
                    });
        }
    }

    private final SplittableRandom random;
    private final Facts facts;
    private final List<Queue> queues = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<ArrayDeque<Job>> rings = new ArrayList<>();
    private final List<Long> entries = new ArrayList<>();
    private final List<BitSet> after = new ArrayList<>();
    private final int made;
    private final Set<Long> signalled = new TreeSet<>();

    /** Makes a graph in which any two jobs that access the same page, one of them writing, are ordered on purpose. */
    RandomJobGraph(SplittableRandom random, Facts facts) {
        this.random = random;
        this.facts = facts;
        for (int ring = 0; ring < RINGS; ring++) {
            rings.add(new ArrayDeque<>());
            entries.add(0L);
        }
        int count = random.nextInt(2, 6);
        for (int queue = 1; queue <= count; queue++) {
            queues.add(new Queue(queue, random.nextInt(4) == 0 ? List.of(0, 1, 2) : List.of(random.nextInt(RINGS))));
        }
        makeJobs(random.nextInt(2, 15));
        made = links.size();
    }

    private void makeJobs(int count) {
        double share = 0.1 + 0.4 * random.nextDouble();
        for (int number = 0; number < count; number++) {
            Job job = new Job(number, queues.get(random.nextInt(queues.size())));
            for (long page = 0; page < PAGES; page++) {
                if (random.nextDouble() < share) {
                    job.pages.put(page, random.nextInt(3) == 0);
                }
            }
            jobs.stream().filter(job::conflictsWith).forEach(first -> link(first, job));
            if (!jobs.isEmpty() && random.nextInt(6) == 0) {
                link(jobs.get(random.nextInt(jobs.size())), job);
            }
            if (!jobs.isEmpty() && random.nextInt(4) == 0) {
                job.startsWith.add(jobs.get(random.nextInt(jobs.size())));
            }
            jobs.add(job);
            job.queue.drafts.add(job);
        }
    }

    private void link(Job first, Job second) {
        int draw = random.nextInt(8);
        Means means = draw < 5 ? Means.FENCE : draw < 7 ? Means.TIMELINE : Means.PROGRAM_WAITS;
        Link link = new Link(links.size(), first, second, means);
        links.add(link);
        second.links.add(link);
    }

    /** Forgets so many of the links. */
    RandomJobGraph drop(int many) {
        for (int i = 0; i < many && !links.isEmpty(); i++) {
            Link dropped = links.remove(random.nextInt(links.size()));
            dropped.second.links.remove(dropped);
        }
        return this;
    }

    /** Runs it and returns, by the closure of its moments, who races with whom. */
    Set<Conflict> play() {
        for (int moment = 0; moment < signalMoment(made); moment++) {
            after.add(new BitSet());
        }
        open();
        jobs.forEach(this::orderWithin);
        while (jobs.stream().anyMatch(job -> !job.over)) {
            List<Runnable> steps = steps();
            steps.get(random.nextInt(steps.size())).run();
        }
        return conflicts();
    }

    private void open() {
        List<Engine> engines =
                List.of(new Engine("RCS", "RCS", 16), new Engine("VCS", "VCS", 16), new Engine("BCS", "BCS", 16));
        facts.report(new Fact.DeviceOpened(0, "toy", engines));
        facts.report(new Fact.ClientOpened(0, 1, "one"));
        facts.report(new DeviceFact.BufferPlaced(0, 1, 0, 0, PAGES * 4_096L));
        for (Queue queue : queues) {
            facts.report(new Fact.EntityOpened(
                    0, queue.number, 1, 2L * queue.number, "", Priority.NORMAL, queue.rings, false));
        }
        links.stream()
                .filter(link -> link.means == Means.TIMELINE)
                .forEach(link -> facts.report(new Fact.TimelineCreated(0, 1, link.timeline(), "", false)));
    }

    private void orderWithin(Job job) {
        before(job.acceptance(), job.giving());
        before(job.giving(), job.beginning());
        before(job.beginning(), job.end());
        jobs.stream()
                .filter(next -> next.queue == job.queue && next.number > job.number)
                .forEach(next -> {
                    before(job.giving(), next.giving());
                    before(job.end(), next.beginning());
                });
    }

    private void before(int moment, int later) {
        after.get(moment).set(later);
    }

    /** All jobs that are over are before what the program does now. */
    private void programActs(int moment) {
        jobs.stream().filter(job -> job.over).forEach(job -> before(job.end(), moment));
    }

    private List<Runnable> steps() {
        List<Runnable> steps = new ArrayList<>();
        for (Queue queue : queues) {
            if (!queue.drafts.isEmpty() && isAcceptable(queue.drafts.getFirst())) {
                steps.add(() -> accept(queue.drafts.removeFirst()));
            }
            if (!queue.queued.isEmpty() && isReady(queue.queued.getFirst())) {
                steps.add(() -> give(queue.queued.removeFirst()));
            }
        }
        for (Link link : links) {
            if (link.means == Means.TIMELINE && link.first.over && !signalled.contains(link.timeline())) {
                steps.add(() -> signal(link));
            }
        }
        for (ArrayDeque<Job> ring : rings) {
            ring.stream().filter(job -> !job.done).findFirst().ifPresent(job -> steps.add(() -> execute(job)));
            if (!ring.isEmpty() && ring.getFirst().done) {
                steps.add(() -> retire(ring));
            }
        }
        return steps;
    }

    private boolean isAcceptable(Job job) {
        return job.links.stream().allMatch(link -> link.means != Means.PROGRAM_WAITS || link.first.over);
    }

    private void accept(Job job) {
        Queue queue = job.queue;
        if (queue.unfinished == 0) {
            queue.ring = queue.rings.get(random.nextInt(queue.rings.size()));
        }
        queue.unfinished++;
        queue.queued.add(job);
        programActs(job.acceptance());
        List<FenceId> dependencies = new ArrayList<>();
        for (Link link : job.links) {
            if (link.means != Means.PROGRAM_WAITS) {
                dependencies.add(link.means == Means.FENCE ? link.first.fence : new FenceId(link.timeline(), 1));
            }
        }
        job.startsWith.forEach(
                master -> dependencies.add(new FenceId(master.fence.context() - 1, master.fence.seqno())));
        facts.report(new Fact.JobAccepted(0, queue.number, job.fence, 0, WORK, 1, dependencies, List.of()));
    }

    private boolean isReady(Job job) {
        return job.startsWith.stream().allMatch(master -> master.given)
                && job.links.stream().allMatch(link -> isMet(link, job));
    }

    private boolean isMet(Link link, Job job) {
        return switch (link.means) {
            case PROGRAM_WAITS -> true;
            case TIMELINE -> signalled.contains(link.timeline());
            case FENCE ->
                link.first.over
                        || (link.first.given
                                && (link.first.queue.staysOn(job.queue.ring) || link.first.queue == job.queue));
        };
    }

    private void give(Job job) {
        job.given = true;
        job.ring = job.queue.ring;
        job.entry = entries.get(job.ring) + 1;
        entries.set(job.ring, job.entry);
        rings.get(job.ring).add(job);
        job.startsWith.forEach(master -> before(master.giving(), job.giving()));
        job.links.forEach(link -> orderBy(link, job));
        facts.report(new Fact.JobRan(0, job.ring, job.fence, job.entry, (int) job.entry));
    }

    private void orderBy(Link link, Job job) {
        if (link.means == Means.TIMELINE) {
            before(signalMoment(link.number), job.giving());
        } else if (link.means == Means.FENCE && link.first.queue.staysOn(job.ring)) {
            before(link.first.giving(), job.giving());
            before(link.first.end(), job.beginning());
        } else if (link.means == Means.FENCE) {
            before(link.first.end(), link.first.queue == job.queue ? job.beginning() : job.giving());
        }
    }

    private int signalMoment(int link) {
        return 4 * jobs.size() + link;
    }

    private void signal(Link link) {
        programActs(signalMoment(link.number));
        signalled.add(link.timeline());
        facts.report(new Fact.TimelineAdvanced(0, link.timeline(), 1));
    }

    private void execute(Job job) {
        job.done = true;
        tellPages(job);
    }

    /** Now and then the ring is reset before it knows how far it came: what it has executed is executed again. */
    private void retire(ArrayDeque<Job> ring) {
        if (random.nextInt(10) == 0) {
            ring.stream().filter(job -> job.done).forEach(this::tellPages);
        }
        Job job = ring.removeFirst();
        job.over = true;
        job.queue.unfinished--;
        facts.report(new Fact.JobFinished(0, job.queue.number, job.fence, 0, null));
    }

    private void tellPages(Job job) {
        if (!job.pages.isEmpty()) {
            facts.report(new DeviceFact.PagesAccessed(0, job.ring, job.entry, ranges(job, false), ranges(job, true)));
        }
    }

    private static List<PageRange> ranges(Job job, boolean write) {
        PageSet pages = new PageSet();
        job.pages.forEach((page, written) -> {
            if (written == write) {
                pages.add(new PageRange(page, 1));
            }
        });
        return pages.ranges();
    }

    /** Warshall's algorithm, then every pair on every page. */
    private Set<Conflict> conflicts() {
        for (int through = 0; through < after.size(); through++) {
            for (BitSet reached : after) {
                if (reached.get(through)) {
                    reached.or(after.get(through));
                }
            }
        }
        Set<Conflict> conflicts = new TreeSet<>();
        for (Job one : jobs) {
            for (Job other : jobs.subList(one.number + 1, jobs.size())) {
                boolean ordered = after.get(one.end()).get(other.beginning())
                        || after.get(other.end()).get(one.beginning());
                if (!ordered) {
                    addPages(one, other, conflicts);
                }
            }
        }
        return conflicts;
    }

    private static void addPages(Job one, Job other, Set<Conflict> conflicts) {
        one.pages.forEach((page, writes) -> {
            Boolean otherWrites = other.pages.get(page);
            if (otherWrites != null && (writes || otherWrites)) {
                conflicts.add(new Conflict(one.number, other.number, page));
            }
        });
    }

    /** Returns the same of what the finder found. */
    Set<Conflict> conflicts(Races races) {
        Set<Conflict> conflicts = new TreeSet<>();
        for (Races.Row row : races.rows()) {
            int first = number(row.race().first());
            int second = number(row.race().second());
            for (PageRange range : row.race().pages()) {
                for (long page = range.first(); page < range.first() + range.count(); page++) {
                    conflicts.add(new Conflict(Math.min(first, second), Math.max(first, second), page));
                }
            }
        }
        return conflicts;
    }

    private int number(FenceId fence) {
        return jobs.stream().filter(job -> job.fence.equals(fence)).findFirst().orElseThrow().number;
    }
}
