package dev.signalbox.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stores facts through Akka Persistence, while the devices run on. */
public final class LiveJournal implements Journal {
    /** How far programs may be shown more than is stored, in facts, when they need not wait for the disk. */
    private static final long ASYNC_LEAD = 1 << 16;

    /** An actor's name is free a while after it has stopped; runtimes may follow one another at once. */
    private static final AtomicLong LOGS = new AtomicLong();

    private final ActorSystem<?> system;
    private final String plugin;
    private final long lead;
    private final @Nullable History history;
    private final List<Recorder> recorders = new CopyOnWriteArrayList<>();

    /**
     * Creates the journal of a runtime.
     *
     * @param plugin the id of an Akka journal plugin of the system; it decides what "stored" means
     * @param mode not OFF
     * @param history what is stored already; null when only the plugin knows
     */
    public LiveJournal(ActorSystem<?> system, String plugin, JournalMode mode, @Nullable History history) {
        this.system = system;
        this.plugin = plugin;
        this.lead = mode == JournalMode.SYNC ? 0 : ASYNC_LEAD;
        this.history = history;
    }

    @Override
    public Recording record(String device) {
        Recorder recorder = new Recorder(lead);
        recorders.add(recorder);
        Past known = history == null ? null : history.past(device);
        ActorRef<LogCommand> log = system.systemActorOf(
                LogActor.create(device, plugin, recorder, known),
                device + "-journal-" + LOGS.incrementAndGet(),
                Props.empty());
        recorder.wakeBy(() -> log.tell(LogCommand.Flush.FLUSH));
        return new LiveRecording(recorder, log);
    }

    /** The plugin goes with the actor system. */
    @Override
    public void close() {}

    private final class LiveRecording implements Recording {
        private final Recorder recorder;
        private final ActorRef<LogCommand> log;

        LiveRecording(Recorder recorder, ActorRef<LogCommand> log) {
            this.recorder = recorder;
            this.log = log;
        }

        @Override
        public Facts facts() {
            return recorder;
        }

        @Override
        public Gate gate() {
            return new AllRecords(recorder, recorders);
        }

        @Override
        public CompletionStage<Void> close() {
            recorder.seal();
            CompletableFuture<Void> done = new CompletableFuture<>();
            log.tell(new LogCommand.Close(done));
            return done.whenComplete((closed, failure) -> recorders.remove(recorder));
        }
    }
}
