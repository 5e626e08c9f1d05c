package dev.signalbox.sched;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;

/** The policies that come with Signalbox. */
public enum Policies implements Supplier<Policy> {
    /** The entity whose head was pushed first runs first. In the kernel: DRM_SCHED_POLICY_FIFO. */
    FIFO,
    /**
     * Entities take turns, one job each. An entity whose queue runs empty keeps its place in the row, so one that never queues more
     * than a job at a time can go first every time. In the kernel: DRM_SCHED_POLICY_RR, which does the same.
     */
    RR,
    /** Entities get shares of the engine's time by their priority. In the kernel: DRM_SCHED_POLICY_FAIR. */
    FAIR;

    /** Returns a policy for one run queue. */
    @Override
    public Policy get() {
        return switch (this) {
            case FIFO -> new Fifo();
            case RR -> new RoundRobin();
            case FAIR -> new Fair();
        };
    }

    /** Finds a policy by its name in any case; an unknown name is an IllegalArgumentException that lists the known ones. */
    public static Policies named(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no policy '" + name + "', only "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }

    private static final class Fifo implements Policy {
        @Override
        public long keyOnJoin(RunEntity entity, Line line) {
            return entity.headPushed();
        }

        @Override
        public long keyAfterPick(RunEntity entity) {
            return entity.headPushed();
        }
    }

    private static final class RoundRobin implements Policy {
        private long turns;

        @Override
        public long keyOnJoin(RunEntity entity, Line line) {
            return entity.key();
        }

        @Override
        public long keyAfterPick(RunEntity entity) {
            return ++turns;
        }
    }
}
