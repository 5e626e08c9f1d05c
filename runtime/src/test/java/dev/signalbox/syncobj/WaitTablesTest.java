package dev.signalbox.syncobj;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cell of the tables of what waits end with: timeout 0, and what a wait does that may last. */
class WaitTablesTest {
    private final SyncBench bench = new SyncBench();

    @ParameterizedTest
    @ConformanceRow(
            value = "SOB-44",
            says = "What a wait for one object ends with depends on the object's state and on FOR_SUBMIT, not on ALL.")
    @CsvSource({"empty, -EINVAL, -ETIME", "pending, -ETIME, -ETIME", "signalled, 0, 0"})
    void aWaitForOneObject(String state, String plain, String forSubmit) {
        for (WaitFlags flags : List.of(WaitFlags.ANY, WaitFlags.ALL)) {
            expect(plain, flags, List.of(SyncPoint.binary(bench.in(state))));
            expect(forSubmit, flags.withForSubmit(), List.of(SyncPoint.binary(bench.in(state))));
        }
    }

    @ParameterizedTest
    @ConformanceRow(
            value = "SOB-45",
            says =
                    "A missing object refuses any wait without FOR_SUBMIT; with it, one signalled object is enough for any,"
                            + " and never for all.")
    @CsvSource({
        "empty, -EINVAL, -ETIME, -EINVAL, -ETIME",
        "pending, -ETIME, -ETIME, -ETIME, -ETIME",
        "signalled, 0, 0, 0, 0",
        "empty pending, -EINVAL, -ETIME, -EINVAL, -ETIME",
        "empty signalled, -EINVAL, 0, -EINVAL, -ETIME",
        "pending signalled, 0, 0, -ETIME, -ETIME",
        "empty pending signalled, -EINVAL, 0, -EINVAL, -ETIME"
    })
    void aWaitForThreeObjects(String states, String any, String anySubmit, String all, String allSubmit) {
        for (List<String> order : spreads(List.of(states.split(" ")), 3)) {
            List<SyncPoint> points = order.stream()
                    .map(state -> SyncPoint.binary(bench.in(state)))
                    .toList();
            expect(any, WaitFlags.ANY, points);
            expect(anySubmit, WaitFlags.ANY.withForSubmit(), points);
            expect(all, WaitFlags.ALL, points);
            expect(allSubmit, WaitFlags.ALL.withForSubmit(), points);
        }
    }

    @ParameterizedTest
    @ConformanceRow(
            value = "SOT-31",
            says =
                    "What a wait for one point ends with: AVAILABLE is content with a pending one and waits for a missing one.")
    @CsvSource({"empty, -EINVAL, -ETIME, -ETIME, -ETIME", "pending, -ETIME, -ETIME, 0, 0", "signalled, 0, 0, 0, 0"})
    void aWaitForOnePoint(String state, String plain, String submit, String available, String both) {
        for (WaitFlags flags : List.of(WaitFlags.ANY, WaitFlags.ALL)) {
            List<SyncPoint> points = List.of(new SyncPoint(bench.pointIn(state), 1));
            expect(plain, flags, points);
            expect(submit, flags.withForSubmit(), points);
            expect(available, flags.withAvailable(), points);
            expect(both, flags.withForSubmit().withAvailable(), points);
        }
    }

    @ParameterizedTest
    @ConformanceRow(
            value = "SOT-32",
            says = "What a wait for several points ends with, by the states among them; whole objects are points 0.")
    @CsvSource({
        "empty, -EINVAL, -ETIME, -ETIME, -EINVAL, -ETIME, -ETIME",
        "pending, -ETIME, -ETIME, 0, -ETIME, -ETIME, 0",
        "signalled, 0, 0, 0, 0, 0, 0",
        "empty pending, -EINVAL, -ETIME, 0, -EINVAL, -ETIME, -ETIME",
        "empty signalled, -EINVAL, 0, 0, -EINVAL, -ETIME, -ETIME",
        "pending signalled, 0, 0, 0, -ETIME, -ETIME, 0",
        "empty pending signalled, -EINVAL, 0, 0, -EINVAL, -ETIME, -ETIME"
    })
    void aWaitForFivePoints(
            String states,
            String any,
            String anySubmit,
            String anyAvailable,
            String all,
            String allSubmit,
            String allAvailable) {
        for (List<String> order : spreads(List.of(states.split(" ")), 5)) {
            List<SyncPoint> points = points(order);
            expect(any, WaitFlags.ANY, points);
            expect(anySubmit, WaitFlags.ANY.withForSubmit(), points);
            expect(anyAvailable, WaitFlags.ANY.withAvailable(), points);
            expect(anyAvailable, WaitFlags.ANY.withAvailable().withForSubmit(), points);
            expect(all, WaitFlags.ALL, points);
            expect(allSubmit, WaitFlags.ALL.withForSubmit(), points);
            expect(allAvailable, WaitFlags.ALL.withAvailable(), points);
            expect(allAvailable, WaitFlags.ALL.withAvailable().withForSubmit(), points);
        }
    }

    /** The last two of five are used as binary objects. */
    private List<SyncPoint> points(List<String> states) {
        List<SyncPoint> points = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            String state = states.get(i);
            points.add(i < 3 ? new SyncPoint(bench.pointIn(state), 1) : SyncPoint.binary(bench.in(state)));
        }
        return points;
    }

    /** Returns the ways to give so many objects these states, each state to one of them at least. */
    private static List<List<String>> spreads(List<String> states, int count) {
        List<List<String>> spreads = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < count; i++) {
            List<List<String>> longer = new ArrayList<>();
            spreads.forEach(spread -> states.forEach(state -> {
                List<String> more = new ArrayList<>(spread);
                more.add(state);
                longer.add(more);
            }));
            spreads = longer;
        }
        return spreads.stream().filter(spread -> spread.containsAll(states)).toList();
    }

    /** The same for a wait that may last: it is settled at once unless it would end for want of time. */
    private void expect(String outcome, WaitFlags flags, List<SyncPoint> points) {
        assertThat(bench.poll(flags, points)).isEqualTo(outcome);
        SyncWait lasting = bench.start(flags, points.toArray(SyncPoint[]::new));
        assertThat(SyncBench.words(lasting)).isEqualTo(outcome.equals("-ETIME") ? "waits" : outcome);
        lasting.cancel();
        assertThat(points).allMatch(point -> point.object().listeners() == 0);
    }
}
