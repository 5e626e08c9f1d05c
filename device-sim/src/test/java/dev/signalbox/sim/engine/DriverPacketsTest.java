package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver says of page tables in front of a job is done, whatever becomes of the job. */
class DriverPacketsTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final long AT = 0x1_0000;
    private static final int FLUSH_NANOS = 100;
    private static final int BEGUN = 1_000;

    /** What becomes of entry 2, which begins when the one before it is over. */
    private enum Fate {
        ENDED_BEFORE_IT_BEGINS,
        ENDED_WHILE_IT_HANGS,
        KILLED_WHILE_IT_HANGS,
        SPOILT,
        ASTRAY;

        private Failures.@Nullable EntryFailure failure() {
            return switch (this) {
                case ENDED_BEFORE_IT_BEGINS -> null;
                case ENDED_WHILE_IT_HANGS, KILLED_WHILE_IT_HANGS -> new Failures.Hang(ResetScope.JOB);
                case SPOILT -> new Failures.MemoryError();
                case ASTRAY -> new Failures.PageFault(AT, true);
            };
        }

        Failures failures() {
            return new Failures() {
                @Override
                public @Nullable EntryFailure entryBegins(int ring, long entry, long now) {
                    return entry == 2 ? failure() : null;
                }
            };
        }

        void strike(Bench bench) {
            switch (this) {
                case ENDED_BEFORE_IT_BEGINS -> bench.end(0, 2, Errno.ECANCELED, 1);
                case ENDED_WHILE_IT_HANGS -> bench.end(0, 2, Errno.ECANCELED, BEGUN + 1);
                case KILLED_WHILE_IT_HANGS -> bench.reset(0, 2, ResetScope.JOB, BEGUN + 1);
                case SPOILT, ASTRAY -> bench.run(BEGUN + 1);
            }
        }
    }

    private final SparseMemory memory = new SparseMemory(1 << 20, 1 << 20);
    private final Mapping mapping = new Mapping(memory, DeviceMemory.SYSTEM);

    private Bench bench(boolean stalls, Failures failures) {
        GpuSpec.Unit unit = GpuSpec.Unit.of(0).withCosts(new GpuSpec.Costs(0, 0, 0, FLUSH_NANOS, 0));
        return new Bench(new GpuSpec(List.of(unit)).withRecoverableFaults(stalls), memory, failures);
    }

    private static Packet write(Bench bench, long value) {
        return bench.program(0, 1, new Packet.Write(false, AT, value));
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void anAddressSpaceIsThereForWhoComesBehind(Fate fate) {
        mapping.map(AT, PAGE, true);
        Bench bench = bench(false, fate.failures());
        bench.submit(0, 0, new Packet.Delay(BEGUN, 0));
        bench.submit(0, 0, new Packet.Space(1, mapping.root), write(bench, 2));
        bench.submit(0, 0, write(bench, 3));
        fate.strike(bench);
        bench.run(3_000);
        assertThat(bench.fences(0)).last().asString().contains(" fence 0:3").doesNotContain("@3");
        assertThat(memory.readLong(PAGE)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void whatIsGoneIsForgottenByWhoComesBehind(Fate fate) {
        mapping.map(AT, PAGE, true);
        Bench bench = bench(false, fate.failures());
        bench.submit(0, 0, new Packet.Space(1, mapping.root), write(bench, 1), new Packet.Delay(BEGUN, 0));
        mapping.map(AT, 2 * PAGE, true);
        bench.submit(0, 0, new Packet.Flush(true, false, 1), write(bench, 2));
        bench.submit(0, 0, write(bench, 3));
        fate.strike(bench);
        bench.run(3_000);
        assertThat(bench.fences(0)).last().asString().contains(" fence 0:3").doesNotContain("@3");
        assertThat(memory.readLong(PAGE)).isEqualTo(1);
        assertThat(memory.readLong(2 * PAGE)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFlushThatIsUnderWayIsDoneBeforeItsEntryEnds(boolean kill) {
        mapping.map(AT, PAGE, true);
        Bench bench = bench(false, Failures.NONE);
        bench.submit(0, 0, new Packet.Space(1, mapping.root), write(bench, 1));
        mapping.map(AT, 2 * PAGE, true);
        bench.submit(0, 0, new Packet.Flush(true, false, 1), write(bench, 2));
        bench.submit(0, 0, write(bench, 3));
        if (kill) {
            bench.reset(0, 2, ResetScope.JOB, FLUSH_NANOS / 2);
            assertThat(bench.said()).contains("50 reset 0 JOB worked gen=0 done=1 executing=2");
        } else {
            bench.end(0, 2, Errno.ENODATA, FLUSH_NANOS / 2);
        }
        bench.run(3_000);
        assertThat(bench.fences(0)).containsExactly("0 fence 0:1", "100 fence 0:3 ENODATA@2");
        assertThat(memory.readLong(PAGE)).isEqualTo(1);
        assertThat(memory.readLong(2 * PAGE)).isEqualTo(3);
    }

    @Test
    void aFlushOfAProgramIsPartOfItsJob() {
        mapping.map(AT, PAGE, true);
        Bench bench = bench(false, Failures.NONE);
        bench.submit(0, 0, new Packet.Space(1, mapping.root), bench.program(0, 1, new Packet.Flush(true, false, 1)));
        bench.end(0, 1, Errno.ECANCELED, FLUSH_NANOS / 2);
        assertThat(bench.said()).containsExactly("50 fence 0:1 ECANCELED@1");
    }

    @Test
    void aFaultThatIsGivenUpLeavesTheAddressSpace() {
        mapping.map(AT, PAGE, true);
        Bench bench = bench(true, Fate.ASTRAY.failures());
        bench.submit(0, 0, new Packet.Delay(BEGUN, 0));
        bench.submit(0, 0, new Packet.Space(1, mapping.root), write(bench, 2));
        bench.submit(0, 0, write(bench, 3));
        bench.run(2_000);
        bench.resolve(0, 2, false, 2_000);
        assertThat(bench.fences(0)).containsExactly("1000 fence 0:1", "2000 fence 0:3 EFAULT@2");
        assertThat(memory.readLong(PAGE)).isEqualTo(3);
    }
}
