package dev.signalbox.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Stores facts through Akka Persistence, while the device runs on. */
public final class LiveJournal implements Journal {
    /** How far programs may be shown more than is stored, in facts, when they need not wait for the disk. */
    private static final long ASYNC_LEAD = 1 << 16;

    private final ActorSystem<?> system;
    private final String plugin;
    private final long lead;

    /**
     * Creates the journal of a runtime.
     *
     * @param plugin the id of an Akka journal plugin of the system; it decides what "stored" means
     * @param mode not OFF
     */
    public LiveJournal(ActorSystem<?> system, String plugin, JournalMode mode) {
        this.system = system;
        this.plugin = plugin;
        this.lead = mode == JournalMode.SYNC ? 0 : ASYNC_LEAD;
    }

    @Override
    public Recording record(String device) {
        Recorder recorder = new Recorder(lead);
        ActorRef<LogCommand> log =
                system.systemActorOf(LogActor.create(device, plugin, recorder), device + "-journal", Props.empty());
        recorder.wakeBy(() -> log.tell(LogCommand.Flush.FLUSH));
        return new LiveRecording(recorder, log);
    }

    /** The plugin goes with the actor system. */
    @Override
    public void close() {}

    private record LiveRecording(Recorder recorder, ActorRef<LogCommand> log) implements Recording {
        @Override
        public Facts facts() {
            return recorder;
        }

        @Override
        public Gate gate() {
            return recorder;
        }

        @Override
        public CompletionStage<Void> close() {
            recorder.seal();
            CompletableFuture<Void> done = new CompletableFuture<>();
            log.tell(new LogCommand.Close(done));
            return done;
        }
    }
}
