package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sim.workload.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the first job of a client on a ring is nothing to the jobs behind it, nor to any other client's memory. */
class SpoiltJobsTest {
    private static final int SEEDS = 10;
    private static final long MAX_TASKS = 1_000_000;
    private static final String HANGS = "{ fault = hang, on = COPY, entry = ENTRY }";

    /** As many clients as a ring has places for address spaces have used it; the late one is given the place of the first. */
    private static final String LATE_CLIENT = """
            title = "A job that is spoilt in front of others of its client"
            device { name = lone, vram = 8m, engines = [COPY], credits = 4 }
            clients = [
              { name = early
                queues = [{ name = c, on = COPY }]
                buffers = [{ name = own, size = 4k }]
                steps = [
                  { submit = fill, queue = c, writes = own, program = [{ fill = own, value = 11 }] }
                  { wait = fill }
                  { at = 20ms }
                  { expect = { contents = own, value = 11, count = 1024 } }
                ] }
              { name = between, copies = 14
                queues = [{ name = c, on = COPY }]
                buffers = [{ name = own, size = 4k }]
                steps = [
                  { at = 1ms }
                  { submit = fill, queue = c, writes = own, program = [{ fill = own, value = 12 }] }
                ] }
              { name = late
                queues = [{ name = c, on = COPY }]
                buffers = [{ name = own, size = 4k }]
                steps = [
                  { at = 2ms }
                  { submit = busy, queue = c, work = 1ms }
                  { submit = spoilt, queue = c, writes = own, program = [{ fill = own, value = 13 }] }
                  { submit = next, queue = c, writes = own, program = [{ fill = own, value = 14 }] }
                  { delay = 10us }
                  STEP
                  { wait = next }
                  { expect = { contents = own, value = 14, count = 1024 } }
                  { submit = last, queue = c, writes = own, program = [{ fill = own, value = 15 }] }
                  { wait = last }
                  { expect = { contents = own, value = 15, count = 1024 } }
                ] }
            ]
            faults = [FAULT]
            expect = [{ job = late/next, status = ok }, { job = late/last, status = ok }, { errors = ERRORS }]
            """;

    private static void check(String text, String step, String fault, int errors) {
        String whole = text.replace("STEP", step)
                .replace("FAULT", fault.replace("ENTRY", "17"))
                .replace("ERRORS", String.valueOf(errors));
        Scenario scenario = Scenario.parse("spoilt.conf", whole);
        Seeds.first(SEEDS)
                .forEach(seed -> assertThat(Staged.inLab(scenario, seed, MAX_TASKS)
                                .expectations()
                                .failed())
                        .as("seed %d: %s", seed, whole)
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ fault = ecc, on = COPY, entry = ENTRY }",
                "{ fault = page-fault, on = COPY, entry = ENTRY, address = 4096 }"
            })
    void aFailureOfAJobIsItsOwn(String fault) {
        check(LATE_CLIENT, "", fault, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", HANGS})
    void aJobThatIsEndedLeavesNothingUndone(String fault) {
        String end = fault.isEmpty() ? "{ end = spoilt }" : "{ delay = 2ms }, { end = spoilt }";
        check(LATE_CLIENT, end, fault, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "engine", "device"})
    void aJobThatRecoveryEndsLeavesNothingUndone(String scope) {
        check(
                LATE_CLIENT + "settings { signalbox.ring.timeout = 5ms }\n",
                "",
                HANGS.replace(" }", ", ended-by = " + scope + " }"),
                1);
    }
}
