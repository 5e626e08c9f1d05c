package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sim.workload.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a run that is not as its scenario expects, and with which place. */
class ScenarioVerdictTest {
    private static final long MAX_TASKS = 100_000;

    private static List<String> failed(String clients, String end) {
        return failed("strict", clients, end);
    }

    private static List<String> failed(String device, String clients, String end) {
        String text = "title = t\ndevice = " + device + "\nclients = [\n" + clients + "]\n" + end;
        return Staged.inLab(Scenario.parse("t.conf", text), Seeds.one(), MAX_TASKS)
                .expectations()
                .failed();
    }

    private static String client(String name, String steps) {
        return "{ name = " + name + ", queues = [{ name = q, on = RCS }], timelines = [go]\n"
                + "buffers = [{ name = b, size = 4k }]\nsteps = [\n" + steps + "] }\n";
    }

    private static List<String> failed(String steps) {
        return failed(client("app", steps), "");
    }

    @Test
    void aRefusalThatNobodyExpectsIsAFailureAtTheStepWhateverElseIsExpectedOfTheJob() {
        assertThat(failed("""
                        { destroy = b }
                        { submit = x, queue = q, work = 1ms, reads = b }
                        { expect = { job = x, status = unfinished } }
                        { delay = 1ms }
                        """))
                .singleElement()
                .asString()
                .startsWith("t.conf:8: job x: expected accepted, but it is refused with -ENOENT")
                .endsWith("(client app)");
    }

    @Test
    void aRefusalThatIsExpectedByItsErrorIsNone() {
        String steps = """
                { destroy = b }
                { submit = x, queue = q, work = 1ms, reads = b }
                { wait = x }
                { expect = { job = x, WHAT } }
                """;
        assertThat(failed(steps.replace("WHAT", "refused = ENOENT"))).isEmpty();
        assertThat(failed(steps.replace("WHAT", "status = ENOENT"))).isEmpty();
    }

    @Test
    void aStepOfExpectationsThatIsNotReachedHasFailed() {
        String steps = """
                { submit = a, queue = q, work = 1ms, after = go.1 }
                { wait = a, took = 1ms }
                { repeat = [{ expect = { finished = 77 } }], times = 3 }
                { submit = b, queue = q, work = 1ms, refused = EAGAIN }
                { wait = b }
                """;
        assertThat(failed(client("app", steps), "outcome = hang"))
                .containsExactly(
                        "t.conf:8: step: expected reached, but it is not reached (client app)",
                        "t.conf:9: step: expected reached, but it is not reached (client app)",
                        "t.conf:10: step: expected reached, but it is not reached (client app)");
    }

    @Test
    void clientsThatWaitForEachOthersSubmissionsAreNamed() {
        String clients = client("a", "{ submit = x, queue = q, work = 1ms, after = b/y }\n")
                + client("b", "{ submit = y, queue = q, work = 1ms, after = a/x }\n");
        String one = "client a, t.conf:7, waits for b/y, which was never submitted";
        String other = "client b, t.conf:12, waits for a/x, which was never submitted";
        assertThat(failed(clients, "outcome = ended"))
                .containsExactly("t.conf:15: outcome: expected ended, but it is hang: " + one + "; " + other);
        String expected = "outcome = hang\nexpect = [{ hang = \"" + one + "\" }, { hang = \"" + other + "\" }]";
        assertThat(failed(clients, expected)).isEmpty();
    }

    @Test
    void manyWaitsAreCutShort() {
        String clients = client("app", "{ wait = go.1 }\n").replace("name = app", "name = app, copies = 7");
        assertThat(failed(clients, ""))
                .singleElement()
                .asString()
                .contains("client app-5, t.conf:7, waits for go.1; and 2 more clients wait")
                .doesNotContain("app-6");
    }

    @Test
    void whatNothingExplainsIsNotCalledNoHang() {
        assertThat(failed(client("app", "{ delay = 1ms }\n"), "expect = [{ hang = x }]"))
                .containsExactly("t.conf:10: hang: expected 'x', but it is no hang");
        assertThat(failed(client("app", "{ wait = go.1 }\n"), "outcome = hang\nexpect = [{ hang = nothing }]"))
                .containsExactly("t.conf:11: hang: expected 'nothing', but it is client app, t.conf:7, waits for go.1");
    }

    @Test
    void whatAStepAboutSyncObjectsDoesNotBringIsToldWithItsPlace() {
        String steps = """
                { sync-object = so }
                { wait-points = so }
                { signal = so.3, errno = ENOENT }
                { query = so, value = 2, last-submitted = 4.. }
                { wait-points = so.3, index = 0, took = 1ms }
                { wait-points = so.4, for-submit = true, timeout = 1ms }
                { wait-points = so.4, for-submit = true, timeout = 1ms, index = 0 }
                { export = x, read = b, fences = 1 }
                { wait-fences = go.1, timeout = 1ms, errno = EINVAL }
                """;
        assertThat(failed(steps))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("t.conf:8: step: expected granted, but it is -EINVAL:"),
                        line -> assertThat(line).startsWith("t.conf:9: step: expected -ENOENT, but it is granted"),
                        line -> assertThat(line).startsWith("t.conf:10: value: expected 2, but it is 3"),
                        line -> assertThat(line).startsWith("t.conf:10: last submitted: expected 4.., but it is 3"),
                        line -> assertThat(line).startsWith("t.conf:11: took: expected 1ms, but it is 0ns"),
                        line -> assertThat(line).startsWith("t.conf:13: step: expected granted, but it is -ETIME:"),
                        line -> assertThat(line).startsWith("t.conf:14: fences of x: expected 1, but it is 0"),
                        line -> assertThat(line).startsWith("t.conf:15: step: expected -EINVAL, but it is -ETIME:"));
    }

    @Test
    void aRefusalForAPointThatIsNotThereIsAFailureAtTheStepWhenNobodyExpectsIt() {
        assertThat(failed("""
                        { sync-object = so }
                        { submit = x, queue = q, work = 1ms, waits-for = so.1 }
                        { wait = x }
                        """))
                .singleElement()
                .asString()
                .startsWith("t.conf:8: job x: expected accepted, but it is refused with -EINVAL: ");
    }

    @Test
    void aWaitForPointsThatNeverComeIsNamedWhenTheRunHangs() {
        String client = client(
                "app", "{ sync-object = so }\n{ wait-points = [so.1, so], for = any, for-submit = true, index = 0 }\n");
        String hang = "client app, t.conf:8, waits for one of so.1, so";
        assertThat(failed(client, "outcome = hang\nexpect = [{ hang = \"" + hang + "\" }]"))
                .containsExactly("t.conf:8: step: expected reached, but it is not reached (client app)");
    }

    @Test
    void anErrorOfAWaitThatGoesOnIsAFailureAtItsStep() {
        assertThat(failed("""
                        { sync-object = so }
                        { wait-points = so.9, as = w }
                        { wait = w, result = met }
                        { wait-points = so.9, for-submit = true, timeout = 1ms, as = late }
                        { wait = late, result = met }
                        { wait-points = so.9, for-submit = true, as = never }
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("t.conf:8: step: expected granted, but it is -EINVAL:"),
                        line -> assertThat(line).startsWith("t.conf:9: wait: expected met, but it is timed-out"),
                        line -> assertThat(line).startsWith("t.conf:11: wait: expected met, but it is timed-out"));
    }

    @Test
    void aSyncFileThatWasRefusedIsNotAnEmptyOne() {
        String said = "sync file f was refused";
        assertThat(failed("""
                        { sync-object = so }
                        { export = f, from = so.1, errno = EINVAL }
                        { import = f, into = so }
                        { import = f, write = b }
                        { submit = x, queue = q, work = 1ms, after = f }
                        { sync-file = g, of = f }
                        { wait = f }
                        { import = f, into = so, errno = ENOENT }
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("t.conf:9: step: ").contains(said),
                        line -> assertThat(line).startsWith("t.conf:10: step: ").contains(said),
                        line -> assertThat(line)
                                .startsWith("t.conf:11: job x: ")
                                .contains(said),
                        line -> assertThat(line).startsWith("t.conf:12: step: ").contains(said),
                        line -> assertThat(line).startsWith("t.conf:13: step: ").contains(said));
    }

    @Test
    void contentsThatAreNotAsExpectedAreToldWithTheFirstDword() {
        String steps = """
                { submit = x, queue = q, writes = b, program = [{ fill = b, value = 5, bytes = 8 }] }
                { wait = x }
                { expect = [{ contents = b, value = 5, count = 2 }, { contents = app/b, value = [5, 5, 0] }] }
                { expect = { contents = b, value = 5, count = 3 } }
                { expect = { contents = "b+4", value = [5, -1] } }
                { destroy = b }
                { expect = { contents = b, value = 5 } }
                """;
        assertThat(failed("{ engines = [RCS], system = 1m }", client("app", steps), ""))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("t.conf:10: contents b: expected dword 2 is 5, but it is dword 2 is 0"),
                        line -> assertThat(line)
                                .startsWith("t.conf:11: contents b+4: expected dword 1 is 4294967295, "
                                        + "but it is dword 1 is 0"),
                        line -> assertThat(line)
                                .startsWith("t.conf:13: contents b: expected dword 0 is 5, but it is -ENOENT"));
    }

    @Test
    void racesAreCountedSoFar() {
        String steps = """
                { submit = x, queue = q, writes = b, program = [{ fill = b, value = 5 }] }
                { submit = y, queue = r, program = [{ fill = b, value = 6 }] }
                { wait = [x, y] }
                { expect = { races = 0 } }
                """;
        String client = client("app", steps).replace("on = RCS }", "on = RCS }, { name = r, on = BCS }");
        assertThat(failed("{ engines = [RCS, BCS], vram = 1m }", client, "expect = [{ races = 1 }]"))
                .containsExactly("t.conf:10: races: expected 0, but it is 1 (client app)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { engines = [RCS], resets { job = 20us, engine = 300us } } | 2320us
            { engines = [RCS] }                                        | 2ms
            { name = strict, resets = { job = 70us } }                 | 3070us
            """)
    void aDeviceSaysWhatItsResetsCost(String device, String took) {
        String steps = """
                { submit = stuck, queue = q, work = 1us }
                { wait = stuck }
                { expect = { job = stuck, status = ETIME, took = TOOK } }
                """;
        String end =
                "settings.signalbox.ring.timeout = 1ms\n" + "faults = [{ fault = hang, entry = 1, ended-by = engine }]";
        assertThat(failed(device, client("app", steps.replace("TOOK", took)), end))
                .isEmpty();
    }

    @Test
    void anErrorOfAnAcceptedJobIsNoRefusal() {
        String steps = """
                { submit = x, queue = q, work = 1ms, fault = EIO }
                { wait = x }
                { expect = { job = x, refused = EIO } }
                """;
        assertThat(failed(steps))
                .containsExactly("t.conf:9: job x status: expected refused with -EIO, but it is "
                        + "accepted, ended with -EIO (client app)");
    }
}
