package dev.signalbox.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.engine.GpuSpec;
import dev.signalbox.sim.engine.GpuSpec.Unit;
import dev.signalbox.sim.kernel.Kernels;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimDeviceTest {
    private static final long GIB = 1L << 30;

    private static Config config(String device) {
        return ConfigFactory.parseString(
                        "signalbox.sim.devices.mine {\n" + device + "\n}",
                        ConfigParseOptions.defaults().setOriginDescription("mine.conf"))
                .withFallback(ConfigFactory.defaultReference());
    }

    private static SimDevice read(String device) {
        return SimDevice.named("mine", config(device));
    }

    @Test
    void theShortFormGivesEachEngineARingAndCostsNothing() {
        SimDevice device = read("engines = [RCS, VCS2], credits = 3");
        assertThat(device.describe())
                .isEqualTo(new DeviceDescription(
                        "mine", List.of(new Engine("RCS", "RCS", 3), new Engine("VCS2", "VCS", 3))));
        assertThat(device.spec()).isEqualTo(GpuSpec.plain(2));
        assertThat(device.newMemory()).isNull();
    }

    @Test
    void theLongFormSaysEverything() {
        SimDevice device = read("""
                vram = 1 GiB, system = 8 KiB, bandwidth = 5 GB, faults = recoverable, report-accesses = false, credits = 4
                resets { job = 1 us, engine = 2 us, device = 3 us }
                engines = [
                  { name = GFX1, speed = 1.5, bandwidth = 2 GB, context-switch = 4 us, pipeline-sync = 5 ns, cache-flush = 6 ns,
                    tlb-flush = 7 ns, tlb-miss = 8 ns, tlb-entries = 9,
                    rings = [{ name = GFX }, { name = HIGH, kind = FAST, credits = 1, priority = 2 }],
                    power { idle-after = 1 ms, wake = 10 us, boost = 3 } }
                  COPY
                ]""");
        assertThat(device.describe())
                .isEqualTo(new DeviceDescription(
                        "mine",
                        List.of(
                                new Engine("GFX", "GFX", 4),
                                new Engine("HIGH", "FAST", 1),
                                new Engine("COPY", "COPY", 4)),
                        GIB,
                        8_192));
        Unit graphics = new Unit(
                List.of(new GpuSpec.Ring(0, 0), new GpuSpec.Ring(1, 2)),
                1.5,
                2_000,
                new GpuSpec.Costs(4_000, 5, 6, 7, 8),
                9,
                new GpuSpec.Power(1_000_000, 10_000, 3));
        assertThat(device.spec())
                .isEqualTo(new GpuSpec(
                        List.of(graphics, Unit.of(2)),
                        5_000,
                        new GpuSpec.Resets(1_000, 2_000, 3_000),
                        true,
                        false,
                        Kernels.builtIn()));
    }

    @Test
    void memoryIsOfTheSizesThatTheDeviceSays() {
        DeviceMemory memory = Objects.requireNonNull(read("engines = [A], credits = 1, vram = 16 GiB, system = 4 GiB")
                .newMemory());
        assertThat(memory.vramBytes()).isEqualTo(16 * GIB);
        assertThat(memory.systemBytes()).isEqualTo(4 * GIB);
        assertThat(memory.heldBytes()).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "engines = [A] | device 'mine' has no credits (mine.conf:1) | add credits = 1",
                "credits = 1 | device 'mine' has no engines (mine.conf:1) | add engines = [RCS, VCS1]",
                "engines = [], credits = 1 | engines is empty (mine.conf:2) | write engines = [RCS, VCS1]",
                "engines = RCS, credits = 1 | engines is a list, not RCS (mine.conf:2) | write engines = [RCS, VCS1]",
                "engines = [A], credits = 0 | credits is a whole number from 1 to 65536, not 0 (mine.conf:2) | write credits = 1",
                "engines = [A], credits = some | credits is a whole number from 1 to 65536, not some (mine.conf:2) | write credits = 1",
                "engines = [A], credits = 2.5 | credits is a whole number from 1 to 65536, not 2.5 (mine.conf:2) | write credits = 1",
                "engines = [A], credits = 1e30 | credits is a whole number from 1 to 65536, not 1.0E30 (mine.conf:2) | write credits = 1",
                "engines = [A], credits = 1, clock = 2 | unknown key clock (mine.conf:2) | it may have bandwidth, credits",
                "engines = [A], credits = 1, vram = 5 | vram is a size of whole units of 4096 bytes, at most 16384 GiB, not 5 (mine.conf:2) | write vram = 64m",
                "engines = [A], credits = 1, vram = -4096 | at most 16384 GiB, not -4096 (mine.conf:2) | write vram = 64m",
                "engines = [A], credits = 1, vram = 17 TiB | at most 16384 GiB, not 17 TiB (mine.conf:2) | write vram = 64m",
                "engines = [A], credits = 1, system = 17 TiB | system is a size | not 17 TiB (mine.conf:2)",
                "engines = [A], credits = 1, vram = 100000 PiB | at most 16384 GiB, not 100000 PiB (mine.conf:2) | vram",
                "engines = [A], credits = 1, faults = maybe | faults is fatal or recoverable, not maybe (mine.conf:2) | write faults = fatal",
                "engines = [A], credits = 1, faults = [hang] | faults is fatal or recoverable, not a list (mine.conf:2) | write faults = fatal",
                "engines = [A], credits = 1, report-accesses = perhaps | report-accesses is true or false, not perhaps (mine.conf:2) | write report-accesses = true",
                "engines = [A], credits = 1, bandwidth = 10 | bandwidth is 0, or a size per second of at least 1 MB, not 10 (mine.conf:2) | write bandwidth = 100g",
                "engines = [A], credits = 1, resets { hard = 1 ms } | resets: unknown key hard (mine.conf:2) | it may have device, engine, job",
                "engines = [A], credits = 1, resets { job = -1 ms } | job is a time, not -1 ms (mine.conf:2) | a number with ns, us, ms or s",
                "engines = [A], credits = 1, resets { job = 5 } | job is a time, not 5 (mine.conf:2) | a number with ns, us, ms or s, such as 5ms",
                "engines = [A], credits = 1, resets { job = 100000000d } | job is a time, not 100000000d (mine.conf:2) | a number with ns, us, ms or s",
                "engines = [A], credits = 1, resets { job = 1000001s } | job is a time, not 1000001s (mine.conf:2) | at most 1000000s",
                "engines = [{ name = A, credits = 1, tlb-miss = 1e30d }] | tlb-miss is a time, not 1e30d (mine.conf:2) | a number with ns",
                "engines = [{ name = A, credits = 1, power { wake = 106000000 s } }] | wake is a time, not 106000000 s (mine.conf:2) | at most 1000000s",
                "engines = [{ name = A }] | engine A has no credits (mine.conf:2) | add credits = 1",
                "engines = [{ credits = 1 }] | an engine has no name (mine.conf:2) | add name = RCS",
                "engines = [{ name = A, credits = 1, gears = 5 }] | engine A: unknown key gears (mine.conf:2) | it may have bandwidth, cache-flush",
                "engines = [{ name = A, credits = 1, speed = 0 }] | engine A: speed is a number from 0.001 to 1000.0, not 0 (mine.conf:2) | write speed = 1.0",
                "engines = [{ name = A, credits = 1, rings = [B] }] | a ring is no section, but B (mine.conf:2) | write { name = ... }",
                "engines = [{ name = A, credits = 1, rings = [] }] | rings is empty (mine.conf:2) | write rings = [{ name = RCS }]",
                "engines = [{ name = A, credits = 1, rings = [{ number = 1 }] }] | a ring: unknown key number (mine.conf:2) | it may have credits, kind, name, priority",
                "engines = [{ name = A, credits = 1, rings = [{ name = B }, { name = B }] }] | two engines or rings are called B (mine.conf:2) | number them",
                "engines = [{ name = A, credits = 1, power { boost = 2000 } }] | engine A, power: boost is a number from 1.0 to 1000.0, not 2000 (mine.conf:2) | write boost",
                "engines = [{ name = A, credits = 1, rings = [{ name = B, priority = -1 }] }] | engine A, ring B: priority is a whole number from 0 | write priority = 0",
                "engines = [{ name = A, credits = 1, speed = 2, power { boost = 1.5 } }] | boost is a number from 2.0 to 1000.0, not 1.5 (mine.conf:2) | write boost = 2.0",
                "engines = [5], credits = 1 | an engine is no section, but 5 (mine.conf:2) | write { name = ... }",
                "engines = [A, A], credits = 1 | two engines or rings are called A (mine.conf:2) | number them: VCS1, VCS2",
            })
    void whatMakesNoSenseIsRefusedWithItsPlaceAndWhatMayBe(String device, String words, String more) {
        assertThatThrownBy(() -> read(device))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(words)
                .hasMessageContaining(more);
    }

    @Test
    void aNameThatNoActorCouldHaveIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> read("engines = [\"A B\"], credits = 1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not 'A B', 'A B' (mine.conf:2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intel", "strict", "small", "integrated", "discrete"})
    void theDevicesThatComeWithItCanBeRead(String name) {
        SimDevice device = SimDevice.named(name, ConfigFactory.defaultReference());
        assertThat(device.describe().name()).isEqualTo(name);
        assertThat(device.spec().rings()).isEqualTo(device.describe().engines().size());
    }

    @Test
    void aDeviceHasAName() {
        Config devices = ConfigFactory.parseString("signalbox.sim.devices { \"\" { engines = [A], credits = 1 } }")
                .withFallback(ConfigFactory.defaultReference());
        assertThatThrownBy(() -> SimDevice.named("", devices)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> SimDevice.of("", new Engine("A", "A", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a device has a name");
    }

    @Test
    void aNameMayHaveDots() {
        Config devices = ConfigFactory.parseString(
                        "signalbox.sim.devices { \"gen12.5\" { engines = [A], credits = 1 }, gen12 { 6 { engines = [B] } } }")
                .withFallback(ConfigFactory.defaultReference());
        assertThat(SimDevice.named("gen12.5", devices).describe().name()).isEqualTo("gen12.5");
        assertThatThrownBy(() -> SimDevice.named("gen12.6", devices))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no device 'gen12.6'");
    }

    @Test
    void asMuchMemoryAsCanBeSimulatedCanBeHad() {
        DeviceMemory memory = Objects.requireNonNull(
                read("engines = [A], credits = 1, vram = 16 TiB").newMemory());
        memory.writeInt((16L << 40) - 4, 7);
        assertThat(memory.readInt((16L << 40) - 4)).isEqualTo(7);
        DeviceDescription larger =
                new DeviceDescription("mine", List.of(new Engine("A", "A", 1)), (16L << 40) + DeviceMemory.PAGE, 0);
        assertThatThrownBy(() -> SimDevice.of(larger, GpuSpec.plain(1)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("more than 17592186044416 bytes");
    }

    @Test
    void theDevicesOfWorkloadsCostNothingButWork() {
        for (String name : List.of("intel", "strict", "small")) {
            GpuSpec spec =
                    SimDevice.named(name, ConfigFactory.defaultReference()).spec();
            assertThat(spec.withReportAccesses(false).withResets(GpuSpec.Resets.NONE))
                    .as(name)
                    .isEqualTo(GpuSpec.plain(spec.rings()));
        }
    }

    @Test
    void aKernelOfOnesOwnGetsANameOfItsOwn() {
        SimDevice device = read("engines = [A], credits = 1");
        assertThatThrownBy(() -> device.withKernel(
                        "hash", Objects.requireNonNull(Kernels.builtIn().find("hash"))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hash");
        assertThat(device.withKernel(
                                "mine", Objects.requireNonNull(Kernels.builtIn().find("hash")))
                        .spec()
                        .kernels()
                        .names())
                .contains("mine", "hash");
    }

    @Test
    void aSpecificationHasARingForEachEngine() {
        assertThatThrownBy(() ->
                        SimDevice.of(new DeviceDescription("mine", List.of(new Engine("A", "A", 1))), GpuSpec.plain(2)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2 rings are built, and 1 described");
    }
}
