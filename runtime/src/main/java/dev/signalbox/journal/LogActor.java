package dev.signalbox.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Stands in front of the event-sourced log of a device, and notices when that fails. */
final class LogActor extends AbstractBehavior<LogCommand> {
    private final Recorder recorder;
    private final String device;
    private final ActorRef<LogCommand> log;
    private @Nullable CompletableFuture<Void> closing;
    private @Nullable Refusal failure;

    private LogActor(ActorContext<LogCommand> context, String device, String plugin, Recorder recorder) {
        super(context);
        this.recorder = recorder;
        this.device = device;
        this.log = context.spawn(BlockLog.create(device, plugin, recorder), "blocks");
        context.watchWith(log, LogCommand.LogGone.LOG_GONE);
    }

    /**
     * Creates the behaviour.
     *
     * @param device the persistence id
     * @param plugin the id of the Akka journal plugin
     */
    static Behavior<LogCommand> create(String device, String plugin, Recorder recorder) {
        return Behaviors.setup(context -> new LogActor(context, device, plugin, recorder));
    }

    @Override
    public Receive<LogCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(LogCommand.Flush.class, this::onFlush)
                .onMessage(LogCommand.Close.class, this::onClose)
                .onMessage(LogCommand.LogGone.class, gone -> onLogGone())
                .build();
    }

    private Behavior<LogCommand> onFlush(LogCommand.Flush flush) {
        log.tell(flush);
        return this;
    }

    private Behavior<LogCommand> onClose(LogCommand.Close close) {
        if (failure != null) {
            close.done().completeExceptionally(failure);
            return Behaviors.stopped();
        }
        closing = close.done();
        log.tell(close);
        return this;
    }

    private Behavior<LogCommand> onLogGone() {
        if (closing != null && closing.isDone()) {
            return Behaviors.stopped();
        }
        failure = new Refusal(
                Errno.EIO,
                "the journal of " + device + " has failed",
                "see the log for the cause; what was stored is safe");
        recorder.fail(failure);
        return closing == null ? this : onClose(new LogCommand.Close(closing));
    }
}
