package dev.signalbox.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceValuesTest {
    private static final Engine RENDER = new Engine("RCS0", "RCS", 4);

    @Test
    void workIsGivenInNanosecondsOrMicroseconds() {
        assertThat(Work.nanos(7)).isEqualTo(new Work(7, 0));
        assertThat(Work.micros(7)).isEqualTo(new Work(7_000, 0));
        assertThat(Work.none().nanos()).isZero();
    }

    @Test
    void onlyEndlessWorkIsEndless() {
        assertThat(Work.endless().isEndless()).isTrue();
        assertThat(Work.endless().preemptibleEvery(5).isEndless()).isTrue();
        assertThat(Work.none().isEndless()).isFalse();
        assertThat(Work.nanos(Long.MAX_VALUE).isEndless()).isFalse();
    }

    @Test
    void preemptionLeavesTheDurationAlone() {
        assertThat(Work.nanos(9).preemptibleEvery(3)).isEqualTo(new Work(9, 3));
    }

    @ParameterizedTest
    @CsvSource({"-2,0", "5,-1", "-9223372036854775808,0"})
    void workOfANegativeTimeIsRefused(long nanos, long preempt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Work(nanos, preempt))
                .withMessageContaining(String.valueOf(nanos));
    }

    @Test
    void workLongerThanCanBeCountedIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Work.micros(Long.MAX_VALUE / 999));
    }

    @ParameterizedTest
    @CsvSource({
        "' ',RCS,1,\"not ' ', 'RCS'\"",
        "RCS0,'',1,\"not 'RCS0', ''\"",
        "'a b/c',RCS,1,\"not 'a b/c', 'RCS'\"",
        "RCS0,RCS,0,\"1 to 65536 credits, not 0\"",
        "RCS0,RCS,-4,\"1 to 65536 credits, not -4\"",
        "RCS0,RCS,65537,\"1 to 65536 credits, not 65537\""
    })
    void anEngineNeedsANameAKindAndCredits(String name, String kind, int credits, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Engine(name, kind, credits))
                .withMessageContaining(why.replace("\"", ""));
    }

    @Test
    void aDeviceNeedsAnEngine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of()))
                .withMessageContaining("'card'");
    }

    @Test
    void enginesOfADeviceHaveNamesOfTheirOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of(RENDER, new Engine("RCS0", "VCS", 1))))
                .withMessageContaining("RCS0");
    }

    @Test
    void aDeviceDoesNotChangeWithTheListItWasMadeFrom() {
        List<Engine> engines = new ArrayList<>(List.of(RENDER));
        DeviceDescription device = new DeviceDescription("card", engines);
        engines.add(new Engine("VCS0", "VCS", 1));
        assertThat(device.engines()).containsExactly(RENDER);
    }

    @Test
    void aCommandCallsItsOwnMethodOfTheHandler() {
        List<DeviceCommand> heard = new ArrayList<>();
        DeviceCommand.Handler handler = new Recorder(heard);
        List<DeviceCommand> commands = List.of(
                new DeviceCommand.Doorbell(1, 0, 3),
                new DeviceCommand.EndEntry(1, 1, Errno.ECANCELED),
                new DeviceCommand.HastenEntry(1, 1, 5),
                new DeviceCommand.ResolveFault(1, 0, 1, true),
                new DeviceCommand.Reset(1, 0, 1, ResetScope.ENGINE),
                new DeviceCommand.MemoryWritten());
        commands.forEach(command -> command.accept(handler));
        assertThat(heard).isEqualTo(commands);
    }

    private record Recorder(List<DeviceCommand> heard) implements DeviceCommand.Handler {
        @Override
        public void onDoorbell(DeviceCommand.Doorbell doorbell) {
            heard.add(doorbell);
        }

        @Override
        public void onEndEntry(DeviceCommand.EndEntry end) {
            heard.add(end);
        }

        @Override
        public void onHastenEntry(DeviceCommand.HastenEntry hasten) {
            heard.add(hasten);
        }

        @Override
        public void onResolveFault(DeviceCommand.ResolveFault resolve) {
            heard.add(resolve);
        }

        @Override
        public void onReset(DeviceCommand.Reset reset) {
            heard.add(reset);
        }

        @Override
        public void onMemoryWritten(DeviceCommand.MemoryWritten written) {
            heard.add(written);
        }
    }
}
