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
import org.jspecify.annotations.Nullable;

/**
 * The event-sourced log of one device: every event is a block of facts. It gets commands that persist something only, so that
 * nothing piles up behind a block that is being stored.
 */
final class BlockLog extends EventSourcedBehavior<LogCommand, Block, BlockLog.Stored> {
    /** Nothing that commands look at; while recovering, the past. */
    static final class Stored {
        private @Nullable Past past = new Past();

        Stored apply(Block block) {
            if (past != null) {
                past.apply(block);
            }
            return this;
        }
    }

    private final ActorContext<LogCommand> context;
    private final String plugin;
    private final Recorder recorder;
    private final @Nullable Past known;

    private BlockLog(
            ActorContext<LogCommand> context, String device, String plugin, Recorder recorder, @Nullable Past known) {
        super(PersistenceId.ofUniqueId(device));
        this.context = context;
        this.plugin = plugin;
        this.recorder = recorder;
        this.known = known;
    }

    /**
     * Creates the behaviour.
     *
     * @param device the persistence id
     * @param plugin the id of the Akka journal plugin
     * @param known what is stored, if somebody has read it already; otherwise the plugin replays it
     */
    static Behavior<LogCommand> create(String device, String plugin, Recorder recorder, @Nullable Past known) {
        return Behaviors.setup(context -> new BlockLog(context, device, plugin, recorder, known));
    }

    @Override
    public String journalPluginId() {
        return plugin;
    }

    @Override
    public Recovery recovery() {
        return known == null
                ? Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none())
                : Recovery.disabled();
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
        Past past = known == null ? stored.past : known;
        if (past != null) {
            recorder.resume(past.facts(), past.endings());
        }
        stored.past = null;
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
