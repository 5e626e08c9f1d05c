package dev.signalbox.journal;

import akka.actor.ActorSystem;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import com.typesafe.config.Config;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.concurrent.ExecutionContextExecutor;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/**
 * Akka Persistence journal over segment files. Everything it needs stands in the section it is given, so two sections are two
 * journals; {@code signalbox.journal.plugin} in {@code reference.conf} lists the keys.
 *
 * <p>A journal that cannot be opened answers every request with the refusal that says why.
 */
public final class SegmentJournal extends AsyncWriteJournal {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentJournal.class);

    /** An open journal. */
    private record Opened(EventStore store, GroupCommit commit) {}

    private final Executor executor;
    private final EventMapper mapper;
    private final @Nullable Opened opened;
    private final @Nullable RuntimeException notOpened;

    /**
     * Opens the journal that a configuration section names.
     *
     * @param config the section
     * @param path where the section stands
     */
    public SegmentJournal(Config config, String path) {
        ActorSystem system = context().system();
        ExecutionContextExecutor dispatcher = context().dispatcher();
        this.executor = dispatcher;
        this.mapper = new EventMapper(system);
        Opened journal = null;
        RuntimeException refused = null;
        try {
            journal = open(config, path);
        } catch (Refusal | JournalIoException failed) {
            LOG.error("Journal {} is not open: {}", path, failed.getMessage());
            refused = failed;
        }
        this.opened = journal;
        this.notOpened = refused;
    }

    private static Opened open(Config config, String path) {
        String dir = config.getString("dir");
        if (dir.isEmpty()) {
            throw new Refusal(Errno.EINVAL, path + ".dir is empty", "give the journal's directory");
        }
        Path directory = Path.of(dir);
        EventStore store = EventStore.open(directory, config.getBytes("segment-bytes"), new Disk());
        boolean force = config.getBoolean("force");
        return new Opened(store, GroupCommit.start(store, force, Math.max(1, config.getInt("queue")), directory));
    }

    /** Ends what waits and closes the files. */
    @Override
    public void postStop() {
        if (opened != null) {
            opened.commit().close();
        }
    }

    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        List<Serialized> writes = new ArrayList<>();
        messages.forEach(message -> writes.add(serialized(message)));
        return ask(store -> {
            List<Optional<Exception>> results = new ArrayList<>(writes.size());
            writes.forEach(write -> results.add(write.storeIn(store)));
            return results;
        });
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
        return ask(store -> {
            store.delete(persistenceId, toSequenceNr);
            return null;
        });
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
        return ask(store -> store.highest(persistenceId));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long to, long max, Consumer<PersistentRepr> replay) {
        if (opened == null) {
            return ask(store -> null);
        }
        EventStore store = opened.store();
        return FutureConverters.asScala(CompletableFuture.runAsync(
                () -> store.replay(
                        persistenceId, from, to, max, event -> replay.accept(mapper.read(persistenceId, event))),
                executor));
    }

    private <T> Future<T> ask(Function<EventStore, T> request) {
        CompletionStage<T> answer =
                opened != null ? opened.commit().ask(request) : CompletableFuture.failedFuture(whyNot());
        return FutureConverters.asScala(answer);
    }

    private RuntimeException whyNot() {
        return notOpened != null ? notOpened : new IllegalStateException("the journal is not open");
    }

    /** Events ready to be stored, or why they cannot be. */
    private record Serialized(
            Entry.@Nullable Write write, @Nullable Exception rejected) {
        Optional<Exception> storeIn(EventStore store) {
            if (write == null) {
                return Optional.ofNullable(rejected);
            }
            try {
                store.write(write);
                return Optional.empty();
            } catch (IllegalArgumentException doesNotFit) {
                return Optional.of(doesNotFit);
            }
        }
    }

    /** Whatever a serializer throws rejects its own write and no other. */
    private Serialized serialized(AtomicWrite message) {
        try {
            return new Serialized(mapper.write(message), null);
        } catch (Exception notSerializable) {
            return new Serialized(null, notSerializable);
        }
    }
}
