package dev.signalbox.sim;

import com.typesafe.config.Config;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Facts;
import dev.signalbox.sim.lab.LabOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A run in a lab that goes on as far as somebody asks for its facts. */
final class FactSource implements AutoCloseable {
    private final Queue facts = new Queue();
    private final LabPlay run;
    private boolean over;

    private FactSource(LabOptions options, Config config, Play play) {
        run = LabPlay.open(options, config, facts, play);
    }

    static FactSource open(LabOptions options, Config config, Play play) {
        return new FactSource(options, config, play);
    }

    /** Returns whether the run has one more fact. */
    boolean hasNext() {
        while (facts.isEmpty() && !over) {
            step();
        }
        return !facts.isEmpty();
    }

    /** Returns the next fact; null when the run has no more. */
    @Nullable Fact next() {
        return hasNext() ? facts.remove() : null;
    }

    /** A play that fails ends the run, as it did when the journal was written. */
    private void step() {
        try {
            over = !run.step();
        } catch (RuntimeException failed) {
            over = true;
            run.close();
        }
    }

    @Override
    public void close() {
        run.close();
    }

    /** Facts that nobody has taken yet; a run of facts stays one entry. */
    private static final class Queue implements Facts {
        private final Deque<FactRun> runs = new ArrayDeque<>();
        private int taken;

        @Override
        public void report(Fact fact) {
            report(fact, 1);
        }

        @Override
        public void report(Fact first, int count) {
            runs.addLast(new FactRun(first, count));
        }

        boolean isEmpty() {
            return runs.isEmpty();
        }

        Fact remove() {
            FactRun run = runs.getFirst();
            Fact fact = run.first().plus(taken++);
            if (taken == run.count()) {
                runs.removeFirst();
                taken = 0;
            }
            return fact;
        }
    }
}
