package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.PointWait;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Facts of sync objects that are not what happened contradict each other, or do not fold to what the owners hold. */
class SyncFoldMutationTest {
    private static List<Fact> facts = List.of();
    private static DeviceState live = DeviceFold.of(facts).state();

    /** A run that is idle with objects and waits left, after every kind of fact about them. */
    @BeforeAll
    static void record() {
        LabRun.check(Seeds.one(), run -> {
            Client program = run.client("program");
            SoftwareTimeline timeline = program.timeline("never");
            program.signalledSyncObject("gone").close();
            SyncObject done = program.syncObject("done");
            program.queue("RCS").submit(Job.of(Work.endless()).signals(done.at(3)));
            done.importFile(SyncFile.of("drawn", timeline.fence()), 5);
            run.runUntilIdle();
            Client compositor = run.client("compositor");
            SyncObject opened = run.await(compositor.open(done.share()));
            SyncObject copy = compositor.syncObject("copy");
            run.await(opened.transfer(3, copy.at(0)));
            compositor.signalledSyncObject("empty").reset();
            compositor.await(PointWait.forAll(opened.at(5)).deadline(1_000_000));
            var woken = compositor.await(
                    PointWait.forAny(opened.at(9), copy.at(0)).whenSubmitted().whenAvailable());
            run.await(woken);
            var later = compositor.await(
                    PointWait.forAny(opened.at(9)).whenSubmitted().whenAvailable());
            run.runUntilIdle();
            done.signal(9);
            run.await(later);
            Buffer buffer = program.buffer(4096);
            buffer.importFile(SyncFile.of("shown", timeline.fence()), true);
            run.runUntilIdle();
            facts = run.facts().all();
            live = run.await(run.device().state());
            program.close(Closing.abort());
        });
    }

    private static boolean isTold(List<Fact> told) {
        DeviceFold fold = DeviceFold.of(told);
        return fold.contradictions().isEmpty()
                && fold.state().differencesTo(live).isEmpty();
    }

    private static List<Fact> with(int place, List<Fact> instead) {
        List<Fact> changed = new ArrayList<>(facts);
        changed.remove(place);
        changed.addAll(place, instead);
        return changed;
    }

    @Test
    void whatHappenedIsToldAndEveryKindIsThere() {
        assertThat(isTold(facts)).isTrue();
        assertThat(facts.stream()
                        .filter(SyncFact.class::isInstance)
                        .map(Fact::getClass)
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(SyncFact.class.getPermittedSubclasses());
        assertThat(live.values().keySet())
                .contains("syncobj 2 pending", "syncobj 3 pending", "syncobj 4 holds", "buffer 1 guards", "wait 1 all");
    }

    /** What is done twice to an object leaves it as doing it once does; a deadline is a hint that nothing holds. */
    @Test
    void noFactCanBeLostAndNoneThatCountsCanComeTwice() {
        Set<String> unnoticed = new TreeSet<>();
        for (int place = 0; place < facts.size(); place++) {
            Fact fact = facts.get(place);
            String kind = fact.getClass().getSimpleName();
            if (fact instanceof SyncFact && isTold(with(place, List.of()))) {
                unnoticed.add("lost " + kind);
            }
            if (fact instanceof SyncFact && isTold(with(place, List.of(fact, fact)))) {
                unnoticed.add("twice " + kind);
            }
        }
        assertThat(unnoticed)
                .containsExactly(
                        "lost DeadlineSet",
                        "twice DeadlineSet",
                        "twice FencesImported",
                        "twice SyncAttached",
                        "twice SyncReset",
                        "twice SyncSignalled",
                        "twice SyncTransferred");
    }

    private static <F extends Fact> Arguments wrong(String title, Class<F> kind, Function<F, Fact> change) {
        return Arguments.of(title, kind, change);
    }

    static Stream<Arguments> alterations() {
        return Stream.of(
                wrong(
                        "another name",
                        SyncFact.SyncObjectCreated.class,
                        f -> new SyncFact.SyncObjectCreated(0, f.client(), f.object(), "x", f.signalled())),
                wrong(
                        "a handle of another client",
                        SyncFact.SyncHandleOpened.class,
                        f -> new SyncFact.SyncHandleOpened(0, f.client() - 1, f.object())),
                wrong(
                        "a handle of another object",
                        SyncFact.SyncHandleClosed.class,
                        f -> new SyncFact.SyncHandleClosed(0, f.client(), f.object() + 1)),
                wrong(
                        "another point",
                        SyncFact.SyncSignalled.class,
                        f -> new SyncFact.SyncSignalled(0, f.client(), f.object(), f.point() + 1)),
                wrong(
                        "another fence",
                        SyncFact.SyncAttached.class,
                        f -> new SyncFact.SyncAttached(
                                0,
                                f.client(),
                                f.object(),
                                f.point(),
                                List.of(f.fences().get(0).plus(9)))),
                wrong(
                        "a point that is not there",
                        SyncFact.SyncTransferred.class,
                        f -> new SyncFact.SyncTransferred(
                                0, f.client(), f.source(), 99, f.target(), f.targetPoint(), 0)),
                wrong(
                        "another reset",
                        SyncFact.SyncReset.class,
                        f -> new SyncFact.SyncReset(0, f.client(), f.object() - 1)),
                wrong(
                        "a wait for another point",
                        SyncFact.SyncWaitBegan.class,
                        f -> new SyncFact.SyncWaitBegan(
                                0,
                                f.client(),
                                f.waitId(),
                                List.of(new SyncPointId(2, 10)),
                                f.all(),
                                f.forSubmit(),
                                f.available(),
                                f.until())),
                wrong(
                        "another wait",
                        SyncFact.SyncWaitEnded.class,
                        f -> new SyncFact.SyncWaitEnded(0, f.client(), 1, 0, null)),
                wrong(
                        "too early",
                        SyncFact.SyncWaitEnded.class,
                        f -> new SyncFact.SyncWaitEnded(0, f.client(), f.waitId(), -1, Errno.ETIME)),
                wrong(
                        "a read",
                        SyncFact.FencesImported.class,
                        f -> new SyncFact.FencesImported(0, f.client(), f.buffer(), false, f.fences())),
                wrong(
                        "a fence of nobody",
                        SyncFact.DeadlineSet.class,
                        f -> new SyncFact.DeadlineSet(0, new FenceId(99, 1), 1)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("alterations")
    <F extends Fact> void aFactThatSaysSomethingElseIsNoticed(String title, Class<F> kind, Function<F, Fact> change) {
        int place = -1;
        for (int i = 0; i < facts.size(); i++) {
            place = kind.isInstance(facts.get(i)) ? i : place;
        }
        Fact altered = change.apply(kind.cast(facts.get(place)));

        assertThat(altered).isNotEqualTo(facts.get(place));
        assertThat(isTold(with(place, List.of(altered)))).as(title).isFalse();
    }
}
