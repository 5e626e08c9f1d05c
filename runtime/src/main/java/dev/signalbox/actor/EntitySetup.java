package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
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
 * @param dependencyLimit how many fences one of its jobs may wait for
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
        int dependencyLimit,
        Map<Integer, Set<Integer>> bonds) {
    /** Returns whether its fences are user fences, and its jobs may wait for such. */
    public boolean isLongRunning() {
        return slots.finished().isUser();
    }

    /** Returns why a job is refused that would have to wait for so many fences. */
    public Refusal tooManyDependencies(int count) {
        return new Refusal(
                Errno.E2BIG,
                "a job waits for " + count + " fences of different contexts, of at most " + dependencyLimit,
                "merge them in a job of their own, or raise signalbox.queue.dependencies");
    }

    /** Copies the collections. */
    public EntitySetup {
        rings = List.copyOf(rings);
        bonds = Map.copyOf(bonds);
    }
}
