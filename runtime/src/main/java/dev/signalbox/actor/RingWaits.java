package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Fences for which heads of queues wait, and that are not of jobs of the ring: their owners are asked. Who waits for one goes on at once. */
final class RingWaits {
    private final Watching<RingCommand> watching;
    private final BiConsumer<RingMember, FenceId> wake;

    /** By context, for each answer is about one, and by point, so that an answer costs what it tells, however many wait for others. */
    private final Map<Long, NavigableMap<Long, List<RingMember>>> waiting = new HashMap<>();

    /** Waits for nothing; {@code wake} is told when a fence has signalled that an entity has waited for. */
    RingWaits(ActorContext<RingCommand> context, Contexts contexts, BiConsumer<RingMember, FenceId> wake) {
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, contexts, self, RingCommand.OwnerGone::new);
        this.wake = wake;
    }

    void await(RingMember member, FenceId fence) {
        List<RingMember> known = waiting.computeIfAbsent(fence.context(), context -> new TreeMap<>())
                .computeIfAbsent(fence.seqno(), first -> new ArrayList<>(1));
        known.add(member);
        if (known.size() == 1) {
            watching.ask(List.of(fence), this::serve);
        }
    }

    void heard(FenceSignals signals) {
        watching.heard(signals);
        serve(signals);
    }

    void ownerGone(ActorRef<OwnerCommand> owner) {
        watching.ownerGone(owner, this::serve);
    }

    private void serve(FenceSignals signals) {
        NavigableMap<Long, List<RingMember>> ofContext = waiting.get(signals.context());
        if (ofContext == null) {
            return;
        }
        while (!ofContext.isEmpty() && ofContext.firstKey() <= signals.floor()) {
            wake(signals.context(), ofContext.pollFirstEntry());
        }
        for (FenceSignals.Point point : signals.points()) {
            List<RingMember> members = ofContext.remove(point.seqno());
            if (members != null) {
                wake(signals.context(), Map.entry(point.seqno(), members));
            }
        }
        if (ofContext.isEmpty()) {
            waiting.remove(signals.context());
        }
    }

    private void wake(long context, Map.Entry<Long, List<RingMember>> signalled) {
        FenceId fence = new FenceId(context, signalled.getKey());
        signalled.getValue().forEach(member -> wake.accept(member, fence));
    }
}
