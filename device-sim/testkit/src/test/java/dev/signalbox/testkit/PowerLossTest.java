package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Job;
import dev.signalbox.Submission;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A device with memory whose power is lost: what is in VRAM is gone, and what is mapped is mapped. */
class PowerLossTest {
    private static final int SEEDS = 20;

    private static Config device(String vram, String system) {
        return ConfigFactory.parseString("signalbox.sim.device = card, signalbox.ring.timeout = 1ms\n"
                + "signalbox.sim.failures = [{ failure = power-loss, at = 100us }, { failure = power-loss, at = 2500us }]\n"
                + "signalbox.sim.devices.card { engines = [A, B], credits = 4, vram = " + vram + ", system = " + system
                + " }");
    }

    private static Job fill(Buffer buffer, int value) {
        return Job.of(Work.of(Program.builder().fill(buffer.address(), 8, value).build()));
    }

    @ParameterizedTest
    @CsvSource({"4 MiB, 0, 0", "64 MiB, 8 KiB, 0", "1 MiB, 8 MiB, 0", "0, 4 MiB, 5"})
    void programsFindTheirBuffersWhereverTablesAre(String vram, String system, int left) {
        Seeds.first(SEEDS).forEach(seed -> check(seed, device(vram, system), left));
    }

    private static void check(long seed, Config config, int left) {
        try (LabRun run = LabRun.open(seed, config)) {
            Client client = run.client("one");
            Buffer first = client.buffer(8);
            Buffer second = client.buffer(8);
            run.await(first.write(0, Dwords.of(5, 5)));
            run.await(second.write(0, Dwords.of(5, 5)));
            for (int loss = 1; loss <= 2; loss++) {
                Submission hanging = client.queue("A").submit(Job.of(Work.micros(20_000)));
                assertThat(run.await(hanging.ended()).error())
                        .as("seed %d", seed)
                        .contains(Errno.ETIME);
                assertThat(run.await(second.read(0, 2))).as("seed %d", seed).isEqualTo(Dwords.of(left, left));
                for (String engine : new String[] {"A", "B"}) {
                    Submission after =
                            client.queue(engine).submit(fill(first, loss).writes(first));
                    assertThat(run.await(after.ended()).error())
                            .as("seed %d, loss %d, engine %s", seed, loss, engine)
                            .isEmpty();
                }
                assertThat(run.await(first.read(0, 2))).isEqualTo(Dwords.of(loss, loss));
            }
            assertThat(run.facts().of(DeviceFact.FaultRaised.class)).isEmpty();
            assertThat(run.facts().of(DeviceFact.RingReset.class))
                    .as("seed %d", seed)
                    .filteredOn(DeviceFact.RingReset::memoryLost)
                    .hasSize(4);
            run.checkFold();
        }
    }
}
