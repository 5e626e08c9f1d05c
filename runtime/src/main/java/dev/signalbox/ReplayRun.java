package dev.signalbox;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.Block;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of one device in a journal. Facts are numbered through all runs of the device. */
public final class ReplayRun {
    private final JournalReader reader;
    private final RunHead head;

    ReplayRun(JournalReader reader, RunHead head) {
        this.reader = reader;
        this.head = head;
    }

    /** Takes facts one by one. */
    @FunctionalInterface
    public interface Reader {
        /** Takes the next fact and its number, and returns whether to go on. */
        boolean fact(long number, Fact fact);
    }

    /** Returns the name of its device. */
    public String device() {
        return head.device();
    }

    /** Returns its place among the runs of its device, from 1. */
    public int number() {
        return head.number();
    }

    /** Returns its first fact. */
    public Fact.RunBegan began() {
        return head.began();
    }

    /** Returns what was given to drive its clients, in order. */
    public List<Fact.WorkloadGiven> workloads() {
        return head.workloads();
    }

    /** Returns the name of the first client that no workload drives, so that a program must have; null when there is none. */
    public @Nullable String undriven() {
        return head.undriven();
    }

    /** Returns the number of its first fact. */
    public long first() {
        return head.first();
    }

    /** Returns the number of its last fact. */
    public long last() {
        return head.first() + head.facts() - 1;
    }

    /** Returns how many facts it has. */
    public long facts() {
        return head.facts();
    }

    /** Returns how many jobs were accepted in it. */
    public long jobs() {
        return head.jobs();
    }

    /** Returns how it came to its end; null when the journal does not have its end. */
    public @Nullable RunOutcome outcome() {
        return head.outcome();
    }

    /** Reports its facts, in order, to all who listen. */
    public void foldInto(Facts... listeners) {
        foldUpTo(last(), listeners);
    }

    /**
     * Reports its facts up to and including one, in order, to all who listen.
     *
     * @throws Refusal EINVAL when the number is not of a fact of this run
     */
    public void foldUpTo(long number, Facts... listeners) {
        List<Facts> all = List.of(listeners);
        runs(checked(number), (from, run) -> {
            all.forEach(run::reportTo);
            return true;
        });
    }

    /** Hands on its facts, in order, until the reader has enough. */
    public void read(Reader facts) {
        runs(last(), (from, run) -> {
            for (int i = 0; i < run.count(); i++) {
                if (!facts.fact(from + i, run.first().plus(i))) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Returns the state of the rooms after its last fact. */
    public DeviceState state() {
        return stateAt(last());
    }

    /**
     * Returns the state of the rooms after the fact of this number.
     *
     * @throws Refusal EINVAL when the number is not of a fact of this run
     */
    public DeviceState stateAt(long number) {
        DeviceFold fold = new DeviceFold();
        foldUpTo(number, fold);
        return fold.state();
    }

    private long checked(long number) {
        if (number < first() || number > last()) {
            throw new Refusal(
                    Errno.EINVAL,
                    "fact " + number + " is not in run " + number() + " of " + device(),
                    "it has facts " + first() + " to " + last());
        }
        return number;
    }

    private interface RunSink {
        boolean run(long number, FactRun run);
    }

    private void runs(long last, RunSink sink) {
        reader.read(device(), block -> block.last() < first() || block(block, last, sink));
    }

    private boolean block(Block block, long last, RunSink sink) {
        long number = block.first();
        for (FactRun run : block.runs()) {
            long wanted = Math.min(run.count(), last - number + 1);
            boolean mine = number >= first() && wanted > 0;
            if (mine && !sink.run(number, new FactRun(run.first(), (int) wanted))) {
                return false;
            }
            number += run.count();
        }
        return number <= last;
    }
}
