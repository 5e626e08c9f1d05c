package dev.signalbox.sched;

import dev.signalbox.event.Priority;

/**
 * Everybody gets a share of the engine's time: a key is virtual time, which passes the faster for an entity the less important it is.
 * Who comes back keeps what it had used ahead of the others, and who has nothing on record starts next to the first in line. Time is
 * charged when a job is freed, so a charge lags behind by what is on the ring. In the kernel: DRM_SCHED_POLICY_FAIR.
 */
final class Fair implements Policy {
    private static final long NANOS_A_MICRO = 1_000;

    /** How long jobs of this ring take. */
    private final JobAverage average = new JobAverage();

    @Override
    public boolean isAcrossPriorities() {
        return true;
    }

    @Override
    public long keyOnJoin(RunEntity entity, Line line) {
        if (line.isEmpty()) {
            return entity.key();
        }
        long ahead = entity.key() == 0 ? nudge(entity, line.firstPriority()) : entity.key();
        return line.firstKey() + ahead;
    }

    @Override
    public long keyAfterPick(RunEntity entity) {
        return entity.key() + (entity.engineTime().charge() << shift(entity.priority()));
    }

    @Override
    public long keyOnLeave(RunEntity entity, Line line) {
        long least = line.isEmpty() ? 0 : line.firstKey();
        return least != 0 && entity.key() > least ? entity.key() - least : 0;
    }

    @Override
    public void ran(RunEntity entity, long nanos) {
        entity.engineTime().add(nanos);
        average.add(nanos);
    }

    /** Where an entity with nothing on record starts, seen from the first in line: ahead of less important ones, behind others. */
    private long nudge(RunEntity entity, Priority first) {
        int less = level(entity.priority()) - level(first);
        if (less > 0) {
            long micros = 1 + entity.engineTime().average().micros() + average.micros();
            return (micros << shift(entity.priority())) * NANOS_A_MICRO;
        }
        if (less < 0) {
            return less;
        }
        return entity.engineTime().average().isAtMost(average) ? -1 : 1;
    }

    private static int level(Priority priority) {
        return switch (priority) {
            case KERNEL -> 0;
            case HIGH -> 1;
            case NORMAL -> 2;
            case LOW -> 3;
        };
    }

    /** Virtual time is the engine's time, times two to the power of this. */
    private static int shift(Priority priority) {
        return switch (priority) {
            case KERNEL -> 1;
            case HIGH -> 2;
            case NORMAL -> 4;
            case LOW -> 7;
        };
    }
}
