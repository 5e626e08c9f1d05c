package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Picks facts: show it every fact of a device in order. It keeps what all of its conditions want, and remembers no fact.
 */
public final class FactFilter {
    private final Conditions conditions;
    private final FactSubjects subjects = new FactSubjects();
    private final FactFields fields = new FactFields();
    private final Set<Integer> clients = new TreeSet<>();
    private boolean reached;
    private boolean clientSeen;

    /**
     * What a fact must meet; null and an empty set ask for nothing.
     *
     * @param client a number, or a name
     * @param fence of a job, either of its two, or a point of a timeline: facts about it, and facts that name it
     * @param buffer facts that name it
     * @param syncObject facts that name it, and ends of waits for it
     * @param from the earliest time, in nanoseconds
     * @param to the latest time, in nanoseconds
     * @param kinds as {@link FactFields#kinds()} spells them
     */
    public record Conditions(
            @Nullable String client,
            @Nullable FenceId fence,
            @Nullable Long buffer,
            @Nullable Long syncObject,
            @Nullable Long from,
            @Nullable Long to,
            Set<String> kinds) {}

    /** Creates a filter that has seen nothing. */
    public FactFilter(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Returns whether the next fact meets all conditions. */
    public boolean keeps(Fact fact) {
        if (fact instanceof Fact.RunBegan) {
            clients.clear();
            reached = false;
        }
        FactSubjects.Subject subject = fact.accept(subjects);
        boolean ofClient = concernsClient(subject);
        boolean ofFence = concernsFence(fact, subject);
        return ofClient
                && ofFence
                && namesBuffer(subject)
                && namesSyncObject(subject)
                && isInTime(fact)
                && isOfKind(fact);
    }

    /** Returns whether a fact was about the client that is asked for, whatever else was asked of it. */
    public boolean hasSeenClient() {
        return clientSeen;
    }

    private boolean concernsClient(FactSubjects.Subject subject) {
        String client = conditions.client();
        if (client == null) {
            return true;
        }
        if (client.equals(subject.name()) || Integer.toString(subject.client()).equals(client)) {
            clients.add(subject.client());
            clientSeen = true;
        }
        return subject.client() != FactSubjects.NOBODY && clients.contains(subject.client());
    }

    private boolean concernsFence(Fact fact, FactSubjects.Subject subject) {
        FenceId fence = conditions.fence();
        if (fence == null) {
            return true;
        }
        boolean signals = signals(fact, fence);
        return signals || subject.fences().contains(subjects.job(fence));
    }

    /** A timeline signals a point when it first gets so far, or with an error when it is closed before. */
    private boolean signals(Fact fact, FenceId fence) {
        boolean advanced = fact instanceof Fact.TimelineAdvanced step
                && step.context() == fence.context()
                && step.seqno() >= fence.seqno();
        boolean closed = fact instanceof Fact.TimelineClosed end && end.context() == fence.context();
        boolean first = (advanced || closed) && !reached;
        reached |= advanced || closed;
        return first;
    }

    private boolean namesBuffer(FactSubjects.Subject subject) {
        return conditions.buffer() == null || subject.buffers().contains(conditions.buffer());
    }

    private boolean namesSyncObject(FactSubjects.Subject subject) {
        return conditions.syncObject() == null || subject.syncObjects().contains(conditions.syncObject());
    }

    private boolean isInTime(Fact fact) {
        Long from = conditions.from();
        Long to = conditions.to();
        return (from == null || fact.time() >= from) && (to == null || fact.time() <= to);
    }

    private boolean isOfKind(Fact fact) {
        return conditions.kinds().isEmpty() || conditions.kinds().contains(kind(fact));
    }

    private String kind(Fact fact) {
        String quoted = String.valueOf(fact.accept(fields).get("kind"));
        return quoted.substring(1, quoted.length() - 1);
    }
}
