package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says why a run does not go on: report every fact of one device from the first on; when nothing moves any more, ask. Remembers
 * jobs and waits that are not over, every queue and timeline, and the sync objects that
 * exist.
 */
public final class HangReport implements Facts {
    /** The most lines of an explanation. */
    public static final int MOST_LINES = 20;

    private final OpenWork work = new OpenWork();

    @Override
    public void report(Fact fact) {
        if (!work.hasEnded()) {
            fact.accept(work);
        }
    }

    /** Returns how many waits for sync objects are open. */
    public int openWaits() {
        return work.syncs().waits().size();
    }

    /** Returns how many jobs were accepted and are not over. */
    public int openJobs() {
        return work.jobs().size();
    }

    /**
     * Returns, for each thing that holds jobs up, the chain of waits that leads to it; nothing when no job and no wait for sync
     * objects is open. Cycles come first, then what most wait for. A chain starts at the margin, its other lines are indented, and its last one is the
     * cause: a timeline that nobody signals, a job that nobody ends, an engine that does not answer, a sync object that nobody puts
     * a fence in.
     */
    public List<String> explain() {
        WaitGraph graph = WaitFinder.find(work);
        HangWords words = new HangWords(work);
        List<List<String>> chains = Stream.concat(
                        graph.cycles().stream().map(words::cycle),
                        graph.causes().stream().map(words::cause))
                .toList();
        List<String> lines = new ArrayList<>();
        for (int chain = 0; chain < chains.size(); chain++) {
            if (lines.size() + chains.get(chain).size() >= MOST_LINES) {
                lines.add("(and " + Text.count(chains.size() - chain, "more cause") + ")");
                break;
            }
            lines.addAll(chains.get(chain));
        }
        return lines;
    }
}
