package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream of facts that is not what happened contradicts itself, or does not fold to what the owners hold. */
class FoldMutationTest {
    /** What does not change what a room holds. */
    private static final Set<Class<? extends Fact>> NEUTRAL =
            Set.of(Fact.RunBegan.class, Fact.JobBlocked.class, Fact.EndRequested.class);

    private static List<Fact> facts = List.of();
    private static DeviceState live = DeviceFold.of(facts).state();

    /** A run that is idle with something left in every room, after every kind of fact that changes one. */
    @BeforeAll
    static void record() {
        LabRun.check(Seeds.one(), run -> {
            Client gone = run.client("gone");
            gone.queue("VECS").submit(Collections.nCopies(5, Job.of(Work.endless())));
            advance(gone.timeline("gone"));
            gone.buffer(1);
            run.runUntilIdle();
            run.await(gone.close(Closing.abort()));
            Client here = run.client("here");
            SoftwareTimeline timeline = here.timeline("never");
            advance(timeline);
            Queue queue = here.queue("RCS");
            Buffer buffer = here.buffer(4096);
            Buffer destroyed = here.buffer(4096);
            destroyed.destroy();
            queue.submit(Job.of(Work.micros(3)).writes(destroyed));
            queue.submit(Collections.nCopies(2, Job.of(Work.micros(3)).credits(2)));
            queue.submit(Collections.nCopies(3, Job.of(Work.endless()).writes(buffer)));
            here.queue("BCS").submit(Job.of(Work.none()).after(timeline.fence()).reads(buffer));
            queue.submit(Job.of(Work.none())).end();
            run.runUntilIdle();
            facts = run.facts().all();
            live = run.await(run.device().state());
            here.close(Closing.abort());
        });
    }

    private static void advance(SoftwareTimeline timeline) {
        timeline.signal(timeline.fence());
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
    void whatHappenedIsToldAndSomethingIsLeftInEveryRoom() {
        assertThat(isTold(facts)).isTrue();
        assertThat(live.values().keySet())
                .contains("client 2 name", "entity 2 failed", "entity 2 unfinished", "timeline 4 value")
                .contains("ring RCS running", "ring RCS queued", "ring BCS queued", "buffer 2 guards");
    }

    @Test
    void noFactThatChangesARoomCanBeLostOrComeTwice() {
        Set<String> unnoticed = new TreeSet<>();
        for (int place = 0; place < facts.size(); place++) {
            Fact fact = facts.get(place);
            if (isTold(with(place, List.of()))) {
                unnoticed.add("lost " + fact.getClass().getSimpleName());
            }
            if (isTold(with(place, List.of(fact, fact)))) {
                unnoticed.add("twice " + fact.getClass().getSimpleName());
            }
        }
        // Of a timeline that is gone, nobody holds how far it had come. What a ring gives back leaves its queue at its
        // end, too.
        Set<String> known = new TreeSet<>(Set.of("lost TimelineAdvanced", "lost EntityDrained"));
        NEUTRAL.forEach(kind -> known.addAll(List.of("lost " + kind.getSimpleName(), "twice " + kind.getSimpleName())));
        assertThat(known).containsAll(unnoticed);
    }

    private static <F extends Fact> Arguments wrong(String title, Class<F> kind, Function<F, Fact> change) {
        return Arguments.of(title, kind, change);
    }

    static Stream<Arguments> alterations() {
        return Stream.of(
                wrong("another name", Fact.ClientOpened.class, f -> new Fact.ClientOpened(0, f.client(), "x")),
                wrong(
                        "another size",
                        Fact.BufferCreated.class,
                        f -> new Fact.BufferCreated(0, f.client(), 2, f.bytes() + 1)),
                wrong(
                        "further than it was",
                        Fact.TimelineAdvanced.class,
                        f -> new Fact.TimelineAdvanced(0, f.context(), f.seqno() + 1)),
                wrong("other accesses", Fact.JobAccepted.class, f -> accepted(f, List.of(new Access(2, true)))),
                wrong(
                        "a ring that the queue may not use",
                        Fact.JobQueued.class,
                        f -> new Fact.JobQueued(f.time(), f.ring() + 1, f.fence(), f.queued())),
                wrong(
                        "one job more than are queued",
                        Fact.JobQueued.class,
                        f -> new Fact.JobQueued(f.time(), f.ring(), f.fence(), f.queued() + 1)),
                wrong(
                        "a job that is not the oldest",
                        Fact.JobRan.class,
                        f -> new Fact.JobRan(f.time(), f.ring(), f.fence().plus(1), f.entry(), f.creditsInFlight())),
                wrong(
                        "an entry left out",
                        Fact.JobRan.class,
                        f -> new Fact.JobRan(f.time(), f.ring(), f.fence(), f.entry() + 1, f.creditsInFlight())),
                wrong(
                        "credits over the limit",
                        Fact.JobRan.class,
                        f -> new Fact.JobRan(f.time(), f.ring(), f.fence(), f.entry(), f.creditsInFlight() + 1)),
                wrong(
                        "the end of a job that does not run",
                        Fact.JobFinished.class,
                        f -> finished(f, f.fence().plus(1), f.ran(), null)),
                wrong("another end", Fact.JobFinished.class, f -> finished(f, f.fence(), f.ran(), Errno.EIO)),
                wrong("never given to a ring", Fact.JobFinished.class, f -> finished(f, f.fence(), -1, null)),
                wrong("given to its ring before", Fact.JobFinished.class, f -> finished(f, f.fence(), 1, null)),
                wrong(
                        "another refusal",
                        Fact.JobRefused.class,
                        f -> new Fact.JobRefused(f.time(), f.entity(), f.fence(), Errno.EAGAIN, f.reason())),
                wrong(
                        "a fence of nobody",
                        Fact.EndRequested.class,
                        f -> new Fact.EndRequested(f.time(), f.entity(), new FenceId(99, 1))));
    }

    private static Fact accepted(Fact.JobAccepted job, List<Access> accesses) {
        return new Fact.JobAccepted(
                job.time(),
                job.entity(),
                job.fence(),
                job.tag(),
                job.work(),
                job.credits(),
                job.dependencies(),
                accesses);
    }

    private static Fact finished(Fact.JobFinished job, FenceId fence, long ran, @Nullable Errno error) {
        return new Fact.JobFinished(job.time(), job.entity(), fence, ran, error);
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
        assertThat(isTold(with(place, List.of(altered)))).isFalse();
    }
}
