package dev.signalbox.sim;

import dev.signalbox.ReplayRun;
import dev.signalbox.event.Schedule;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.replay.FactComparison;
import dev.signalbox.replay.FirstDifference;
import dev.signalbox.sim.lab.Chooser;
import dev.signalbox.sim.lab.LabOptions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the inputs of a journal again, and compares what happens with what is written there. */
public final class Rerun {
    private Rerun() {}

    /**
     * What running again came to.
     *
     * @param equal how many facts were the same
     * @param journalEndsFirst whether the journal ends before the run does, because its process did
     * @param difference the first; null when there is none
     */
    public record Result(
            long equal, boolean journalEndsFirst, @Nullable FirstDifference difference) {}

    /** Returns why a run cannot be run again, as the end of a sentence; empty when it can. */
    public static Optional<String> obstacle(ReplayRun run) {
        if (run.began().schedule() == null) {
            return Optional.of("a live run cannot be repeated exactly");
        }
        return Optional.ofNullable(run.undriven())
                .map(client -> "a program drove client " + client + ", so it cannot be run again");
    }

    /**
     * Runs a run again in a lab, up to the first difference.
     *
     * @throws Refusal EINVAL when there is an {@link #obstacle}, or this release does not know the schedule, the configuration or
     *     the format of a workload
     * @throws RuntimeException when a workload cannot be read or does not fit the device
     */
    public static Result of(ReplayRun run) {
        obstacle(run).ifPresent(why -> {
            throw new Refusal(Errno.EINVAL, why, "check that its facts are consistent instead");
        });
        Play play = Plays.of(run.workloads());
        try (FactSource source = FactSource.open(options(run), RunConfig.of(run), play)) {
            return compare(run, source);
        }
    }

    private static Result compare(ReplayRun run, FactSource source) {
        FactComparison comparison = new FactComparison(run.first());
        run.read((number, fact) -> comparison.compare(fact, source.next()));
        boolean more = comparison.difference() == null && source.hasNext();
        boolean cut = more && run.outcome() == null;
        if (more && !cut) {
            comparison.compare(null, source.next());
        }
        return new Result(comparison.equal(), cut, comparison.difference());
    }

    private static LabOptions options(ReplayRun run) {
        Schedule schedule = run.began().schedule();
        if (schedule == null) {
            throw new IllegalArgumentException("a live run has no schedule");
        }
        return LabOptions.seed(schedule.seed()).withChooser(chooser(schedule.chooser()));
    }

    private static Chooser chooser(String name) {
        return Arrays.stream(Chooser.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Errno.EINVAL,
                        "the schedule of the journal was chosen by '" + name + "', which this release does not know",
                        "run it again with the release that wrote it"));
    }
}
