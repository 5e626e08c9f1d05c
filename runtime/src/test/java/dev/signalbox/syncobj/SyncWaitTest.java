package dev.signalbox.syncobj;

import static dev.signalbox.syncobj.SyncBench.outcome;
import static dev.signalbox.syncobj.SyncBench.whole;
import static dev.signalbox.syncobj.SyncBench.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.conformance.ConformanceRow;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.PlainFence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncWaitTest {
    private final SyncBench bench = new SyncBench();

    @Test
    @ConformanceRow(value = "SOB-14", says = "A wait for no object at all is fulfilled at once and names none.")
    void aWaitForNothingIsFulfilledAndNamesNoPoint() {
        SyncWait wait = bench.start(WaitFlags.ALL);
        assertThat(words(wait)).isEqualTo("0");
        assertThat(outcome(wait).first()).isEqualTo(-1);
        assertThat(bench.poll(WaitFlags.ANY)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(value = "SOB-22", says = "What was reset is empty again, whatever it held: waits are refused.")
    void aResetObjectRefusesWaits() {
        List<SyncObject> objects = List.of(bench.signalled(), bench.signalled());
        objects.forEach(
                object -> assertThat(bench.poll(WaitFlags.ALL, whole(object))).isEqualTo("0"));
        objects.forEach(SyncObject::reset);
        objects.forEach(
                object -> assertThat(bench.poll(WaitFlags.ALL, whole(object))).isEqualTo("-EINVAL"));
    }

    @Test
    @ConformanceRow(
            value = "SOB-23",
            says = "An empty object refuses a wait or lets it wait; signalled, it fulfils both.")
    void aSignalFulfilsWhatAnEmptyObjectRefused() {
        SyncObject object = bench.empty();
        assertThat(bench.poll(WaitFlags.ANY, whole(object))).isEqualTo("-EINVAL");
        assertThat(bench.poll(WaitFlags.ANY.withForSubmit(), whole(object))).isEqualTo("-ETIME");
        object.signal(1);
        assertThat(bench.poll(WaitFlags.ANY, whole(object))).isEqualTo("0");
        assertThat(bench.poll(WaitFlags.ANY.withForSubmit(), whole(object))).isEqualTo("0");
    }

    @Test
    @ConformanceRow(value = "SOB-24", says = "Who waits for something to be put in does not notice a reset.")
    void aResetIsInvisibleToWhoWaitsForSubmission() {
        SyncObject object = bench.empty();
        SyncWait wait = bench.start(WaitFlags.ANY.withForSubmit(), whole(object));
        object.reset();
        assertThat(words(wait)).isEqualTo("waits");
        object.signal(1);
        assertThat(words(wait)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @ConformanceRow(
            value = "SOB-25",
            says = "A wait for a pending fence is fulfilled when that signals, for any and for all.")
    @ConformanceRow(
            value = "SOB-26",
            says = "A wait for submission is fulfilled by a fence put in later, once it signals.")
    void aWaitIsFulfilledByALateSignalAndByALateSubmission(boolean all) {
        WaitFlags flags = new WaitFlags(all, true, false);
        PlainFence early = bench.fence();
        SyncObject late = bench.empty();
        SyncWait first = bench.start(new WaitFlags(all, false, false), whole(bench.holding(early)));
        SyncWait second = bench.start(flags, whole(late));
        PlainFence fence = bench.fence();
        late.replace(fence);
        assertThat(List.of(words(first), words(second))).containsOnly("waits");
        bench.signal(early);
        bench.signal(fence);
        assertThat(List.of(words(first), words(second))).containsOnly("0");
        assertThat(late.listeners()).isZero();
    }

    @Test
    @ConformanceRow(
            value = "SOB-30",
            says = "A wait for all keeps the fences it has found: a reset of one object does not take its signal back.")
    void aWaitForAllKeepsWhatItFound() {
        PlainFence fence = bench.fence();
        SyncObject first = bench.empty();
        SyncObject second = bench.empty();
        SyncWait wait = bench.start(WaitFlags.ALL.withForSubmit(), whole(first), whole(second));
        first.replace(fence);
        bench.signal(fence);
        first.reset();
        second.signal(1);
        assertThat(words(wait)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(
            value = "SOB-31",
            says = "Through submissions, signals, resets and new submissions in any order, waits for any and all of the"
                    + " objects come to their end, and any names the first one done.")
    void waitsSurviveAShuffledLifeOfTheirObjects() {
        Seeds.each(200, random -> {
            List<SyncObject> objects = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                objects.add(bench.empty());
            }
            SyncPoint[] points = {whole(objects.get(1)), whole(objects.get(6))};
            SyncWait any = bench.start(WaitFlags.ANY.withForSubmit(), points);
            SyncWait all = bench.start(WaitFlags.ALL.withForSubmit(), points);
            int first = -1;
            while (!objects.isEmpty()) {
                SyncObject object = objects.remove(random.nextInt(objects.size()));
                int place = object == points[0].object() ? 0 : object == points[1].object() ? 1 : -1;
                liveOnce(object);
                first = first < 0 ? place : first;
            }
            assertThat(outcome(any).orThrow()).isEqualTo(first);
            assertThat(words(all)).isEqualTo("0");
        });
    }

    private void liveOnce(SyncObject object) {
        PlainFence fence = bench.fence();
        object.replace(fence);
        bench.signal(fence);
        object.reset();
        object.replace(bench.fence());
    }

    @Test
    void aWaitEndsWithItsTimeHoweverOftenItLooked() {
        SyncObject object = bench.empty();
        SyncWait wait = bench.start(WaitFlags.ALL.withForSubmit(), new SyncPoint(object, 2), whole(bench.pending()));
        object.signalPoint(1, 1);
        object.reset();
        object.signalPoint(2, 1);
        assertThat(words(wait)).isEqualTo("waits");
        wait.expire();
        assertThat(words(wait)).isEqualTo("-ETIME");
        wait.expire();
        assertThat(words(wait)).isEqualTo("-ETIME");
    }

    @Test
    @ConformanceRow(value = "SOB-33", says = "A wait without time looks once: it is fulfilled or out of time.")
    void aWaitWithoutTimeLooksOnce() {
        assertThat(bench.poll(WaitFlags.ANY, whole(bench.signalled()))).isEqualTo("0");
        assertThat(bench.poll(WaitFlags.ANY, whole(bench.pending()))).isEqualTo("-ETIME");
    }

    @Test
    @ConformanceRow(
            value = "SOB-34",
            says = "One empty object refuses a wait for any, before anything else is looked at.")
    void oneEmptyObjectRefusesAWaitForAny() {
        assertThat(bench.poll(WaitFlags.ANY, whole(bench.signalled()), whole(bench.empty())))
                .isEqualTo("-EINVAL");
    }

    @Test
    @ConformanceRow(
            value = "SOB-35",
            says =
                    "A fence that tells of its completion only when signalling is enabled still fulfils a wait without time.")
    void aWaitWithoutTimeEnablesSignallingBeforeItGivesUp() {
        FenceProvider shy = new FenceProvider() {
            @Override
            public String driverName() {
                return "shy";
            }

            @Override
            public String timelineName(PlainFence fence) {
                return "line";
            }

            @Override
            public boolean enableSignalling(PlainFence fence) {
                fence.signal(7);
                return false;
            }
        };
        SyncPoint one = whole(bench.holding(PlainFence.wide(shy, 500, 1)));
        SyncPoint two = whole(bench.holding(PlainFence.wide(shy, 501, 1)));
        assertThat(bench.poll(WaitFlags.ANY, one)).isEqualTo("0");
        assertThat(bench.poll(WaitFlags.ALL, one, two)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(value = "SOB-38", says = "A wait for all is fulfilled or not; which point was first says nothing.")
    void aWaitForAllIsFulfilledWhicheverWasFirst() {
        PlainFence fence = bench.fence();
        SyncWait wait = bench.start(WaitFlags.ALL, whole(bench.holding(fence)), whole(bench.signalled()));
        bench.signal(fence);
        assertThat(outcome(wait).isFulfilled()).isTrue();
    }

    @Test
    void aWaitForAnyNamesTheFirstPointThatIsDone() {
        PlainFence fence = bench.fence();
        SyncWait wait = bench.start(WaitFlags.ANY, whole(bench.pending()), whole(bench.holding(fence)));
        bench.signal(fence);
        assertThat(outcome(wait).first()).isEqualTo(1);
        SyncWait done = bench.start(WaitFlags.ANY, whole(bench.signalled()), whole(bench.signalled()));
        assertThat(outcome(done).first()).isZero();
    }

    @Test
    @ConformanceRow(value = "SOT-11", says = "A wait for a point that is not there does not notice a reset.")
    void waitsForPointsAreAsWaitsForObjects() {
        SyncObject object = bench.empty();
        SyncWait wait = bench.start(WaitFlags.ALL.withForSubmit(), new SyncPoint(object, 1));
        object.reset();
        PlainFence fence = bench.submit(object, 1).get(0);
        object.reset();
        assertThat(words(wait)).isEqualTo("waits");
        bench.signal(fence);
        assertThat(words(wait)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(
            value = "SOT-07",
            says = "A point that is not there refuses a wait or lets it wait; signalled, it fulfils.")
    @ConformanceRow(value = "SOT-23", says = "A plain fence in an object is no timeline: point 1 is not there.")
    void aPointThatIsNotThere() {
        SyncObject object = bench.empty();
        SyncPoint one = new SyncPoint(object, 1);
        assertThat(bench.poll(WaitFlags.ANY, one)).isEqualTo("-EINVAL");
        assertThat(bench.poll(WaitFlags.ANY.withForSubmit(), one)).isEqualTo("-ETIME");
        assertThat(bench.poll(WaitFlags.ANY, new SyncPoint(bench.pending(), 1))).isEqualTo("-EINVAL");
        object.signalPoint(1, 1);
        assertThat(bench.poll(WaitFlags.ANY, one)).isEqualTo("0");
        assertThat(bench.poll(WaitFlags.ANY.withForSubmit(), one)).isEqualTo("0");
    }

    @Test
    @ConformanceRow(
            value = "SOT-24",
            says = "A point that is complete and forgotten is done, whatever is pending behind it.")
    void aForgottenPointIsDone() {
        SyncObject object = bench.empty();
        List<PlainFence> fences = bench.submit(object, 1, 2);
        bench.signal(fences.get(0));
        bench.submit(object, 3);
        assertThat(bench.poll(WaitFlags.ANY, new SyncPoint(object, 1))).isEqualTo("0");
        assertThat(bench.poll(WaitFlags.ANY, new SyncPoint(object, 2))).isEqualTo("-ETIME");
    }

    @Test
    void aDeadlineGoesToTheFencesThatAreWaitedFor() {
        PlainFence fence = bench.fence();
        SyncWait wait =
                SyncWait.start(List.of(whole(bench.holding(fence))), WaitFlags.ANY, OptionalLong.of(90), settled -> {});
        assertThat(fence.deadline()).isEqualTo(90);
        wait.cancel();
    }

    @Test
    void itTellsOnceAndNotAfterItWasCancelled() {
        List<WaitOutcome> told = new ArrayList<>();
        PlainFence fence = bench.fence();
        SyncObject object = bench.holding(fence);
        SyncWait.start(List.of(whole(object)), WaitFlags.ANY, OptionalLong.empty(), told::add);
        SyncWait.start(List.of(whole(object)), WaitFlags.ANY, OptionalLong.empty(), told::add)
                .cancel();
        bench.signal(fence);
        object.signal(2);
        assertThat(told).containsExactly(WaitOutcome.fulfilled(0));
    }

    @Test
    void nobodyIsCalledForAFenceOfAWaitThatWasSettledByAnother() {
        List<PlainFence> fences = List.of(bench.fence(), bench.fence());
        List<WaitOutcome> told = new ArrayList<>();
        SyncObject empty = bench.empty();
        SyncWait.start(
                List.of(whole(bench.holding(fences.get(0))), whole(bench.holding(fences.get(1))), whole(empty)),
                WaitFlags.ANY.withForSubmit(),
                OptionalLong.empty(),
                told::add);
        fences.forEach(bench::signal);
        assertThat(told).hasSize(1);
        assertThat(empty.listeners()).isZero();
    }
}
