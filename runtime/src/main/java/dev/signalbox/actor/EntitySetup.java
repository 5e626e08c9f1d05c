package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.event.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an entity is made of.
 *
 * @param entity its number on the device
 * @param clientNumber whose it is
 * @param client the actor of that client
 * @param slots its two contexts
 * @param rings the rings it may use; one, or several among which its load is balanced
 * @param tracksGuilt whether one of its jobs can be to blame for a hang, so that those behind it end with -ECANCELED
 * @param bonds for a ring on which a submit fence ran, the rings that its dependent may use
 */
public record EntitySetup(
        int entity,
        int clientNumber,
        ActorRef<ClientCommand> client,
        Contexts.EntitySlots slots,
        Priority priority,
        List<Integer> rings,
        boolean tracksGuilt,
        Map<Integer, Set<Integer>> bonds) {
    /** Returns whether its fences are user fences, and its jobs may wait for such. */
    public boolean isLongRunning() {
        return slots.finished().isUser();
    }

    /** Copies the collections. */
    public EntitySetup {
        rings = List.copyOf(rings);
        bonds = Map.copyOf(bonds);
    }
}
