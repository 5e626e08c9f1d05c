package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import java.util.concurrent.Executor;

/**
 * What a client is made of.
 *
 * @param client its number on the device
 * @param name what people call it
 * @param memory the memory manager of its device
 * @param table the table of sync objects of its device
 * @param executor where its answers are delivered
 * @param hasSpace whether its device has memory, and so the client an address space
 * @param questions what its program has asked the memory manager and the table
 */
public record ClientSetup(
        int client,
        String name,
        ActorRef<MemoryCommand> memory,
        ActorRef<SyncCommand> table,
        Executor executor,
        boolean hasSpace,
        Questions questions) {}
