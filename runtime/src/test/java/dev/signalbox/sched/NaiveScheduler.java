package dev.signalbox.sched;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a ring's scheduler does, without its heaps: at every pick all entities are looked at. A place in a run queue is a key, then a
 * ticket, and stays with an entity for as long as its head does.
 */
final class NaiveScheduler {
    private static final List<Integer> SHIFTS = List.of(1, 2, 4, 7);
    private static final List<Priority> LEVELS = List.of(Priority.KERNEL, Priority.HIGH, Priority.NORMAL, Priority.LOW);

    private record Queued(ArmedJob job, long pushed) {}

    private static final class Member {
        final int id;
        final Priority priority;
        final List<Queued> queue = new ArrayList<>();
        long key;
        long ticket;
        int looked;
        boolean guilty;
        long uncharged;
        long average;

        @Nullable Need awaits;

        Member(int id, Priority priority) {
            this.id = id;
            this.priority = priority;
        }

        ArmedJob head() {
            return queue.get(0).job();
        }

        int level() {
            return LEVELS.indexOf(priority);
        }

        boolean isAheadOf(Member other, boolean strict) {
            if (strict && priority != other.priority) {
                return level() < other.level();
            }
            return key != other.key ? key < other.key : ticket < other.ticket;
        }
    }

    private final int creditLimit;
    private final Policies policy;
    private final SignalledView elsewhere;
    private final Map<Integer, Member> members = new TreeMap<>();
    private final Set<FenceId> scheduled = new HashSet<>();
    private final Set<FenceId> finished = new HashSet<>();
    private final Set<FenceId> doomed = new HashSet<>();
    private final Map<Priority, Long> turns = new TreeMap<>();
    private final List<Fact.JobBlocked> blocks = new ArrayList<>();
    private long average;
    private long tickets;
    private int credits;

    NaiveScheduler(int creditLimit, Policies policy, SignalledView elsewhere) {
        this.creditLimit = creditLimit;
        this.policy = policy;
        this.elsewhere = elsewhere;
    }

    void join(int entity, Priority priority) {
        members.put(entity, new Member(entity, priority));
    }

    void push(ArmedJob job, long now) {
        Member member = member(job.entity());
        member.queue.add(new Queued(job.fittedTo(creditLimit), now));
        if (member.queue.size() == 1) {
            member.key = keyOnJoin(member, now);
            member.ticket = ++tickets;
        }
    }

    private long keyOnJoin(Member joining, long now) {
        Member first = first(joining, false);
        if (policy != Policies.FAIR) {
            return policy == Policies.FIFO ? now : joining.key;
        }
        if (first == null) {
            return joining.key;
        }
        return first.key + (joining.key == 0 ? nudge(joining, joining.level() - first.level()) : joining.key);
    }

    private long nudge(Member joining, int less) {
        if (less > 0) {
            long micros = 1 + (joining.average >> 6) + (average >> 6);
            return (micros << SHIFTS.get(joining.level())) * 1_000;
        }
        if (less < 0) {
            return less;
        }
        return joining.average >> 6 <= average >> 6 ? -1 : 1;
    }

    void blame(int entity) {
        member(entity).guilty = true;
    }

    boolean anyReady() {
        return first(null, true) != null;
    }

    @Nullable ArmedJob pick(long now) {
        Member member = first(null, true);
        while (member != null && credits + member.head().credits() <= creditLimit) {
            if (!isHeldUp(member, now)) {
                return take(member);
            }
            member = first(null, true);
        }
        return null;
    }

    private boolean isHeldUp(Member member, long now) {
        while (member.looked < member.head().needs().size()) {
            Need need = member.head().needs().get(member.looked++);
            Need open = open(need);
            if (open != null) {
                member.awaits = open;
                if (!need.elsewhere()) {
                    blocks.add(new Fact.JobBlocked(now, 0, member.head().finished(), open.fence()));
                }
                return true;
            }
        }
        return false;
    }

    /** Returns what is to be waited for; null when nothing is. */
    private @Nullable Need open(Need need) {
        if (elsewhere.isSignalled(need.fence()) || reached(finished, finishedOf(need))) {
            return null;
        }
        if (need.elsewhere()) {
            return need;
        }
        boolean ofFinished = need.fence().context() != need.scheduledContext();
        if (ofFinished && doomed.contains(need.fence())) {
            return need;
        }
        FenceId start = new FenceId(need.scheduledContext(), need.fence().seqno());
        return reached(scheduled, start) ? null : new Need(start, need.scheduledContext());
    }

    /** Returns whether a fence is there, and all before it in its context. */
    private static boolean reached(Set<FenceId> fences, FenceId fence) {
        return LongStream.rangeClosed(1, fence.seqno())
                .allMatch(seqno -> fences.contains(new FenceId(fence.context(), seqno)));
    }

    private static FenceId finishedOf(Need need) {
        return new FenceId(need.scheduledContext() + 1, need.fence().seqno());
    }

    private ArmedJob take(Member member) {
        ArmedJob job = member.queue.remove(0).job();
        member.looked = 0;
        member.awaits = null;
        credits += job.credits();
        markScheduled(job);
        if (member.guilty) {
            doomed.add(job.finished());
        }
        if (!member.queue.isEmpty()) {
            member.key = keyAfterPick(member);
            member.ticket = ++tickets;
        } else if (policy == Policies.FAIR) {
            Member first = first(null, false);
            long least = first == null ? 0 : first.key;
            member.key = least != 0 && member.key > least ? member.key - least : 0;
        }
        return job;
    }

    private long keyAfterPick(Member member) {
        return switch (policy) {
            case FIFO -> member.queue.get(0).pushed();
            case RR -> turns.merge(member.priority, 1L, Long::sum);
            case FAIR -> {
                long charged = member.uncharged << SHIFTS.get(member.level());
                member.uncharged = 0;
                yield member.key + charged;
            }
        };
    }

    private void markScheduled(ArmedJob job) {
        for (long seqno = 1; seqno <= job.seqno(); seqno++) {
            scheduled.add(new FenceId(job.finished().context() - 1, seqno));
        }
    }

    void over(ArmedJob job) {
        finished.add(job.finished());
        scheduled.add(new FenceId(job.finished().context() - 1, job.seqno()));
        doomed.remove(job.finished());
    }

    void ran(int entity, long nanos) {
        Member member = member(entity);
        member.uncharged += nanos;
        member.average = averaged(member.average, nanos);
        average = averaged(average, nanos);
    }

    private static long averaged(long before, long nanos) {
        long newest = nanos / 1_000 * 64;
        return before == 0 ? newest : (3 * before + newest) / 4;
    }

    void release(ArmedJob job) {
        credits -= job.credits();
    }

    boolean endQueued(int entity, FenceId finishedFence) {
        List<Queued> queue = member(entity).queue;
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).job().finished().equals(finishedFence)) {
                queue.set(i, new Queued(queue.get(i).job().ended(), queue.get(i).pushed()));
                return true;
            }
        }
        return false;
    }

    List<ArmedJob> kill(int entity) {
        Member member = member(entity);
        List<ArmedJob> jobs = member.queue.stream().map(Queued::job).toList();
        member.queue.clear();
        member.looked = 0;
        member.awaits = null;
        return jobs;
    }

    /** Returns what it has found in the way of jobs of the ring since the last call. */
    List<Fact.JobBlocked> takeBlocks() {
        List<Fact.JobBlocked> taken = List.copyOf(blocks);
        blocks.clear();
        return taken;
    }

    /** Returns how many jobs its entity has queued now that the job with this fence is the newest. */
    int placeOf(FenceId queued) {
        for (Member member : members.values()) {
            for (int place = 0; place < member.queue.size(); place++) {
                if (member.queue.get(place).job().finished().equals(queued)) {
                    return place + 1;
                }
            }
        }
        return 0;
    }

    private @Nullable Member first(@Nullable Member but, boolean ready) {
        Member first = null;
        for (Member member : members.values()) {
            boolean stands = member != but && !member.queue.isEmpty() && (!ready || !isWaiting(member));
            if (stands && (first == null || member.isAheadOf(first, policy != Policies.FAIR))) {
                first = member;
            }
        }
        return first;
    }

    private boolean isWaiting(Member member) {
        Need awaits = member.awaits;
        if (awaits == null) {
            return false;
        }
        if (awaits.elsewhere()) {
            return !elsewhere.isSignalled(awaits.fence());
        }
        boolean forStart = awaits.fence().context() == awaits.scheduledContext();
        return !reached(forStart ? scheduled : finished, awaits.fence());
    }

    private Member member(int entity) {
        Member member = members.get(entity);
        if (member == null) {
            throw new AssertionError("no entity " + entity);
        }
        return member;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("credits " + credits + "/" + creditLimit + ", scheduled " + scheduled);
        members.values()
                .forEach(member -> text.append("\n  ")
                        .append(member.id)
                        .append(' ')
                        .append(member.priority)
                        .append(" place ")
                        .append(member.key)
                        .append('/')
                        .append(member.ticket)
                        .append(" awaits ")
                        .append(member.awaits)
                        .append(' ')
                        .append(member.queue));
        return text.toString();
    }
}
