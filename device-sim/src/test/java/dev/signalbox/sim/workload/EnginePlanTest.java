package dev.signalbox.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnginePlanTest {
    private static List<String> chosen(String engines, String wanted) {
        List<Engine> each = Arrays.stream(engines.split(" ", -1))
                .map(name -> new Engine(name.split("/", -1)[0], name.split("/", -1)[1], 1))
                .toList();
        Wsim wsim = Wsim.parse("w.wsim", "1." + wanted + ".100.0.1\n");
        return EnginePlan.of(wsim, new DeviceDescription("mine", each)).lane(0).engines();
    }

    @ParameterizedTest(name = "{1} on {0} is {2}")
    @CsvSource({
        "A/RCS, RCS, A",
        "A/RCS, RCS1, A",
        "LEFT/RCS, RCS, LEFT",
        "LONGA/RCS LONGB/RCS, RCS, LONGA",
        "LONGA/RCS LONGB/RCS, RCS2, LONGB",
        "RCS99999999999/RCS, RCS, RCS99999999999",
        "RCS_HIGH/RCS RCS1/RCS, RCS1, RCS1",
        "LEFT/RCS RCS/RCS, RCS1, RCS",
        "LEFT/BCS RIGHT/RCS, RCS1, RIGHT",
        "RCS/BCS BCS/RCS, RCS, BCS",
        "VCS2/VCS VCS1/VCS, VCS1, VCS1",
    })
    void aClassIsWhereItsEnginesAreWhateverTheyAreCalled(String engines, String wanted, String chosen) {
        assertThat(chosen(engines, wanted)).containsExactly(chosen);
    }

    @Test
    void anInstanceThatIsNotThereIsRefusedInWords() {
        for (String engines : List.of("A/RCS", "RCS1/RCS B/RCS")) {
            assertThatThrownBy(() -> chosen(engines, "RCS2"))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessageContaining("there is no engine RCS2");
        }
    }
}
