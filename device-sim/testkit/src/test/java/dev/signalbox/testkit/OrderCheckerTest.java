package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A right run has no violations; each wrong one has the violation that its mutation makes. Rings: RCS, BCS, VCS1, VCS2, VECS, CCS. */
class OrderCheckerTest {
    private static final int CYCLES = 2;
    private static final long US = 1_000;

    private static List<Fact> play(Wsim workload) {
        try (LabRun run = LabRun.open(Seeds.one())) {
            run.play(List.of(workload), CYCLES);
            run.runUntilIdle();
            return run.facts().all();
        }
    }

    private static Arguments wrong(
            String expected, String title, String program, Function<Mutation, List<Fact>> mutation) {
        return Arguments.of(expected, title, program, mutation);
    }

    static Stream<Arguments> jobs() {
        String one = "1.RCS.100.0.0,1.RCS.100.0.1";
        return Stream.of(
                wrong("was never submitted", "a batch is missing", one, run -> run.drop(Fact.JobAccepted.class, 1)),
                wrong("was accepted twice", "a batch comes twice", one, run -> run.repeat(Fact.JobAccepted.class, 1)),
                wrong(
                        "was submitted twice",
                        "a batch carries another's tag",
                        one,
                        run -> run.accepted(3, job -> Mutation.accepted(job, job.time(), 1, job.work()))),
                wrong(
                        "which is no batch",
                        "a batch carries a tag of nobody",
                        one,
                        run -> run.accepted(3, job -> Mutation.accepted(job, job.time(), 99, job.work()))),
                wrong("was never given to a ring", "a batch did not run", one, run -> run.drop(Fact.JobRan.class, 3)),
                wrong("ran twice", "a batch ran twice", one, run -> run.repeat(Fact.JobRan.class, 1)),
                wrong("is not over", "a batch did not end", one, run -> run.drop(Fact.JobFinished.class, 3)),
                wrong("was over twice", "a batch ended twice", one, run -> run.repeat(Fact.JobFinished.class, 3)),
                wrong(
                        "outside 100-100 us",
                        "a batch has other work than the file says",
                        one,
                        run -> run.accepted(1, job -> Mutation.accepted(job, job.time(), 1, Work.micros(7)))),
                wrong("not on one of [RCS]", "a batch ran elsewhere", one, run -> run.ranOn(3, 4)),
                wrong(
                        "its work takes until",
                        "a batch is shorter than its work",
                        one,
                        run -> run.finishedAt(3, run.finished(3).time() - 1)));
    }

    static Stream<Arguments> rings() {
        String three = "1.RCS.100.0.0,1.RCS.100.0.0,1.RCS.100.0.1";
        return Stream.of(
                wrong(
                        "before the one ahead",
                        "two batches of a ring end in the wrong order",
                        three,
                        run -> run.finishedAt(0, run.finished(2).time() + 1)),
                wrong(
                        "is entry 7",
                        "an entry is left out",
                        three,
                        run -> run.ran(1, ran -> new Fact.JobRan(ran.time(), 0, ran.fence(), 7, 1))),
                wrong("credits in flight of 2", "a ring is given too much", three, OrderCheckerTest::thirdRunsAtOnce));
    }

    private static List<Fact> thirdRunsAtOnce(Mutation run) {
        List<Fact> facts = new java.util.ArrayList<>(run.drop(Fact.JobRan.class, 2));
        Fact.JobRan before = run.ran(1);
        Fact.JobRan third = run.ran(2);
        facts.add(facts.indexOf(before) + 1, new Fact.JobRan(before.time(), 0, third.fence(), third.entry(), 3));
        return facts;
    }

    static Stream<Arguments> lanes() {
        return Stream.of(
                wrong(
                        "queue order of context 1",
                        "two batches of a queue change places",
                        "1.RCS.100.0.0,1.RCS.100.0.1",
                        run -> run.swap(0, 1)),
                wrong(
                        "queue order of context 1",
                        "a balanced context overtakes itself on another engine",
                        "M.1.VCS,B.1,1.VCS.100.0.0,1.DEFAULT.100.0.1",
                        run -> new Mutation(run.ranOn(3, 3)).ranAt(3, run.ran(2).time())),
                wrong(
                        "queue order of context 1",
                        "a context overtakes itself as its priority changes",
                        "1.RCS.100.0.0,P.1.9,1.RCS.100.0.1",
                        run -> run.swap(0, 2)),
                wrong(
                        "not on one of [VCS2]",
                        "a batch that names an engine of the map runs on another",
                        "M.1.VCS,B.1,1.VCS2.100.0.0,1.VCS.100.0.1",
                        run -> run.ranOn(2, 2)),
                wrong(
                        "bond: step 6 of cycle 0 ran on VCS1",
                        "a bond is not kept",
                        "M.1.VCS1,B.1,M.2.VCS,B.2,b.2.VCS2.VCS1,1.DEFAULT.100.0.0,2.DEFAULT.100.s-1.1",
                        run -> run.ranOn(6, 2)));
    }

    static Stream<Arguments> dependencies() {
        return Stream.of(
                wrong(
                        "data dependency",
                        "a reader runs too early",
                        "1.RCS.100.0.0,2.BCS.100.-1.1",
                        run -> run.ranAt(1, run.finished(0).time() - 1)),
                wrong(
                        "data dependency",
                        "a reader overtakes on the same ring",
                        "1.RCS.100.0.0,2.RCS.100.-1.1",
                        run -> run.swap(0, 1)),
                wrong(
                        "fence dependency",
                        "a batch does not wait for a fence",
                        "1.RCS.100.0.0,2.BCS.100.f-1.1",
                        run -> run.ranAt(1, run.finished(0).time() - 1)),
                wrong(
                        "software fence: step 1",
                        "a batch does not wait for the program's fence",
                        "f,1.RCS.100.f-1.0,d.50,a.-3,s.-3",
                        run -> run.ranAt(1, run.ran(1).time() - 50 * US)),
                wrong(
                        "submit fence: step 1",
                        "a batch starts before its partner",
                        "1.RCS.100.0.1,2.BCS.100.s-1.1",
                        run -> run.ranAt(1, run.ran(0).time() - 1)),
                wrong(
                        "use of the output of step 0",
                        "an output is written again while it is read",
                        "1.RCS.100.0.0,2.BCS.900.-1.0",
                        run -> run.ranAt(2, run.finished(1).time() - 1)),
                wrong(
                        "use of object 1 of set 5",
                        "an object is read while it is written",
                        "w.5.2n4k,1.RCS.100.w5-0-1.0,2.BCS.100.r5-1.1",
                        run -> run.ranAt(2, run.finished(1).time() - 1)),
                wrong(
                        "use of object 1 of set 5",
                        "an object is written while it is read",
                        "w.5.2n4k,1.RCS.100.r5-1.0,2.BCS.100.w5-0-1.1",
                        run -> run.ranAt(2, run.finished(1).time() - 1)),
                wrong(
                        "use of object 0 of set 5",
                        "an object is written twice at once",
                        "w.5.2n4k,1.RCS.100.w5-0.0,2.BCS.100.w5-0.1",
                        run -> run.ranAt(2, run.finished(1).time() - 1)));
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                wrong(
                        "step 1 of cycle 0 was submitted",
                        "a wait flag is not kept",
                        "1.RCS.100.0.1,2.BCS.100.0.1",
                        run -> run.acceptedAt(1, run.finished(0).time() - 1)),
                wrong(
                        "step 2 waited for step 0",
                        "a wait is not kept",
                        "1.RCS.900.0.0,2.BCS.100.0.0,s.-2,3.BCS.100.0.1",
                        run -> run.acceptedAt(3, run.finished(0).time() - 1)),
                wrong(
                        "the throttle held it for step 1",
                        "a throttle is not kept",
                        "t.1,1.RCS.100.0.0,2.BCS.100.0.1",
                        run -> run.acceptedAt(2, run.finished(1).time() - 1)),
                wrong(
                        "step 1 of cycle 1 was submitted",
                        "a throttle is not kept round the end of a cycle",
                        "t.2,1.RCS.100.0.0,2.BCS.900.0.0",
                        run -> run.acceptedAt(4, run.finished(2).time() - 1)),
                wrong(
                        "queue depth: 2",
                        "a queue is deeper than allowed",
                        "q.1,1.RCS.100.0.0,2.RCS.100.0.1",
                        run -> acceptFirst(run, 2, 1)),
                wrong(
                        "the delay of step 1",
                        "a delay is not kept",
                        "1.RCS.10.0.1,d.50,1.RCS.10.0.1",
                        run -> run.acceptedAt(2, run.accepted(2).time() - 1)),
                wrong(
                        "cycle 1 began",
                        "a period is not kept",
                        "1.RCS.10.0.1,p.50",
                        run -> run.each(
                                Fact.CycleBegan.class,
                                began -> new Fact.CycleBegan(
                                        began.time() - began.cycle(), began.client(), began.cycle()))),
                wrong(
                        "missed its period and does not say so",
                        "a missed period is not counted",
                        "1.RCS.100.0.1,p.50",
                        run -> run.each(Fact.CycleEnded.class, end -> missed(end, false))),
                wrong(
                        "was over in time",
                        "a period is counted that was not missed",
                        "1.RCS.10.0.1,p.50",
                        run -> run.each(Fact.CycleEnded.class, end -> missed(end, true))),
                wrong(
                        "1 cycles began and 2 ended, not 2",
                        "a cycle is missing",
                        "1.RCS.10.0.1",
                        run -> run.each(Fact.CycleBegan.class, began -> began.cycle() == 1 ? null : began)),
                wrong(
                        "before anybody asked for its end",
                        "an endless batch ends by itself",
                        "1.RCS.*.0.0,d.50,T.-2,s.-3",
                        run -> run.finishedAt(0, run.finished(0).time() - 1)),
                wrong(
                        "the end of step 0 of cycle 0 was asked for never",
                        "nobody ends an endless batch",
                        "1.RCS.*.0.0,d.50,T.-2,s.-3",
                        run -> run.drop(Fact.EndRequested.class, 0)),
                wrong(
                        "the end of step 0 of cycle 0 was asked for at",
                        "an endless batch is ended too early",
                        "1.RCS.*.0.0,d.50,T.-2,s.-3",
                        run -> run.each(
                                Fact.EndRequested.class,
                                end -> new Fact.EndRequested(end.time() - 1, end.entity(), end.fence()))),
                wrong(
                        "software fence 1 was signalled at",
                        "a fence is signalled too early",
                        "f,1.RCS.100.f-1.0,d.50,a.-3,s.-3",
                        run -> run.each(
                                Fact.TimelineAdvanced.class,
                                each -> new Fact.TimelineAdvanced(each.time() - 1, each.context(), each.seqno()))),
                wrong(
                        "software fence 1 was signalled never",
                        "a fence is never signalled",
                        "f,1.RCS.100.0.1",
                        run -> run.each(Fact.TimelineAdvanced.class, each -> null)));
    }

    private static Fact missed(Fact.CycleEnded end, boolean missed) {
        return new Fact.CycleEnded(end.time(), end.client(), end.cycle(), missed);
    }

    /** Moves the acceptance of one job to before the end of another. */
    private static List<Fact> acceptFirst(Mutation run, long moved, long before) {
        Fact acceptance = run.accepted(moved);
        List<Fact> facts = new java.util.ArrayList<>(run.drop(Fact.JobAccepted.class, moved));
        facts.add(facts.indexOf(run.finished(before)), acceptance);
        return facts;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"jobs", "rings", "lanes", "dependencies", "programs"})
    void findsThat(String expected, String title, String program, Function<Mutation, List<Fact>> mutation) {
        Wsim workload = Wsim.parse("w", program);
        List<Fact> right = play(workload);
        assertThat(OrderChecker.check(List.of(workload), CYCLES, right)).isEmpty();
        List<Fact> wrong = mutation.apply(new Mutation(right));
        assertThat(OrderChecker.check(List.of(workload), CYCLES, wrong))
                .as(title)
                .anySatisfy(violation -> assertThat(violation).contains(expected));
    }

    @Test
    void findsThatNobodyPlayedAWorkload() {
        Wsim workload = Wsim.parse("w", "1.RCS.10.0.1");
        List<Fact> facts = play(workload);
        assertThat(OrderChecker.check(List.of(Wsim.parse("v", "1.RCS.10.0.1")), CYCLES, facts))
                .containsExactly("v: no client played it");
    }
}
