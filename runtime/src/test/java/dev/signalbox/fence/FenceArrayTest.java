package dev.signalbox.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.conformance.ConformanceRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FenceArrayTest {
    private final Fences fences = new Fences();
    private final List<PlainFence> members = fences.pending(3);
    private final FenceArray array = fences.make.array(members);
    private final List<String> heard = new ArrayList<>();

    @Test
    @ConformanceRow(value = "ARR-01", says = "An array signals with the last of its members.")
    void anArraySignalsWithItsLastMember() {
        members.get(0).signal(1);
        members.get(2).signal(2);
        assertThat(array.isSignalled()).isFalse();
        members.get(1).signal(3);
        assertThat(array.isSignalled()).isTrue();
        assertThat(array.timestamp()).isEqualTo(3);
    }

    @Test
    @ConformanceRow(
            value = "ARR-03",
            says = "An array that somebody waits for ends with the first error in the order in which members ended.")
    void theFirstErrorInOrderOfCompletionCounts() {
        array.enableSignalling();
        members.get(2).signal(1);
        members.get(0).signal(2, Errno.EIO);
        members.get(1).signal(3, Errno.ETIMEDOUT);
        assertThat(array.status()).isEqualTo(FenceStatus.signalled(Errno.EIO));
    }

    @Test
    void membersThatHadEndedBeforeAreTakenInTheirOrder() {
        members.get(2).signal(1, Errno.EIO);
        members.get(1).signal(2, Errno.ENODEV);
        array.enableSignalling();
        members.get(0).signal(3, Errno.ETIMEDOUT);
        assertThat(array.status()).isEqualTo(FenceStatus.signalled(Errno.ENODEV));
    }

    @Test
    @ConformanceRow(value = "ARR-04", says = "An array whose members all ended well ends well.")
    void anArrayWithoutErrorsEndsWell() {
        array.enableSignalling();
        assertThat(array.status()).isEqualTo(FenceStatus.PENDING);
        signalAll();
        assertThat(array.status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    @ConformanceRow(
            value = "ARR-06",
            says =
                    "An array that nobody waits for is complete when all members are found so, and ends well in any case.")
    void anArrayThatNobodyWaitsForIsCompletedByALookAndEndsWell() {
        members.get(0).signal(1, Errno.EIO);
        members.get(1).signal(1);
        assertThat(array.isSignalled()).isFalse();
        members.get(2).signal(1);
        assertThat(array.isMarkedSignalled()).as("before somebody looks").isFalse();
        assertThat(array.status()).isEqualTo(FenceStatus.OK);
    }

    @Test
    void anArrayOfSignalledMembersIsCompletedByTheFirstQuestionWithTheirError() {
        members.forEach(member -> member.signal(1, Errno.EIO));
        assertThat(array.subscribe(signalled -> heard.add("never"))).isNull();
        assertThat(array.status()).isEqualTo(FenceStatus.signalled(Errno.EIO));
    }

    @Test
    @ConformanceRow(
            value = "ARR-07",
            says = "Who waits for an array is called after the members' callbacks, when its owner settles.")
    void callbacksOfAnArrayRunAfterThoseOfItsMembers() {
        array.subscribe(signalled -> heard.add("array"));
        members.get(2).subscribe(member -> heard.add("member"));
        signalAll();
        assertThat(heard).containsExactly("member");
        fences.make.settle();
        assertThat(heard).containsExactly("member", "array");
    }

    @Test
    @ConformanceRow(
            value = "ARR-07",
            says = "A look right after the last member sees the array complete, before its owner settles.")
    void aLookCompletesAnArrayBeforeItsOwnerSettlesAndNobodyIsCalledTwice() {
        array.subscribe(signalled -> heard.add("array"));
        signalAll();
        assertThat(array.isSignalled()).isTrue();
        assertThat(heard).containsExactly("array");
        fences.make.settle();
        assertThat(heard).hasSize(1);
    }

    @Test
    @ConformanceRow(value = "ARR-08", says = "A container is no member of an array.")
    void containersAreNoMembers() {
        for (DmaFence container : List.of(array, fences.make.chain(null, members.get(0), 1))) {
            assertThatThrownBy(() -> fences.make.array(List.of(members.get(0), container)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("flatten first");
        }
    }

    @Test
    @ConformanceRow(value = "ARR-09", says = "There is no array of no fences.")
    void anArrayHasMembers() {
        assertThatThrownBy(() -> fences.make.array(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @ConformanceRow(value = "ARR-10", says = "A deadline for an array is one for each of its pending members.")
    void aDeadlineIsForwardedToEachMember() {
        members.get(1).signal(1);
        array.setDeadline(50);
        assertThat(fences.asked).containsExactly("deadline 1:1 50", "deadline 3:1 50");
    }

    @Test
    @ConformanceRow(value = "ARR-11", says = "An array is all of one context when every member is of it.")
    void anArrayIsOfOneContextWhenAllMembersAre() {
        FenceArray uniform = fences.make.array(List.of(fences.at(9, 1), fences.at(9, 2)));
        assertThat(uniform.isAllOf(9)).isTrue();
        assertThat(uniform.isAllOf(uniform.context())).isFalse();
        assertThat(array.isAllOf(1)).isFalse();
        assertThat(members.get(0).isAllOf(1)).isTrue();
        assertThat(members.get(0).isAllOf(2)).isFalse();
    }

    @Test
    @ConformanceRow(value = "ARR-12", says = "An array has a context and names of its own.")
    void anArrayHasAContextAndNamesOfItsOwn() {
        assertThat(array.context()).isEqualTo(Fences.FIRST_CONTAINER);
        assertThat(array.seqno()).isEqualTo(1);
        assertThat(array.driverName()).isEqualTo("dma_fence_array");
        assertThat(array.timelineName()).isEqualTo("unbound");
    }

    private void signalAll() {
        members.forEach(member -> member.signal(1));
    }
}
