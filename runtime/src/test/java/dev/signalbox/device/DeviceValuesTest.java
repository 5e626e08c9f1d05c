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
    void work_is_given_in_nanoseconds_or_microseconds() {
        assertThat(Work.nanos(7)).isEqualTo(new Work(7, 0));
        assertThat(Work.micros(7)).isEqualTo(new Work(7_000, 0));
        assertThat(Work.none().nanos()).isZero();
    }

    @Test
    void only_endless_work_is_endless() {
        assertThat(Work.endless().isEndless()).isTrue();
        assertThat(Work.endless().preemptibleEvery(5).isEndless()).isTrue();
        assertThat(Work.none().isEndless()).isFalse();
        assertThat(Work.nanos(Long.MAX_VALUE).isEndless()).isFalse();
    }

    @Test
    void preemption_leaves_the_duration_alone() {
        assertThat(Work.nanos(9).preemptibleEvery(3)).isEqualTo(new Work(9, 3));
    }

    @ParameterizedTest
    @CsvSource({"-2,0", "5,-1", "-9223372036854775808,0"})
    void work_of_a_negative_time_is_refused(long nanos, long preempt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Work(nanos, preempt))
                .withMessageContaining(String.valueOf(nanos));
    }

    @Test
    void work_longer_than_can_be_counted_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Work.micros(Long.MAX_VALUE / 999));
    }

    @ParameterizedTest
    @CsvSource({"' ',RCS,1", "RCS0,'',1", "RCS0,RCS,0", "RCS0,RCS,-4"})
    void an_engine_needs_a_name_a_kind_and_a_credit(String name, String kind, int credits) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Engine(name, kind, credits))
                .withMessageContaining("'" + name + "', '" + kind + "', " + credits);
    }

    @Test
    void a_device_needs_an_engine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of()))
                .withMessageContaining("'card'");
    }

    @Test
    void engines_of_a_device_have_names_of_their_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription("card", List.of(RENDER, new Engine("RCS0", "VCS", 1))))
                .withMessageContaining("RCS0");
    }

    @Test
    void a_device_does_not_change_with_the_list_it_was_made_from() {
        List<Engine> engines = new ArrayList<>(List.of(RENDER));
        DeviceDescription device = new DeviceDescription("card", engines);
        engines.add(new Engine("VCS0", "VCS", 1));
        assertThat(device.engines()).containsExactly(RENDER);
    }

    @Test
    void a_command_calls_its_own_method_of_the_handler() {
        List<DeviceCommand> heard = new ArrayList<>();
        DeviceCommand.Handler handler = new Recorder(heard);
        DeviceCommand doorbell = new DeviceCommand.Doorbell(1, List.of(new DeviceCommand.Entry(1, Work.none())));
        DeviceCommand end = new DeviceCommand.EndEntry(1, 1, Errno.ECANCELED);
        doorbell.accept(handler);
        end.accept(handler);
        assertThat(heard).containsExactly(doorbell, end);
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
    }
}
