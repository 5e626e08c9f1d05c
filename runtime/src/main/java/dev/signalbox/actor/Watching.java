package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Timeline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The watcher's half of watching: which points it has asked for and not heard of. It watches the owners too, so that an owner
 * that stops while a question is on its way is noticed, and its last word read.
 *
 * @param <M> the watcher's messages
 */
final class Watching<M> {
    private record Asked(ContextSlot slot, Set<Long> seqnos) {}

    private final ActorContext<M> context;
    private final Contexts contexts;
    private final ActorRef<FenceSignals> self;
    private final Function<ActorRef<OwnerCommand>, M> ownerGone;

    /** Both are made with the first question, for many watchers never ask. */
    private Map<Long, Asked> asked = Map.of();

    private Set<ActorRef<OwnerCommand>> owners = Set.of();

    /**
     * Creates it for one actor.
     *
     * @param ownerGone the message by which that actor hears that an owner has stopped
     */
    Watching(
            ActorContext<M> context,
            Contexts contexts,
            ActorRef<FenceSignals> self,
            Function<ActorRef<OwnerCommand>, M> ownerGone) {
        this.context = context;
        this.contexts = contexts;
        this.self = self;
        this.ownerGone = ownerGone;
    }

    /** Asks for fences, with one message per context. What is over by now comes as an answer from nobody, through {@code over}. */
    void ask(List<FenceId> fences, Consumer<FenceSignals> over) {
        Map<Long, List<Long>> byContext = new TreeMap<>();
        for (FenceId fence : fences) {
            byContext
                    .computeIfAbsent(fence.context(), each -> new ArrayList<>(1))
                    .add(fence.seqno());
        }
        byContext.forEach((each, seqnos) -> askOne(each, seqnos, over));
    }

    /** Asks for points of a context whose slot is at hand, also when its owner is gone. */
    void ask(ContextSlot slot, List<Long> seqnos, Consumer<FenceSignals> over) {
        Timeline last = slot.last();
        if (last != null) {
            over.accept(lastWord(last, seqnos));
            return;
        }
        if (asked.isEmpty()) {
            asked = new TreeMap<>();
        }
        asked.computeIfAbsent(slot.context(), each -> new Asked(slot, new TreeSet<>()))
                .seqnos()
                .addAll(seqnos);
        watch(slot.owner());
        slot.owner().tell(new Watch(slot.context(), seqnos, self));
    }

    /** Hears when an owner stops, asked for anything or not. */
    void watch(ActorRef<OwnerCommand> owner) {
        if (owners.isEmpty()) {
            owners = new HashSet<>();
        }
        if (owners.add(owner)) {
            context.watchWith(owner, ownerGone.apply(owner));
        }
    }

    /** Notes an answer. */
    void heard(FenceSignals signals) {
        Asked open = asked.get(signals.context());
        if (open != null) {
            signals.points().forEach(point -> open.seqnos().remove(point.seqno()));
            if (open.seqnos().isEmpty()) {
                asked.remove(signals.context());
            }
        }
    }

    /** Reads the last word of an owner that has stopped, for every point that is still open; one that it never heard of has failed. */
    void ownerGone(ActorRef<OwnerCommand> owner, Consumer<FenceSignals> over) {
        if (!owners.isEmpty()) {
            owners.remove(owner);
        }
        Iterator<Asked> open = asked.values().iterator();
        List<FenceSignals> lastWords = new ArrayList<>();
        while (open.hasNext()) {
            Asked each = open.next();
            Timeline last = each.slot().last();
            if (each.slot().owner().equals(owner)) {
                Timeline known = last == null ? new Timeline(each.slot().context()) : last;
                lastWords.add(lastWord(known, List.copyOf(each.seqnos())));
                open.remove();
            }
        }
        lastWords.forEach(over);
    }

    private void askOne(long each, List<Long> seqnos, Consumer<FenceSignals> over) {
        ContextSlot slot = contexts.find(each);
        if (slot == null) {
            over.accept(new FenceSignals(each, Long.MAX_VALUE, List.of(), -1));
        } else {
            ask(slot, seqnos, over);
        }
    }

    private static FenceSignals lastWord(Timeline last, List<Long> seqnos) {
        List<FenceSignals.Point> points = seqnos.stream()
                .map(seqno -> new FenceSignals.Point(seqno, last.isSignalled(seqno) ? last.error(seqno) : Errno.EIO))
                .toList();
        return new FenceSignals(last.context(), last.floor(), points, -1);
    }
}
