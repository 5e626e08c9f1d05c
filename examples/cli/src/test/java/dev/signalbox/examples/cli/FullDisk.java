package dev.signalbox.examples.cli;

import akka.dispatch.Futures;
import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.journal.japi.AsyncWriteJournal;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import scala.concurrent.Future;

/** A journal plugin whose disk is full. */
public final class FullDisk extends AsyncWriteJournal {
    @Override
    public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> messages) {
        return Futures.failed(new IOException("no space left on the device"));
    }

    @Override
    public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long upTo) {
        return Futures.failed(new IOException("nothing to delete"));
    }

    @Override
    public Future<Void> doAsyncReplayMessages(
            String persistenceId, long from, long upTo, long most, Consumer<PersistentRepr> replay) {
        return Futures.successful(null);
    }

    @Override
    public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long from) {
        return Futures.successful(0L);
    }
}
