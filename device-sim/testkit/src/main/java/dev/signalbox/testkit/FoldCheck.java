package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import java.util.ArrayList;
import java.util.List;

/** Keeps the facts of a device and folds them as they come, in runs, to compare what comes out with the live device. */
final class FoldCheck implements Facts {
    private final FactLog log = new FactLog();
    private final DeviceFold inRuns = new DeviceFold();

    @Override
    public void report(Fact fact) {
        log.report(fact);
        inRuns.report(fact);
    }

    @Override
    public void report(Fact first, int count) {
        log.report(first, count);
        inRuns.report(first, count);
    }

    FactLog log() {
        return log;
    }

    /** Returns where what was folded differs from what the owners of the device hold; empty when they agree. */
    List<String> differences(DeviceState live) {
        List<String> problems = new ArrayList<>();
        inRuns.state().differencesTo(live).forEach(difference -> problems.add("fold differs from live: " + difference));
        return problems;
    }

    /** Balances the books; facts one by one have to give the same as facts in runs. */
    List<String> audit() {
        DeviceFold oneByOne = DeviceFold.of(log.all());
        List<String> problems = new ArrayList<>(FactAudit.of(oneByOne));
        if (!oneByOne.state().equals(inRuns.state())) {
            problems.add("facts in runs fold to\n" + inRuns.state() + "\nand one by one to\n" + oneByOne.state());
        }
        return problems;
    }
}
