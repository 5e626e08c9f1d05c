package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import java.util.List;
import java.util.function.Consumer;

/** Checks when a program began and ended its cycles, and which periods it says it missed. */
final class CycleCheck {
    private final List<Fact.CycleBegan> begins;
    private final List<Fact.CycleEnded> ends;
    private final ProgramClock clock;
    private final Consumer<String> violations;
    private long began;
    private long firstDue = Long.MAX_VALUE;
    private boolean late;

    CycleCheck(History history, int client, ProgramClock clock, Consumer<String> violations) {
        this.begins = history.stream(Fact.CycleBegan.class)
                .filter(fact -> fact.client() == client)
                .toList();
        this.ends = history.stream(Fact.CycleEnded.class)
                .filter(fact -> fact.client() == client)
                .toList();
        this.clock = clock;
        this.violations = violations;
    }

    void counts(int cycles) {
        if (begins.size() != cycles || ends.size() != cycles) {
            violations.accept(begins.size() + " cycles began and " + ends.size() + " ended, not " + cycles);
        }
    }

    void begin(int cycle) {
        firstDue = Long.MAX_VALUE;
        late = false;
        if (cycle < begins.size()) {
            began = begins.get(cycle).time();
            clock.did(began, "cycle " + cycle + " began");
            clock.raise(began, "cycle " + cycle + " had not begun");
        }
    }

    void period(long nanos) {
        long due = began + nanos;
        firstDue = Math.min(firstDue, due);
        late |= clock.earliest() > due;
        clock.raise(due, "its period lasted");
    }

    void end(int cycle) {
        if (cycle >= ends.size()) {
            return;
        }
        Fact.CycleEnded end = ends.get(cycle);
        clock.did(end.time(), "cycle " + cycle + " ended");
        if (late && !end.missed()) {
            violations.accept("cycle " + cycle + " missed its period and does not say so");
        }
        if (end.missed() && end.time() <= firstDue) {
            violations.accept("cycle " + cycle + " says it missed its period, but was over in time");
        }
    }
}
