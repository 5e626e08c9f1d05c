package dev.signalbox.report;

import dev.signalbox.event.Fact;
import java.util.HashMap;
import java.util.Map;

/** What a summary remembers of one client. */
final class ClientFold {
    private final int number;
    private final String name;
    private final long opened;
    private final Samples waits = new Samples();
    private final Samples runs = new Samples();
    private final Samples cycleTimes = new Samples();
    private final Map<Long, Long> openCycles = new HashMap<>();
    private long closed = -1;
    private long cycles;
    private long missed;
    private long finished;
    private long failed;
    private long refused;

    ClientFold(int number, String name, long opened) {
        this.number = number;
        this.name = name;
        this.opened = opened;
    }

    void close(long time) {
        closed = time;
    }

    void cycleBegan(Fact.CycleBegan fact) {
        openCycles.put(fact.cycle(), fact.time());
    }

    void cycleEnded(Fact.CycleEnded fact) {
        cycles++;
        missed += fact.missed() ? 1 : 0;
        Long began = openCycles.remove(fact.cycle());
        if (began != null) {
            cycleTimes.add(fact.time() - began, 1);
        }
    }

    void refused(int jobs) {
        refused += jobs;
    }

    void finished(int jobs, boolean withError) {
        finished += jobs;
        failed += withError ? jobs : 0;
    }

    /** Adds jobs that waited alike and ended together: only the first of them took time. */
    void ran(long wait, long run, int jobs) {
        waits.add(wait, jobs);
        runs.add(run, 1);
        if (jobs > 1) {
            runs.add(0, jobs - 1);
        }
    }

    Summary.ClientRow row(long lastFact) {
        long until = closed < 0 ? lastFact : closed;
        return new Summary.ClientRow(
                number,
                name,
                Math.max(0, until - opened),
                cycles,
                missed,
                finished,
                failed,
                refused,
                waits.spread(),
                runs.spread(),
                cycleTimes.spread());
    }
}
