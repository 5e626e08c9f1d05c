package dev.signalbox.sim.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact.FailureInjected;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong, once each, on two rings with a unit each. */
class FailuresTest {
    /** Does to entry 2 of ring 0 what a test says. */
    private static final class Planned implements Failures {
        private @Nullable EntryFailure entry;
        private @Nullable InterruptFailure interrupt;
        private long written = 2;
        private @Nullable ResetScope failing;
        private long lossAt = Long.MAX_VALUE;
        private Loss loss = Loss.POWER;
        private final List<Long> asked = new ArrayList<>();

        @Override
        public @Nullable EntryFailure entryBegins(int ring, long number, long now) {
            asked.add(number);
            return ring == 0 && number == 2 ? entry : null;
        }

        @Override
        public long fenceWritten(int ring, long number, long now) {
            return ring == 0 && number == 2 ? written : number;
        }

        @Override
        public @Nullable InterruptFailure interruptRaised(int ring, long number, long now) {
            return ring == 0 && number == 2 ? interrupt : null;
        }

        @Override
        public boolean resetFails(int ring, ResetScope scope, long now) {
            return scope == failing;
        }

        @Override
        public long nextLoss() {
            return lossAt;
        }

        @Override
        public Loss takeLoss() {
            lossAt = Long.MAX_VALUE;
            return loss;
        }
    }

    private final Planned planned = new Planned();
    private final SparseMemory memory = new SparseMemory(1 << 20, 0);
    private final Bench bench = new Bench(
            GpuSpec.plain(2).withResets(new GpuSpec.Resets(1, 2, 3)).withRecoverableFaults(true), memory, planned);

    private void submitThree() {
        for (int i = 0; i < 3; i++) {
            bench.submit(0, 0, new Packet.Delay(10, 0));
        }
    }

    private List<String> injected() {
        return bench.facts(FailureInjected.class)
                .map(fact -> fact.time() + " " + fact.ring() + ":" + fact.entry() + " " + fact.failure())
                .toList();
    }

    private void submitFailing() {
        bench.submit(0, 0, new Packet.Delay(10, 0));
        bench.submit(0, 0, new Packet.Delay(10, 0), new Packet.Trap(Errno.EIO));
    }

    @Test
    void whatALostInterruptWouldHaveToldIsToldToWhoeverAsks() {
        planned.interrupt = new Failures.Lost();
        submitFailing();
        bench.run(50);
        bench.askProgress(0, 60);
        bench.askProgress(0, 61);
        assertThat(bench.said()).containsExactly("10 fence 0:1", "60 progress 0:2 EIO@2", "61 progress 0:2");
    }

    @Test
    void howFarARingIsIsToldBehindWhatIsDue() {
        submitFailing();
        bench.askProgress(0, 20);
        assertThat(bench.said()).containsExactly("20 fence 0:2 EIO@2", "20 progress 0:2");
    }

    @Test
    void aLateInterruptSaysNothingWhenTheHostHasAskedMeanwhile() {
        planned.interrupt = new Failures.Late(100);
        submitFailing();
        bench.run(50);
        bench.askProgress(0, 60);
        bench.run(500);
        assertThat(bench.said()).containsExactly("10 fence 0:1", "60 progress 0:2 EIO@2");
    }

    @Test
    void whatALateInterruptHasNotToldTheResetTells() {
        planned.interrupt = new Failures.Late(1_000);
        submitFailing();
        bench.run(50);
        bench.reset(0, 2, ResetScope.ENGINE, 50);
        bench.run(5_000);
        assertThat(bench.said())
                .containsExactly("10 fence 0:1", "52 reset 0 ENGINE worked gen=1 done=2 executing=0 EIO@2");
    }

    @ParameterizedTest
    @EnumSource(ResetScope.class)
    void aHungEntryIsEndedByTheLeastResetThatEndsIt(ResetScope endedBy) {
        planned.entry = new Failures.Hang(endedBy);
        submitThree();
        bench.run(50);
        long asked = 100;
        for (ResetScope scope : ResetScope.values()) {
            if (bench.told.stream().noneMatch(each -> Bench.words(each).contains("worked"))) {
                bench.reset(0, 2, scope, asked);
                bench.run(asked + 50);
                asked += 100;
            }
        }
        assertThat(bench.said())
                .filteredOn(words -> words.contains("reset 0"))
                .hasSize(List.of(ResetScope.values()).indexOf(endedBy) + 1)
                .last()
                .asString()
                .contains(endedBy + " worked");
        assertThat(injected()).containsExactly("10 0:2 hang");
    }

    @Test
    void aHungEntryDoesNotEndWhenItsClientSaysSoUnlessSoftRecoveryCouldEndIt() {
        planned.entry = new Failures.Hang(ResetScope.ENGINE);
        submitThree();
        bench.run(15);
        bench.end(0, 2, Errno.ECANCELED, 20);
        bench.run(100);
        assertThat(bench.said()).containsExactly("10 fence 0:1");
    }

    @Test
    void aSlowEntryTakesLonger() {
        planned.entry = new Failures.Slow(2.5);
        submitThree();
        bench.run(100);
        assertThat(bench.said()).containsExactly("10 fence 0:1", "35 fence 0:2", "45 fence 0:3");
    }

    @Test
    void anErrorOfMemoryEndsAnEntry() {
        planned.entry = new Failures.MemoryError();
        submitThree();
        bench.run(100);
        assertThat(bench.said()).containsExactly("10 fence 0:2 EHWPOISON@2", "20 fence 0:3");
        assertThat(injected()).containsExactly("10 0:2 ecc");
    }

    @Test
    void aPageFaultComesOnce() {
        planned.entry = new Failures.PageFault(0xABC000, false);
        submitThree();
        bench.run(20);
        bench.resolve(0, 2, true, 30);
        bench.run(100);
        assertThat(bench.said())
                .containsExactly(
                        "10 fault 0:2 read 0xabc000 in 0 UNMAPPED stalled",
                        "10 fence 0:1",
                        "40 fence 0:2",
                        "50 fence 0:3");
    }

    @Test
    void aCorruptFenceIsWrittenAndTheNextIsRight() {
        planned.written = 77;
        submitThree();
        bench.run(20);
        assertThat(bench.ring(0).fence()).isEqualTo(77);
        bench.run(30);
        assertThat(bench.ring(0).fence()).isEqualTo(3);
        assertThat(injected()).containsExactly("20 0:2 corrupt-fence");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "lost ; 10 fence 0:1, 30 fence 0:3 ; lost-interrupt",
                "late ; 10 fence 0:1, 24 fence 0:2, 30 fence 0:3 ; late-interrupt",
                "spurious ; 10 fence 0:1, 20 fence 0:1, 20 fence 0:2, 30 fence 0:3 ; spurious-interrupt"
            })
    void anInterruptFails(String how, String said, String name) {
        planned.interrupt = switch (how) {
            case "lost" -> new Failures.Lost();
            case "late" -> new Failures.Late(4);
            default -> new Failures.Spurious();
        };
        submitThree();
        bench.run(100);
        assertThat(String.join(", ", bench.said())).isEqualTo(said);
        assertThat(injected()).containsExactly("20 0:2 " + name);
        assertThat(bench.ring(0).fence()).isEqualTo(3);
    }

    @Test
    void aLateInterruptOfAnEarlierGenerationIsNeverRaised() {
        planned.interrupt = new Failures.Late(50);
        submitThree();
        bench.run(25);
        bench.reset(0, 3, ResetScope.ENGINE, 25);
        bench.run(500);
        assertThat(bench.said()).containsExactly("10 fence 0:1", "27 reset 0 ENGINE worked gen=1 done=2 executing=3");
    }

    @Test
    void aResetThatFailsChangesNothing() {
        planned.failing = ResetScope.ENGINE;
        submitThree();
        bench.reset(0, 1, ResetScope.ENGINE, 5);
        bench.run(500);
        assertThat(bench.said())
                .as("the unit has stood still for 2 ns")
                .containsExactly(
                        "7 reset 0 ENGINE failed gen=0 done=0 executing=1",
                        "12 fence 0:1",
                        "22 fence 0:2",
                        "32 fence 0:3");
        assertThat(injected()).containsExactly("7 0:1 failed-reset");
    }

    @Test
    void withoutPowerOnlyAResetOfTheDeviceHelps() {
        planned.lossAt = 15;
        memory.writeLong(0, 5);
        submitThree();
        bench.run(100);
        bench.reset(0, 2, ResetScope.JOB, 100);
        bench.run(110);
        bench.reset(0, 2, ResetScope.ENGINE, 110);
        bench.run(120);
        bench.reset(0, 2, ResetScope.DEVICE, 120);
        bench.run(130);
        assertThat(bench.said())
                .containsExactly(
                        "10 fence 0:1",
                        "101 reset 0 JOB failed gen=0 done=1 executing=2",
                        "112 reset 0 ENGINE failed gen=0 done=1 executing=2",
                        "123 reset 0 DEVICE worked gen=1 done=1 executing=2 memory lost",
                        "123 reset 1 DEVICE worked gen=1 done=0 executing=0 memory lost");
        assertThat(memory.readLong(0)).isEqualTo(0);
        bench.submit(1, 200, new Packet.Delay(1, 0));
        bench.run(300);
        assertThat(bench.fences(1)).containsExactly("201 fence 1:1");
    }

    @Test
    void aDeviceThatIsLostSaysNothingAnyMore() {
        planned.lossAt = 15;
        planned.loss = Failures.Loss.DEVICE;
        submitThree();
        bench.run(100);
        bench.reset(0, 1, ResetScope.DEVICE, 200);
        bench.submit(1, 300);
        assertThat(bench.gpu.isLost()).isTrue();
        assertThat(bench.gpu.nextEvent()).isEqualTo(Long.MAX_VALUE);
        assertThat(bench.said()).containsExactly("10 fence 0:1");
        assertThat(injected()).containsExactly("15 -1:0 device-lost");
    }

    @Test
    void everyEntryIsAskedForOnceWhenItBegins() {
        submitThree();
        bench.end(0, 3, null, 5);
        bench.run(100);
        assertThat(planned.asked).as("the third is skipped").containsExactly(1L, 2L);
    }
}
