package dev.signalbox.sched;

import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a ring's scheduler does, without its trees: at every pick all entities are looked at. A place in a run queue is a key,
 * then a ticket, and stays with an entity for as long as its head does.
 */
final class NaiveScheduler {
    private record Queued(ArmedJob job, long pushed) {}

    private static final class Member {
        final Priority priority;
        final List<Queued> queue = new ArrayList<>();
        long cleared;
        long key;
        long ticket;

        Member(Priority priority) {
            this.priority = priority;
        }

        ArmedJob head() {
            return queue.get(0).job();
        }

        boolean isAheadOf(Member other) {
            if (priority != other.priority) {
                return priority.compareTo(other.priority) < 0;
            }
            return key != other.key ? key < other.key : ticket < other.ticket;
        }
    }

    private final int creditLimit;
    private final boolean fifo;
    private final SignalledView elsewhere;
    private final Map<Integer, Member> members = new TreeMap<>();
    private final Map<Long, Long> given = new TreeMap<>();
    private final Map<Priority, Long> turns = new TreeMap<>();
    private long tickets;
    private int credits;

    NaiveScheduler(int creditLimit, boolean fifo, SignalledView elsewhere) {
        this.creditLimit = creditLimit;
        this.fifo = fifo;
        this.elsewhere = elsewhere;
    }

    void join(int entity, Priority priority) {
        members.put(entity, new Member(priority));
    }

    void push(ArmedJob job, long now) {
        Member member = member(job.entity());
        member.queue.add(new Queued(job.fittedTo(creditLimit), now));
        if (member.queue.size() == 1) {
            member.key = fifo ? now : member.key;
            member.ticket = ++tickets;
        }
    }

    void clear(int entity, long through) {
        Member member = member(entity);
        member.cleared = Math.max(member.cleared, through);
    }

    boolean anyReady() {
        return firstReady() != null;
    }

    @Nullable ArmedJob pick() {
        Member member = firstReady();
        if (member == null || credits + member.head().credits() > creditLimit) {
            return null;
        }
        ArmedJob job = member.queue.remove(0).job();
        credits += job.credits();
        given.put(job.finished().context() - 1, job.seqno());
        if (!member.queue.isEmpty()) {
            member.key = fifo ? member.queue.get(0).pushed() : turns.merge(member.priority, 1L, Long::sum);
            member.ticket = ++tickets;
        }
        return job;
    }

    void release(ArmedJob job) {
        credits -= job.credits();
    }

    boolean endQueued(int entity, FenceId finished) {
        List<Queued> queue = member(entity).queue;
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).job().finished().equals(finished)) {
                queue.set(i, new Queued(queue.get(i).job().ended(), queue.get(i).pushed()));
                return true;
            }
        }
        return false;
    }

    List<ArmedJob> kill(int entity) {
        List<Queued> queue = member(entity).queue;
        List<ArmedJob> jobs = queue.stream().map(Queued::job).toList();
        queue.clear();
        jobs.forEach(job -> given.put(job.finished().context() - 1, job.seqno()));
        return jobs;
    }

    /** Returns the first fence that the head with this fence still waits for; null when it is no head or waits for none. */
    @Nullable FenceId firstOpen(FenceId head) {
        for (Member member : members.values()) {
            if (!member.queue.isEmpty() && member.head().finished().equals(head)) {
                return firstOpen(member.head());
            }
        }
        return null;
    }

    /** Returns how many jobs its entity has queued now that the job with this fence is the newest. */
    int queuedBehind(FenceId newest) {
        for (Member member : members.values()) {
            int queued = member.queue.size();
            if (queued > 0 && member.queue.get(queued - 1).job().finished().equals(newest)) {
                return queued;
            }
        }
        return 0;
    }

    private @Nullable Member firstReady() {
        Member first = null;
        for (Member member : members.values()) {
            if (isReady(member) && (first == null || member.isAheadOf(first))) {
                first = member;
            }
        }
        return first;
    }

    private boolean isReady(Member member) {
        return !member.queue.isEmpty() && member.head().seqno() <= member.cleared && firstOpen(member.head()) == null;
    }

    private @Nullable FenceId firstOpen(ArmedJob job) {
        for (FenceId fence : job.scheduledFirst()) {
            boolean open = given.getOrDefault(fence.context(), 0L) < fence.seqno();
            if (open && !elsewhere.isSignalled(fence)) {
                return fence;
            }
        }
        return null;
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
        StringBuilder text = new StringBuilder("credits " + credits + "/" + creditLimit + ", given " + given);
        members.forEach((id, member) -> text.append("\n  ")
                .append(id)
                .append(' ')
                .append(member.priority)
                .append(" cleared ")
                .append(member.cleared)
                .append(" place ")
                .append(member.key)
                .append('/')
                .append(member.ticket)
                .append(' ')
                .append(member.queue));
        return text.toString();
    }
}
