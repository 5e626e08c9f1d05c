package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobDraftTest {
    private static final Access READ = new Access(1, false);
    private static final JobDraft DRAFT =
            new JobDraft(Work.nanos(5), 2, List.of(fence(4, 1), fence(6, 3)), List.of(fence(6, 3)), List.of(READ), 77);

    @Test
    void doesNotChangeWithTheListsItWasMadeFrom() {
        List<FenceId> dependencies = new ArrayList<>(List.of(fence(1, 1)));
        List<FenceId> startsWith = new ArrayList<>(List.of(fence(1, 1)));
        List<Access> accesses = new ArrayList<>(List.of(READ));
        JobDraft draft = new JobDraft(Work.none(), 1, dependencies, startsWith, accesses, 0);
        dependencies.clear();
        startsWith.clear();
        accesses.clear();
        assertThat(draft.dependencies()).containsExactly(fence(1, 1));
        assertThat(draft.startsWith()).containsExactly(fence(1, 1));
        assertThat(draft.accesses()).containsExactly(READ);
    }

    @Test
    void impliedFencesJoinTheDependenciesAndTheNewestOfAContextIsKept() {
        JobDraft prepared = DRAFT.waitingFor(List.of(fence(6, 2), fence(4, 9), fence(8, 1)));
        assertThat(prepared)
                .isEqualTo(new JobDraft(
                        Work.nanos(5),
                        2,
                        List.of(fence(4, 9), fence(6, 3), fence(8, 1)),
                        List.of(fence(6, 3)),
                        List.of(READ),
                        77));
    }

    @Test
    void withoutImpliedFencesItStaysAsItIs() {
        assertThat(DRAFT.waitingFor(List.of())).isSameAs(DRAFT);
    }

    @Test
    void endingTakesItsWorkAndNothingElse() {
        assertThat(DRAFT.ended())
                .isEqualTo(
                        new JobDraft(Work.none(), 2, DRAFT.dependencies(), DRAFT.startsWith(), DRAFT.accesses(), 77));
    }

    @Test
    void armingPromisesTheFence() {
        ArmedJob job = DRAFT.arm(3, fence(2, 8), List.of(need(5, 1)), Priority.NORMAL, 1);
        assertThat(job)
                .isEqualTo(new ArmedJob(3, 2, 8, 77, Work.nanos(5), 2, List.of(need(5, 1)), null, Priority.NORMAL, 1));
        assertThat(job.seqno()).isEqualTo(8);
    }

    @Test
    void anArmedJobCanBeEndedAndCutToTheCreditsOfItsRing() {
        ArmedJob job = DRAFT.arm(3, fence(2, 8), List.of(need(5, 1)), Priority.NORMAL, 1);
        assertThat(job.ended())
                .isEqualTo(new ArmedJob(3, 2, 8, 77, Work.none(), 2, List.of(need(5, 1)), null, Priority.NORMAL, 1));
        assertThat(job.fittedTo(1))
                .isEqualTo(new ArmedJob(3, 2, 8, 77, Work.nanos(5), 1, List.of(need(5, 1)), null, Priority.NORMAL, 1));
        assertThat(job.fittedTo(2)).isEqualTo(job);
    }

    @Test
    void itsAddressSpaceGoesWithItUntilItHasNothingToExecute() {
        SpaceState space = new SpaceState(4, 8192, 1);
        JobDraft draft = DRAFT.in(space);
        ArmedJob job = draft.arm(3, fence(2, 8), List.of(), Priority.NORMAL, 1);

        assertThat(draft.waitingFor(List.of(fence(8, 1))).space()).isEqualTo(space);
        assertThat(draft.ended().space()).isNull();
        assertThat(List.of(job, job.plus(2), job.fittedTo(1))).allMatch(each -> space.equals(each.space()));
        assertThat(job.ended().space()).isNull();
        assertThat(DRAFT.arm(3, fence(2, 8), List.of(), Priority.NORMAL, 1).space())
                .isNull();
    }

    private static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }

    private static Need need(long context, long seqno) {
        return new Need(fence(context, seqno), 0);
    }
}
