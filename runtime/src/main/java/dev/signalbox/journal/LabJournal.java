package dev.signalbox.journal;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stores facts in place, on the thread that reports them: the schedule is the same with a journal and without, and no second
 * thread exists. Blocks end where virtual time moves on, so the same run gives the same bytes.
 */
public final class LabJournal implements Journal {
    /** A block that weighs this much ends as soon as time moves on. */
    private static final int ENOUGH = 1 << 14;

    private static final String WRITER = "lab";

    private final SegmentWriter writer;

    private LabJournal(SegmentWriter writer) {
        this.writer = writer;
    }

    /**
     * Opens the journal of a run.
     *
     * @param dir is made when it is not there
     * @throws Refusal {@code EEXIST} when it holds a journal with something in it, and as {@link SegmentWriter#open(Path, long)}
     */
    public static LabJournal open(Path dir, long segmentBytes) {
        SegmentWriter writer = SegmentWriter.open(dir, segmentBytes);
        if (!writer.isEmpty()) {
            writer.close();
            throw new Refusal(
                    Errno.EEXIST,
                    dir + " holds the journal of another run",
                    "name a directory that is empty or does not exist; 'signalbox replay' shows what is in it");
        }
        return new LabJournal(writer);
    }

    @Override
    public Recording record(String device) {
        return new InPlace(device, writer);
    }

    @Override
    public void close() {
        writer.close();
    }

    private static final class InPlace implements Recording, Facts {
        private final BlockCodec codec = new BlockCodec();
        private final String device;
        private final SegmentWriter writer;
        private List<FactRun> runs = new ArrayList<>();
        private long first = 1;
        private long sequenceNr = 1;
        private int weight;
        private @Nullable Refusal failure;
        private boolean closed;

        InPlace(String device, SegmentWriter writer) {
            this.device = device;
            this.writer = writer;
        }

        @Override
        public Facts facts() {
            return this;
        }

        @Override
        public Gate gate() {
            return Gate.OPEN;
        }

        @Override
        public void report(Fact fact) {
            report(fact, 1);
        }

        @Override
        public void report(Fact start, int count) {
            if (closed) {
                return;
            }
            int more = Weight.of(start);
            if (endsBlock(start, more)) {
                store();
            }
            runs.add(new FactRun(start, count));
            weight += more;
        }

        private boolean endsBlock(Fact next, int more) {
            return !runs.isEmpty()
                    && (weight + more > Weight.FULL_BLOCK
                            || (weight >= ENOUGH
                                    && next.time() > runs.get(runs.size() - 1).time()));
        }

        /** The run goes on when its facts cannot be stored, and whoever closes it hears of it. */
        private void store() {
            try {
                if (failure == null && !runs.isEmpty()) {
                    append();
                }
            } catch (JournalIoException | IllegalArgumentException failed) {
                failure = new Refusal(
                        Errno.EIO, "the journal has failed: " + failed.getMessage(), "what was stored before is safe");
            }
            first += runs.stream().mapToLong(FactRun::count).sum();
            runs = new ArrayList<>();
            weight = 0;
        }

        private void append() {
            Payload payload = new Payload(
                    BlockSerializer.IDENTIFIER, BlockSerializer.MANIFEST, codec.encode(new Block(first, runs)));
            writer.append(new Entry.Write(device, List.of(Event.of(sequenceNr, WRITER, 0, payload))));
            sequenceNr++;
        }

        @Override
        public CompletionStage<Void> close() {
            store();
            closed = true;
            return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
        }
    }
}
