package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.SparseMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A device whose units stall at faults. */
class FaultTest {
    private static final long AT = 0x1_0000;
    private static final String FAULT = "0 fault 0:1 write 0x10000 in 1 UNMAPPED stalled";

    private final SparseMemory memory = new SparseMemory(1 << 20, 1 << 20);
    private final Mapping mapping = new Mapping(memory, DeviceMemory.SYSTEM);
    private final Bench bench = new Bench(GpuSpec.plain(2).withRecoverableFaults(true), memory, Failures.NONE);

    private void submit(long now, Packet... packets) {
        bench.submit(0, now, new Packet.Space(1, mapping.root), bench.program(0, 1, packets));
    }

    private void stall() {
        submit(0, new Packet.Write(false, AT, 1), new Packet.Write(false, AT + DeviceMemory.PAGE, 2));
        bench.submit(0, 0, new Packet.Delay(5, 0));
    }

    @Test
    void aUnitStallsUntilTheTranslationIsThere() {
        stall();
        bench.run(50);
        assertThat(bench.said()).containsExactly(FAULT);
        mapping.map(AT, 4_096, true);
        mapping.map(AT + DeviceMemory.PAGE, 8_192, true);
        bench.resolve(0, 1, true, 100);
        bench.run(200);
        assertThat(bench.said()).containsExactly(FAULT, "100 fence 0:1", "105 fence 0:2");
        assertThat(memory.readLong(4_096)).isEqualTo(1);
    }

    @Test
    void anAccessThatIsTriedInVainFaultsAgain() {
        stall();
        bench.resolve(0, 1, true, 10);
        mapping.map(AT, 4_096, true);
        bench.resolve(0, 1, true, 20);
        bench.resolve(0, 1, false, 30);
        bench.run(200);
        assertThat(bench.said())
                .containsExactly(
                        FAULT,
                        "10 fault 0:1 write 0x10000 in 1 UNMAPPED stalled",
                        "20 fault 0:1 write 0x11000 in 1 UNMAPPED stalled",
                        "30 fence 0:1 EFAULT@1",
                        "35 fence 0:2");
        assertThat(memory.readLong(4_096)).isEqualTo(1);
    }

    @Test
    void anAnswerToWhatDoesNotStallSaysNothing() {
        stall();
        bench.resolve(0, 2, false, 10);
        bench.resolve(1, 1, false, 10);
        bench.run(20);
        assertThat(bench.said()).containsExactly(FAULT);
    }

    @Test
    void anEntryThatStallsCanBeEnded() {
        stall();
        bench.end(0, 1, Errno.ECANCELED, 10);
        bench.resolve(0, 1, true, 11);
        bench.run(20);
        assertThat(bench.said()).containsExactly(FAULT, "10 fence 0:1 ECANCELED@1", "15 fence 0:2");
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void aResetTakesAnEntryThatStalls(ResetScope scope) {
        stall();
        bench.reset(0, 1, scope, 10);
        bench.resolve(0, 1, false, 10);
        bench.run(20);
        if (scope == ResetScope.JOB) {
            assertThat(bench.said())
                    .containsExactly(
                            FAULT,
                            "10 fence 0:1 ENODATA@1",
                            "10 reset 0 JOB worked gen=0 done=1 executing=2",
                            "15 fence 0:2");
        } else {
            assertThat(bench.said()).contains("10 reset 0 " + scope + " worked gen=1 done=0 executing=1");
            assertThat(bench.fences(0)).isEmpty();
        }
    }

    @Test
    void anIndirectBufferIsFetchedAgain() {
        bench.submit(0, 0, new Packet.Space(1, mapping.root), new Packet.Indirect(false, 1, 5, AT));
        assertThat(bench.said()).containsExactly("0 fault 0:1 read 0x10000 in 1 UNMAPPED stalled");
        mapping.map(AT, 4_096, true);
        int[] code = new int[5];
        new Packet.Write(false, AT + 64, 77).write(code, 0);
        for (int i = 0; i < code.length; i++) {
            memory.writeInt(4_096 + 4L * i, code[i]);
        }
        bench.resolve(0, 1, true, 9);
        assertThat(bench.fences(0)).containsExactly("9 fence 0:1");
        assertThat(memory.readLong(4_096 + 64)).isEqualTo(77);
    }
}
