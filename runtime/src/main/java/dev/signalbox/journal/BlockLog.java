package dev.signalbox.journal;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.SnapshotSelectionCriteria;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.Recovery;
import akka.persistence.typed.javadsl.SignalHandler;
import dev.signalbox.event.FactRun;
import org.jspecify.annotations.Nullable;

/**
 * The event-sourced log of one device: every event is a block of facts. It gets commands that persist something only, so that
 * nothing piles up behind a block that is being stored.
 */
final class BlockLog extends EventSourcedBehavior<LogCommand, Block, BlockLog.Stored> {
    /** What is stored: how much, and while recovering, what it left open. */
    static final class Stored {
        private final Unfinished unfinished = new Unfinished();
        private long facts;
        private boolean recovered;

        /** A log with a hole in it must not be continued. */
        Stored apply(Block block) {
            if (block.first() != facts + 1) {
                throw new IllegalStateException("block with fact " + block.first() + " follows fact " + facts);
            }
            for (FactRun run : block.runs()) {
                facts += run.count();
                if (!recovered) {
                    run.reportTo(unfinished);
                }
            }
            return this;
        }
    }

    private final ActorContext<LogCommand> context;
    private final String plugin;
    private final Recorder recorder;

    private BlockLog(ActorContext<LogCommand> context, String device, String plugin, Recorder recorder) {
        super(PersistenceId.ofUniqueId(device));
        this.context = context;
        this.plugin = plugin;
        this.recorder = recorder;
    }

    /**
     * Creates the behaviour.
     *
     * @param device the persistence id
     * @param plugin the id of the Akka journal plugin
     */
    static Behavior<LogCommand> create(String device, String plugin, Recorder recorder) {
        return Behaviors.setup(context -> new BlockLog(context, device, plugin, recorder));
    }

    @Override
    public String journalPluginId() {
        return plugin;
    }

    @Override
    public Recovery recovery() {
        return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
    }

    @Override
    public Stored emptyState() {
        return new Stored();
    }

    @Override
    public SignalHandler<Stored> signalHandler() {
        return newSignalHandlerBuilder()
                .onSignal(RecoveryCompleted.class, (stored, recovered) -> onRecovered(stored))
                .build();
    }

    @Override
    public CommandHandler<LogCommand, Block, Stored> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(LogCommand.Flush.class, flush -> persist(recorder.drain(), flush))
                .onCommand(LogCommand.Close.class, this::onClose)
                .build();
    }

    @Override
    public EventHandler<Stored, Block> eventHandler() {
        return Stored::apply;
    }

    private void onRecovered(Stored stored) {
        stored.recovered = true;
        recorder.resume(stored.facts, stored.unfinished.endings());
    }

    private Effect<Block, Stored> onClose(LogCommand.Close close) {
        Block rest = recorder.drain();
        return rest == null ? Effect().stop().thenRun(stored -> close.done().complete(null)) : persist(rest, close);
    }

    /** Stores a block, then goes on with what has gathered meanwhile. */
    private Effect<Block, Stored> persist(@Nullable Block block, LogCommand next) {
        if (block == null) {
            return Effect().none();
        }
        return Effect().persist(block).thenRun(stored -> {
            recorder.storedDrained();
            if (next instanceof LogCommand.Close || recorder.isAwake()) {
                context.getSelf().tell(next);
            }
        });
    }
}
