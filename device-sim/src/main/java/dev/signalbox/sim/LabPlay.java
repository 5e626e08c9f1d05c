package dev.signalbox.sim;

import com.typesafe.config.Config;
import dev.signalbox.Closing;
import dev.signalbox.Signalbox;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A run in a lab, from the opening of its device to the closing: its play is started, it runs until that is over or nothing is
 * left, its end is told to the facts, and everything is closed by abort. A play that is over may have left timers behind, such
 * as the patience of a closing: what is to be done at that time is done, but no timer is waited for. This is the one way to play a run, so the same inputs give the same facts
 * whoever plays them. Belongs to the thread that opened it.
 */
public final class LabPlay implements AutoCloseable {
    private final LabOptions options;
    private final Lab lab;
    private final Signalbox signalbox;
    private final Play.Started started;
    private final CompletableFuture<Void> end;
    private long steps;
    private @Nullable CompletableFuture<Void> closed;
    private boolean outOfMemory;

    private LabPlay(LabOptions options, Config config, Facts facts, Play play) {
        this.options = options;
        lab = Lab.open(options);
        try {
            signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config);
            started = play.start(signalbox, facts, true);
            end = started.ended().toCompletableFuture();
        } catch (RuntimeException refused) {
            lab.close();
            throw refused;
        }
    }

    /**
     * Opens a lab and a device and starts a play, which has not taken a step then.
     *
     * @param config names the device
     * @param facts hears all facts of the device
     * @throws dev.signalbox.fence.Refusal when the configuration makes no sense
     */
    public static LabPlay open(LabOptions options, Config config, Facts facts, Play play) {
        return new LabPlay(options, config, facts, play);
    }

    /**
     * Plays a run to its end.
     *
     * @throws dev.signalbox.fence.Refusal when the configuration makes no sense
     * @throws dev.signalbox.sim.lab.LabException when closing does not come to an end
     */
    public static void play(LabOptions options, Config config, Facts facts, Play play) {
        try (LabPlay run = open(options, config, facts, play)) {
            while (run.step()) {
                // each step reports what it does
            }
        }
    }

    /**
     * Runs one task, or moves the clock. A run is stopped after {@link LabOptions#maxTasks()} steps. A play that failed throws
     * its failure as it is.
     *
     * @return false when all is closed
     */
    public boolean step() {
        try {
            return isStepped();
        } catch (OutOfMemoryError full) {
            outOfMemory = true;
            throw full;
        }
    }

    private boolean isStepped() {
        if (closed != null) {
            return closes(closed);
        }
        if (steps++ == options.maxTasks()) {
            close(RunOutcome.STOPPED);
        } else if (!goesOn()) {
            conclude();
        }
        return true;
    }

    private boolean goesOn() {
        return end.isDone() ? lab.stepNow() : lab.step();
    }

    private void conclude() {
        RunOutcome outcome = outcome();
        started.conclude(outcome);
        close(outcome);
    }

    private RunOutcome outcome() {
        if (!end.isDone()) {
            return RunOutcome.HANGS;
        }
        lab.await(end);
        return RunOutcome.COMPLETED;
    }

    private void close(RunOutcome outcome) {
        started.device().runEnded(outcome);
        closed = signalbox.close(Closing.abort()).toCompletableFuture();
    }

    private boolean closes(CompletableFuture<Void> closing) {
        if (!closing.isDone() && lab.step()) {
            return true;
        }
        lab.await(closing);
        return false;
    }

    /** Closes the lab, wherever the run is. After a step that found no memory, closing may find none either, which is known then. */
    @Override
    public void close() {
        try {
            lab.close();
        } catch (OutOfMemoryError full) {
            if (!outOfMemory) {
                throw full;
            }
        }
    }
}
