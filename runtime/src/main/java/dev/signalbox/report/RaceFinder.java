package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;

/**
 * Finds data races while a run goes on: report every fact of one device from the first on, ask at any time. Two jobs race when
 * both accessed a page, one of them wrote it, and nothing orders them:
 * <ul>
 *   <li>neither depends on the other's finished fence, directly or through other jobs;
 *   <li>they are of different queues: the jobs of one queue never overlap;
 *   <li>neither was over when the other was accepted, or when a program signalled a point for which the other waits;
 *   <li>the program of neither waits for a word of memory into which the program of the other writes what is waited for. A wait that
 *       no such write explains comes after the jobs of its client that run kernels, or packets from memory.
 * </ul>
 * That the one may start with the other (its scheduled fence) does not order them, nor does one ring that executed both.
 *
 * <p>What a program writes into a buffer races with jobs in the same way: it is over at once, behind the jobs that were over then and
 * before those accepted later, or waiting for a point that a program signals later, or for the word that it wrote. That a program has
 * read memory orders nothing.
 *
 * <p>A race that is reported may have had no effect in this run. Of the races on one page at least one is reported: after the
 * first, jobs that also race with an access which a later one has made superfluous are not named again. With fences of other
 * devices nothing is known of what they came after, so what was over by then counts as ordered.
 *
 * <p>Until a job has a program or a buffer gets memory, a job costs nothing. Then it costs some three look-ups in maps, like jobs
 * in a row together as much as one. Kept are jobs that are not over, what those still wait for, the last accesses of each page, and
 * the first thousand races. A job that runs for very long keeps alive the last access of each queue to each page.
 */
public final class RaceFinder implements Facts {
    private final RaceFold fold = new RaceFold();

    /** Creates one that has heard nothing. */
    public RaceFinder() {}

    @Override
    public void report(Fact fact) {
        fold.fold(fact, 1);
    }

    @Override
    public void report(Fact first, int count) {
        fold.fold(first, count);
    }

    /** Returns how many pairs of jobs race. */
    public long count() {
        return fold.found().count();
    }

    /** Returns the first thousand pairs with the names of those who race, in the order of detection. */
    public Races races() {
        return fold.found().races();
    }
}
