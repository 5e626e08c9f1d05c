package dev.signalbox.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
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

    private LogActor(
            ActorContext<LogCommand> context, String device, String plugin, Recorder recorder, @Nullable Past known) {
        super(context);
        this.recorder = recorder;
        this.device = device;
        this.log = context.spawn(BlockLog.create(device, plugin, recorder, known), "blocks");
        context.watchWith(log, LogCommand.LogGone.LOG_GONE);
    }

    /**
     * Creates the behaviour.
     *
     * @param device the persistence id
     * @param plugin the id of the Akka journal plugin
     * @param known what is stored, if somebody has read it already; otherwise the plugin replays it
     */
    static Behavior<LogCommand> create(String device, String plugin, Recorder recorder, @Nullable Past known) {
        return Behaviors.setup(context -> new LogActor(context, device, plugin, recorder, known));
    }

    @Override
    public Receive<LogCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(LogCommand.Flush.class, this::onFlush)
                .onMessage(LogCommand.Close.class, this::onClose)
                .onMessage(LogCommand.LogGone.class, gone -> onLogGone())
                .onSignal(PostStop.class, stop -> onStop())
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
        fail(new Refusal(
                Errno.EIO,
                "the journal of " + device + " has failed",
                "see the log for the cause; what was stored is safe"));
        return closing == null ? this : onClose(new LogCommand.Close(closing));
    }

    private void fail(Refusal why) {
        failure = why;
        recorder.fail(why);
    }

    /** An actor system that ends before the device was closed leaves nobody waiting. */
    private Behavior<LogCommand> onStop() {
        if (closing == null || !closing.isDone()) {
            fail(new Refusal(
                    Errno.ESHUTDOWN,
                    "the actor system of " + device + " has ended",
                    "close the device before its actor system; what was stored is safe"));
        }
        return this;
    }
}
