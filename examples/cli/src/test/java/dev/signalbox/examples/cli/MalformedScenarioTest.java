package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred ways to write a scenario wrong: each is refused by line and reason, at once, without a stack trace. */
class MalformedScenarioTest {
    /** A good scenario with a gap for a line of the whole (3), of the client (9), for a step (12), and at the end (15). */
    private static final List<String> TEMPLATE = """
            title = t
            device = strict
            -
            clients = [{
              name = one
              queues = [{ name = q, on = RCS }, { name = v, on = VCS }]
              buffers = [{ name = b, size = 4k, count = 3 }]
              timelines = [go]
              -
              steps = [
                { submit = a, queue = q, jobs = [{ name = j, work = 1us }] }
                -
              ]
            }]
            -
            """.lines().toList();

    private static final String GAP = "-";

    private static final int OK = 0;

    @TempDir
    private static Path directory = Path.of("");

    private static Cli run(String content) throws IOException {
        Path file = directory.resolve("malformed.conf");
        Files.writeString(file, content);
        return Cli.run("run", file.toString());
    }

    private static String text(int line, String wrong) {
        List<String> lines = new ArrayList<>(TEMPLATE);
        lines.replaceAll(each -> each.strip().equals(GAP) ? "" : each);
        if (line != OK) {
            makeRoom(lines, wrong.split(" ", 2)[0]);
            lines.set(line - 1, wrong);
        }
        return String.join("\n", lines);
    }

    /** No key may stand twice, so the one that is to be written wrong goes from where it is right. */
    private static void makeRoom(List<String> lines, String key) {
        lines.replaceAll(each -> each.strip().startsWith(key + " = ") ? "" : each);
        if (key.equals("clients")) {
            lines.subList(3, 14).replaceAll(each -> "");
        }
    }

    @Test
    void theTemplateItselfRuns() throws IOException {
        assertThat(run(text(OK, "")).exitCode()).isZero();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
             3 | colour = red                                              | a scenario has no 'colour'
             3 | titel = x                                                 | did you mean title?
             3 | title = [x]                                               | 'title' is a title, not a list
             3 | title = ""                                                | printable characters
             3 | about = { a = 1 }                                         | 'about' is text, not an object
             3 | device = { engines = [] }                                 | 'engines' is empty
             3 | device = { engines = [RCS, RCS] }                         | two engines have one name
             3 | device = { credits = 1 }                                  | a device needs 'engines'
             3 | device = { engines = [RCS], credits = 0 }                 | 'credits' is a whole number, not '0'
             3 | device = { engines = [RCS], credits = 1.5 }               | a whole number
             3 | device = { engines = [RCS], credits = 70000 }             | from 1 to 65536
             3 | device = { engines = [RCS], clock = 1 }                   | a device has no 'clock'
             3 | device = nosuch                                           | there is no device 'nosuch'
             3 | device = { engines = [RCS, "V C S"] }                     | 'engines' is a name, not 'V C S'
             3 | settings { signalbox.queue.capcity = 3 }                  | did you mean signalbox.queue.capacity?
             3 | settings { signalbox.queue.capacity = 0 }                 | must be at least 1
             3 | settings { signalbox.queue.capacity = lots }              | signalbox.queue.capacity
             3 | settings { signalbox.queue.capacity = [1] }               | is a value, not a list
             3 | settings { signalbox.ring.policy = lottery }              | there is no policy 'lottery'
             3 | settings { signalbox.live.akka.loglevel = DEBUG }         | does not set 'signalbox.live.akka.loglevel'
             3 | settings { akka.loglevel = DEBUG }                        | does not set 'akka.loglevel'
             3 | settings = 5                                              | 'settings' is settings, not '5'
             3 | seed = many                                               | 'seed' is a whole number, not 'many'
             3 | seed = 1e400                                              | 'seed' is a whole number
             3 | faults = [{ fault = fire, at = 1us }]                     | one of [device-lost]
             3 | faults = [{ fault = device-lost }]                        | a fault needs 'at'
             3 | faults = [{ fault = device-lost, at = -1us }]             | 'at' is a time, not '-1us'
             3 | faults = { fault = device-lost, at = 1us }                | 'faults' is a list, not an object
             3 | include "other.conf"                                      | includes no other file
             3 | include file("/etc/passwd")                               | includes no other file
             3 | include url("http://localhost/x")                         | includes no other file
             3 | include required(classpath("reference.conf"))             | includes no other file
             3 | include classpath("reference.conf")                       | includes no other file
             3 | about = ${HOME}                                           | no substitutions
             3 | about = ${?HOME}                                          | no substitutions
             3 | about = ${title}                                          | no substitutions
             3 | x += 1                                                    | no substitutions
             3 | about = "open                                             | `:3: `
             3 | about = null                                              | 'about' is text, not null
             3 | outcome = maybe                                           | one of [ended, hang]
             3 | a.b.c = 1                                                 | a scenario has no 'a'
             9 | name = "a/b"                                              | without '/'
             9 | name = 5                                                  | the name of a client, not '5'
             9 | copies = 0                                                | 'copies' is a whole number, not '0'
             9 | copies = 5000                                             | from 1 to 1000
             9 | queue = [{ name = x }]                                    | did you mean queues?
             9 | queues = [{ name = q }]                                   | a queue needs 'on'
             9 | queues = [{ on = RCS }]                                   | a queue needs 'name'
             9 | queues = [{ name = q, on = RCS }, { name = q, on = BCS }] | there are two of queue q
             9 | queues = [{ name = q, on = XCS }]                         | there is no engine 'XCS'
             9 | queues = [{ name = q, on = [] }]                          | 'on' is empty
             9 | queues = [{ name = "q q", on = RCS }]                     | 'name' is a name, not 'q q'
             9 | queues = [{ name = q, on = RCS, priority = urgent }]      | one of [kernel, high, normal, low]
             9 | queues = [{ name = q, on = RCS, priorty = high }]         | did you mean priority?
             9 | queues = [{ name = q, on = RCS, preempt = 5 }]            | 'preempt' is a time, not '5'
             9 | queues = [{ name = q, on = RCS, bonds = [{ with = RCS, on = BCS }] }] | names an engine outside of it
             9 | queues = [{ name = q, on = RCS, bonds = [{ on = RCS }] }] | a bond needs 'with'
             9 | buffers = [{ name = b }]                                  | a buffer needs 'size'
             9 | buffers = [{ name = b, size = 0 }]                        | a buffer has at least one byte
             9 | buffers = [{ name = b, size = 4q }]                       | 'size' is a size, not '4q'
             9 | buffers = [{ name = b, size = 8k..4k }]                   | the smaller end comes first
             9 | buffers = [{ name = b, size = 99999999g }]                | 'size' is a size
             9 | buffers = [{ name = b, size = 1, count = 1000001 }]       | from 1 to 1000000
             9 | timelines = [go, go]                                      | there are two of timeline go
             9 | timelines = [[x]]                                         | the name of a timeline, not a list
            12 | {}                                                        | a step is empty
            12 | 5                                                         | is a step, not '5'
            12 | { submt = x }                                             | did you mean submit?
            12 | { submit = x, work = 1us }                                | needs 'queue'
            12 | { submit = x, queue = q }                                 | needs 'work'
            12 | { submit = x, queue = p, work = 1us }                     | there is no queue 'p'
            12 | { submit = x, queue = q, work = 1 }                       | 'work' is a time, not '1'
            12 | { submit = x, queue = q, work = 1.5ns }                   | a whole number of the smallest unit
            12 | { submit = x, queue = q, work = 99999999s }               | at most 1000000s
            12 | { submit = x, queue = q, work = 2us..1us }                | the smaller end comes first
            12 | { submit = x, queue = q, work = forever }                 | not 'forever'
            12 | { submit = x, queue = q, work = 1us, wrk = 2us }          | did you mean work?
            12 | { submit = a, queue = q, work = 1us }                     | there are two of 'a'
            12 | { submit = x, queue = q, work = 1us, after = c }          | there is no job or point 'c'
            12 | { submit = x, queue = q, work = 1us, after = x }          | 'x' comes later
            12 | { submit = x, queue = q, work = 1us, after = nobody/a }   | there is no client 'nobody'
            12 | { submit = x, queue = q, work = 1us, after = stop.1 }     | there is no timeline 'stop'
            12 | { submit = x, queue = q, work = 1us, after = go.0 }       | points go from 1
            12 | { submit = x, queue = q, work = 1us, starting-with = j }  | 'j' is no submission
            12 | { submit = x, queue = q, work = 1us, reads = c }          | there is no buffer 'c'
            12 | { submit = x, queue = q, work = 1us, reads = b.3 }        | there is no buffer b.3
            12 | { submit = x, queue = q, work = 1us, reads = b.2-1 }      | the smaller number comes first
            12 | { submit = x, queue = q, work = 1us, uses = [b] }         | 'read' or 'write' and a buffer
            12 | { submit = x, queue = q, work = 1us, credits = 0 }        | 'credits' is a whole number
            12 | { submit = x, queue = q, work = 1us, fault = EFOO }       | 'fault' is one of
            12 | { submit = x, queue = q, work = 1us, refused = AGAIN }    | did you mean EAGAIN?
            12 | { submit = x, queue = q, work = 1us, count = 2, jobs = [{ work = 1us }] } | both jobs and count
            12 | { submit = x, queue = q, jobs = [] }                      | a submission without jobs
            12 | { submit = x, queue = q, jobs = [{ wrk = 1us }] }         | did you mean work?
            12 | { wait = [] }                                             | 'wait' is empty
            12 | { wait = a, timeout = soon }                              | 'timeout' is a time, not 'soon'
            12 | { wait = a, result = timed-out }                          | cannot time out
            12 | { wait = a, for = most }                                  | one of [all, any]
            12 | { signal = a }                                            | 'a' is a job
            12 | { point = p, on = stop }                                  | there is no timeline 'stop'
            12 | { end = go.1 }                                            | no submission
            12 | { destroy = one/b }                                       | buffers of another client
            12 | { period = 1ms }                                          | a period outside of cycles
            12 | { repeat = [], times = 2 }                                | a loop without steps
            12 | { repeat = [{ delay = 1us }] }                            | needs 'times'
            12 | { repeat = [{ delay = 1us }], times = 99999999 }          | 'times' is a whole number
            12 | { cycles = [{ cycles = [{ delay = 1us }], times = 1 }], times = 1 } | cycles in cycles
            12 | { close = gently }                                        | one of [drain, abort, deadline]
            12 | { close = deadline }                                      | needs 'patience'
            12 | { depth = -1 }                                            | 'depth' is a whole number
            12 | { priority = high, queue = p }                            | there is no queue 'p'
            12 | { expect = { jb = a } }                                   | did you mean job?
            12 | { expect = { job = a } }                                  | nothing is expected of job a
            12 | { expect = { job = a, status = fine } }                   | ok, unfinished or an errno
            12 | { expect = { job = a, status = ok, refused = EIO } }      | both status and refused
            12 | { expect = { job = a, ran = .. } }                        | 'ran' is a range
            12 | { expect = { job = go.1, status = ok } }                  | 'go.1' is a point
            12 | { expect = { point = a, signalled = true } }              | 'a' is a job
            12 | { expect = { order = [a ran] } }                          | an order of fewer than two
            12 | { expect = { order = [a ran, a flew] } }                  | a job and a moment
            12 | { expect = { finished = some } }                          | 'finished' is a number
            12 | { expect = { finished = 1, client = two } }               | there is no client 'two'
            12 | { expect = { hang = x } }                                 | a client cannot see that the run hangs
            15 | clients = []                                              | a scenario needs a client
            15 | clients = [{ name = x, steps = [] }, { name = x, steps = [] }] | two clients are called 'x'
            15 | expect = { finished = 1 }                                 | 'expect' is a list, not an object
            15 | expect = [{ job = two/a, status = ok }]                   | there is no client 'two'
            15 | }                                                         | `:15: `
             3 | seed = 1, seed = 2                                        | 'seed' is written twice (the first is on line 3
             3 | "devi\\u0063e" = strict                                   | 'device' is written twice (the first is on line 2
             3 | settings { a.b = 1, "a" { c = 2, b = 3 } }                | 'a' is written twice
             3 | settings { a { b = 1 }, a.c = 2 }                         | 'a.c' is written twice
            12 | { delay = 1us } { delay = 2us }                           | something follows a closing bracket on the same line (put a comma
            12 | { repeat = [{ delay = 1us }] [{ delay = 2us }], times = 2 } | something follows a closing bracket
            12 | { expect = { finished = 0 }, expect = { errors = 0 } }    | 'expect' is written twice
            15 | expect = [{ finished = 1 } /* or */ { errors = 0 }]       | something follows a closing bracket
             3 | title = "a\\u202eb"                                       | printable characters
             3 | title = "a\\u2028b"                                       | printable characters
             3 | title = "a\\ud800b"                                       | half a character stands alone
             3 | about = "a\\udc00"                                        | half a character stands alone
             3 | settings { "signalbox.ring..policy" = rr }                | 'signalbox.ring..policy' is no key
             3 | settings { "signalbox.ring." = rr }                       | 'signalbox.ring.' is no key
             3 | settings { "signalbox.ring.\\"" = rr }                     | is no key
             3 | settings { signalbox.ring.polcy {} }                      | 'signalbox.ring.polcy' is a value, not an object
             3 | settings { signalbox.queue.capacity = 3, "signalbox.queue.capacity" = 4 } | 'signalbox.queue.capacity' is written twice
             3 | settings { signalbox.queue.capacity = many }              | `:3: signalbox.queue.capacity has type STRING`
             9 | queues = [{ name = q, on = VCS, bonds = [{ with = VCS1, on = VCS2 }, { with = VCS1, on = VCS1 }] }] | there are two bonds with 'VCS1'
            12 | { sbmit = x, queue = q, work = 1us }                      | there is no step 'sbmit' (did you mean submit?)
            12 | { queue = q, work = 1us, count = 2 }                      | a step does not say what it does
            12 | { expect = { status = ok, jb = a } }                      | nothing is expected of 'jb' (did you mean job?)
            12 | { expect = { status = ok } }                              | an expectation does not say what it is about
            12 | { repeat = [{ delay = 1000000s }], times = 4001 }         | could last longer than 4000000000s
            12 | { submit = x, queue = q, work = 1us, after = one/x }      | 'x' comes later
            12 | { wait = one/x }                                          | there is no job or point 'x'
            15 | expect = [{ finished = 1 }], "expect" : [{ errors = 0 }]  | 'expect' is written twice
            """)
    void isRefusedWithLineAndReason(int line, String wrong, String why) throws IOException {
        Cli cli = run(text(line, wrong));
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(1);
        assertThat(cli.err())
                .startsWith("signalbox: malformed.conf:" + line + ": ")
                .contains(why)
                .endsWith(")\n")
                .doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void whatGoesDeeperThanAnybodyNeedsIsRefused() throws IOException {
        assertThat(run("a = " + "[".repeat(100_000)).err()).contains(":1: this goes deeper than");
        assertThat(run("title = t\n" + "a.".repeat(100_000) + "a = 1").err()).contains(":2: this goes deeper than");
    }

    @Test
    void whatIsTooLongIsRefused() throws IOException {
        assertThat(run("#".repeat(1 << 20)).err()).contains(":1: a scenario of 1048576 bytes");
        assertThat(run("").err()).contains(":1: a scenario needs 'title'");
    }

    @Test
    void loopsAreCountedOut() throws IOException {
        String loops = "{ repeat = [".repeat(9) + "{ delay = 1us }" + "], times = 9 }".repeat(9);
        assertThat(run(text(12, loops)).err()).contains("these steps, loops counted out, are too many");
    }

    @Test
    void buffersOfAllClientsAreCounted() throws IOException {
        String client = "{ name = one, buffers = [{ name = b, size = 1, count = 600000 }], steps = [] }\n";
        String clients = client + client.replace("one", "two");
        assertThat(run("title = t\nclients = [\n" + clients + "]").err())
                .contains(":4: up to here the clients have 1200000 buffers");
    }

    @Test
    void aScenarioRunsAlone() {
        assertThat(Cli.run("run", "hello", "game").err()).contains("a scenario runs alone");
        assertThat(Cli.run("run", "nosuch.conf").err()).contains("no such file");
    }
}
