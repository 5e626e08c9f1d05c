package dev.signalbox.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuffersTest {
    private final Set<FenceId> signalled = new HashSet<>();
    private final Buffers buffers = new Buffers(signalled::contains);

    @BeforeEach
    void createTwo() {
        buffers.create(1, 1, 4096);
        buffers.create(1, 2, 4096);
    }

    @Test
    void aBufferIsThereFromItsCreationToItsDestruction() {
        assertThat(buffers.count()).isEqualTo(2);
        assertThat(buffers.destroy(1)).isTrue();
        assertThat(buffers.destroy(1)).isFalse();
        assertThat(buffers.count()).isEqualTo(1);
    }

    @Test
    void aNumberThatIsInUseIsNotGivenAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> buffers.create(1, 2, 4096))
                .withMessageContaining("buffer 2");
    }

    @Test
    void theFirstMissingBufferIsNamed() {
        assertThat(buffers.firstMissing(List.of(read(2), write(8), read(7)))).hasValue(8);
        assertThat(buffers.firstMissing(List.of(read(2), write(1)))).isEmpty();
    }

    @Test
    void aJobOnABufferThatDoesNotExistIsABrokenRule() {
        assertThatIllegalStateException()
                .isThrownBy(() -> buffers.prepare(List.of(read(3)), fence(1, 1)))
                .withMessageContaining("buffer 3");
    }

    @Test
    void readersShareAndAWriterWaitsForAllOfThem() {
        assertThat(buffers.prepare(List.of(write(1)), fence(1, 1))).isEmpty();
        assertThat(buffers.prepare(List.of(read(1)), fence(2, 1))).containsExactly(fence(1, 1));
        assertThat(buffers.prepare(List.of(read(1)), fence(3, 1))).containsExactly(fence(1, 1));
        assertThat(buffers.prepare(List.of(write(1)), fence(4, 1)))
                .containsExactly(fence(1, 1), fence(2, 1), fence(3, 1));
    }

    @Test
    void buffersDoNotConcernEachOther() {
        buffers.prepare(List.of(write(1)), fence(1, 1));
        assertThat(buffers.prepare(List.of(write(2)), fence(2, 1))).isEmpty();
    }

    @Test
    void aJobWaitsOncePerContextForAllOfItsBuffers() {
        buffers.prepare(List.of(write(1)), fence(1, 1));
        buffers.prepare(List.of(write(2)), fence(1, 2));
        assertThat(buffers.prepare(List.of(read(1), read(2)), fence(2, 1))).containsExactly(fence(1, 2));
    }

    @Test
    void aJobThatReadsAndWritesOneBufferDoesNotWaitForItself() {
        assertThat(buffers.prepare(List.of(read(1), write(1)), fence(1, 1))).isEmpty();
        assertThat(buffers.prepare(List.of(read(1)), fence(2, 1))).containsExactly(fence(1, 1));
    }

    @Test
    void whatHasSignalledIsNotWaitedFor() {
        buffers.prepare(List.of(write(1)), fence(1, 1));
        signalled.add(fence(1, 1));
        assertThat(buffers.prepare(List.of(write(1)), fence(2, 1))).isEmpty();
    }

    @Test
    void aBufferTakesAsManyUsersAsThereAre() {
        for (int context = 1; context <= 100; context++) {
            buffers.prepare(List.of(read(1)), fence(context, 1));
        }
        assertThat(buffers.prepare(List.of(write(1)), fence(101, 1))).hasSize(100);
        assertThat(buffers.state().get(0).fences()).hasSize(101);
    }

    @Test
    void aNewBufferUnderAnOldNumberStartsWithoutFences() {
        buffers.prepare(List.of(write(1)), fence(1, 1));
        buffers.destroy(1);
        buffers.create(1, 1, 4096);
        assertThat(buffers.prepare(List.of(write(1)), fence(2, 1))).isEmpty();
    }

    @Test
    void aBufferWithMemoryIsKeptUntilTheFencesOfItsJobsHaveSignalled() {
        place(1);
        buffers.prepare(List.of(read(1)), fence(1, 1));
        buffers.prepare(List.of(read(1)), fence(2, 1));
        buffers.destroy(1);
        assertThat(buffers.contains(1)).as("to everybody else").isFalse();
        assertThat(buffers.firstMissing(List.of(read(1)))).hasValue(1);
        assertThat(buffers.kept()).containsExactly(1L);
        assertThat(buffers.unused()).isEmpty();

        signalled.add(fence(1, 1));
        assertThat(buffers.unused()).isEmpty();
        signalled.add(fence(2, 1));
        assertThat(buffers.unused()).containsExactly(1L);
        assertThat(buffers.state().get(0).destroyed()).isTrue();

        buffers.apply(new DeviceFact.BufferReleased(1, 1));
        assertThat(buffers.kept()).isEmpty();
        assertThat(buffers.state()).extracting(Buffers.State::buffer).containsExactly(2L);
    }

    @Test
    void aBufferWithoutMemoryIsNotKept() {
        buffers.prepare(List.of(read(1)), fence(1, 1));
        buffers.destroy(1);
        assertThat(buffers.kept()).isEmpty();
        assertThat(buffers.state()).hasSize(1);
    }

    @Test
    void whereABufferIsBelongsToWhatItHolds() {
        place(2);
        assertThat(buffers.state())
                .extracting(Buffers.State::placement)
                .containsExactly(null, new Placement(2, 1 << 20, 8192, 4096));
    }

    private void place(long buffer) {
        buffers.apply(new DeviceFact.BufferPlaced(0, buffer, 1 << 20, 8192, 4096));
    }

    private static Access read(long buffer) {
        return new Access(buffer, false);
    }

    private static Access write(long buffer) {
        return new Access(buffer, true);
    }

    private static FenceId fence(long context, long seqno) {
        return new FenceId(context, seqno);
    }
}
