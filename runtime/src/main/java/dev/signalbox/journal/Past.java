package dev.signalbox.journal;

import dev.signalbox.event.FactRun;
import java.util.List;

/** What a new log must know of the facts of its device that are stored already: how many, and what they left open. */
final class Past {
    private final Unfinished unfinished = new Unfinished();
    private long facts;

    /** Takes the next block; a log with a hole in it must not be continued. */
    void apply(Block block) {
        if (block.first() != facts + 1) {
            throw new IllegalStateException("block with fact " + block.first() + " follows fact " + facts);
        }
        facts = block.last();
        block.runs().forEach(run -> run.reportTo(unfinished));
    }

    long facts() {
        return facts;
    }

    /** Returns the facts that end what was left open. */
    List<FactRun> endings() {
        return unfinished.endings();
    }
}
