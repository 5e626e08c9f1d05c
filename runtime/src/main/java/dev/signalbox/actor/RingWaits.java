package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import dev.signalbox.fence.FenceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Fences for which heads of queues wait, and that are not of jobs of the ring: their owners are asked. Who waits for one goes on at once. */
final class RingWaits {
    private final Watching<RingCommand> watching;
    private final BiConsumer<RingMember, FenceId> wake;

    /** By context, for each answer is about one. */
    private final Map<Long, Map<FenceId, List<RingMember>>> waiting = new HashMap<>();

    /** Waits for nothing; {@code wake} is told when a fence has signalled that an entity has waited for. */
    RingWaits(ActorContext<RingCommand> context, Contexts contexts, BiConsumer<RingMember, FenceId> wake) {
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, contexts, self, RingCommand.OwnerGone::new);
        this.wake = wake;
    }

    void await(RingMember member, FenceId fence) {
        List<RingMember> known = waiting.computeIfAbsent(fence.context(), context -> new LinkedHashMap<>())
                .computeIfAbsent(fence, first -> new ArrayList<>(1));
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
        Map<FenceId, List<RingMember>> ofContext = waiting.getOrDefault(signals.context(), Map.of());
        Iterator<Map.Entry<FenceId, List<RingMember>>> open =
                ofContext.entrySet().iterator();
        while (open.hasNext()) {
            Map.Entry<FenceId, List<RingMember>> next = open.next();
            if (signals.tellsOf(next.getKey())) {
                open.remove();
                next.getValue().forEach(member -> wake.accept(member, next.getKey()));
            }
        }
        if (ofContext.isEmpty()) {
            waiting.remove(signals.context());
        }
    }
}
