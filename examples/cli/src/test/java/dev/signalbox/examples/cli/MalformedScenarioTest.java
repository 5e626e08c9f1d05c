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
    /** A good scenario with a gap for a line of the whole (3), of the client (10), for a step (14), and at the end (17). */
    private static final List<String> TEMPLATE = """
            title = t
            device = strict
            -
            clients = [{
              name = one
              queues = [{ name = q, on = RCS }, { name = v, on = VCS }]
              buffers = [{ name = b, size = 4k, count = 3 }]
              timelines = [go]
              sync-objects = [so, { name = on, signalled = true }]
              -
              steps = [
                { submit = a, queue = q, jobs = [{ name = j, work = 1us }] }
                { sync-file = f, of = a }
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
            lines.subList(3, 16).replaceAll(each -> "");
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
             3 | device = { engines = [RCS], credits = 0 }                 | 'credits' is from 1 to 65536, not '0'
             3 | device = { engines = [RCS], credits = 1.5 }               | a whole number
             3 | device = { engines = [RCS], credits = 70000 }             | from 1 to 65536
             3 | device = { engines = [RCS], clock = 1 }                   | a device has no 'clock'
             3 | device = { engines = [RCS], vram = 5 }                    | vram is a size of whole units of 4096 bytes
             3 | device = { engines = [RCS], system = lots }               | 'system' is a size, not 'lots'
             3 | device = { name = strict, faults = none }                 | one of [fatal, recoverable]
             3 | device = { name = strict, resets = { job = 5 } }          | 'job' is a time, not '5'
             3 | device = { name = strict, resets = { jobs = 5us } }       | did you mean job?
             3 | device = { name = nosuch, vram = 64m }                    | has no engines
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
             3 | faults = [{ fault = fire, at = 1us }]                     | one of [hang, slow, ecc,
             3 | faults = [{ fault = device-lost }]                        | a fault needs 'at'
             3 | faults = [{ fault = device-lost, at = -1us }]             | 'at' is a time, not '-1us'
             3 | faults = { fault = device-lost, at = 1us }                | 'faults' is a list, not an object
             3 | faults = [{ fault = device-lost, at = 1us, on = RCS }]    | a fault has no 'on'
             3 | faults = [{ fault = hang, on = GFX9 }]                    | there is no engine 'GFX9'
             3 | faults = [{ fault = hang, entry = -1 }]                   | 'entry' is from 1 to 9007199254740992, not '-1'
             3 | faults = [{ fault = hang, entry = 1, rate = 0.5 }]        | more than one of entry, at and rate
             3 | faults = [{ fault = hang, ended-by = luck }]              | one of [job, engine, device]
             3 | faults = [{ fault = slow }]                               | a fault needs 'factor'
             3 | faults = [{ fault = slow, factor = 1e9 }]                 | 'factor' is from 1 to 1000, not
             3 | faults = [{ fault = ecc, rate = 2 }]                      | 'rate' is from 0 to 1, not '2'
             3 | faults = [{ fault = late-interrupt, delay = 0us }]        | a time of at least 1ns
             3 | faults = [{ fault = failed-reset, entry = 1 }]            | a fault has no 'entry'
             3 | faults = [{ fault = failed-reset, scope = gpu }]          | one of [job, engine, device]
             3 | faults = [{ failure = hang }]                             | a fault needs 'fault'
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
            10 | name = "a/b"                                              | without '/'
            10 | name = 5                                                  | the name of a client, not '5'
            10 | copies = 0                                                | 'copies' is from 1 to
            10 | copies = 5000                                             | from 1 to 1000
            10 | queue = [{ name = x }]                                    | did you mean queues?
            10 | queues = [{ name = q }]                                   | a queue needs 'on'
            10 | queues = [{ on = RCS }]                                   | a queue needs 'name'
            10 | queues = [{ name = q, on = RCS }, { name = q, on = BCS }] | there are two of queue q
            10 | queues = [{ name = q, on = XCS }]                         | there is no engine 'XCS'
            10 | queues = [{ name = q, on = [] }]                          | 'on' is empty
            10 | queues = [{ name = "q q", on = RCS }]                     | 'name' is a name, not 'q q'
            10 | queues = [{ name = q, on = RCS, priority = urgent }]      | one of [kernel, high, normal, low]
            10 | queues = [{ name = q, on = RCS, priorty = high }]         | did you mean priority?
            10 | queues = [{ name = q, on = RCS, preempt = 5 }]            | 'preempt' is a time, not '5'
            10 | queues = [{ name = q, on = RCS, bonds = [{ with = RCS, on = BCS }] }] | names an engine outside of it
            10 | queues = [{ name = q, on = RCS, bonds = [{ on = RCS }] }] | a bond needs 'with'
            10 | buffers = [{ name = b }]                                  | a buffer needs 'size'
            10 | buffers = [{ name = b, size = 0 }]                        | a buffer has at least one byte
            10 | buffers = [{ name = b, size = 4q }]                       | 'size' is a size, not '4q'
            10 | buffers = [{ name = b, size = 8k..4k }]                   | the smaller end comes first
            10 | buffers = [{ name = b, size = 99999999g }]                | 'size' is a size
            10 | buffers = [{ name = b, size = 1, count = 1000001 }]       | from 1 to 1000000
            10 | timelines = [go, go]                                      | there are two of timeline go
            10 | timelines = [[x]]                                         | the name of a timeline, not a list
            14 | {}                                                        | a step is empty
            14 | 5                                                         | is a step, not '5'
            14 | { submt = x }                                             | did you mean submit?
            14 | { submit = x, work = 1us }                                | needs 'queue'
            14 | { submit = x, queue = q }                                 | needs 'work'
            14 | { submit = x, queue = p, work = 1us }                     | there is no queue 'p'
            14 | { submit = x, queue = q, work = 1 }                       | 'work' is a time, not '1'
            14 | { submit = x, queue = q, work = 1.5ns }                   | a whole number of the smallest unit
            14 | { submit = x, queue = q, work = 99999999s }               | at most 1000000s
            14 | { submit = x, queue = q, work = 2us..1us }                | the smaller end comes first
            14 | { submit = x, queue = q, work = forever }                 | not 'forever'
            14 | { submit = x, queue = q, work = 1us, wrk = 2us }          | did you mean work?
            14 | { submit = a, queue = q, work = 1us }                     | there are two of 'a'
            14 | { submit = x, queue = q, work = 1us, after = c }          | there is no job or point 'c'
            14 | { submit = x, queue = q, work = 1us, after = x }          | 'x' comes later
            14 | { submit = x, queue = q, work = 1us, after = nobody/a }   | there is no client 'nobody'
            14 | { submit = x, queue = q, work = 1us, after = stop.1 }     | there is no timeline 'stop'
            14 | { submit = x, queue = q, work = 1us, after = go.0 }       | points go from 1
            14 | { submit = x, queue = q, work = 1us, starting-with = j }  | 'j' is no submission
            14 | { submit = x, queue = q, work = 1us, reads = c }          | there is no buffer 'c'
            14 | { submit = x, queue = q, work = 1us, reads = b.3 }        | there is no buffer b.3
            14 | { submit = x, queue = q, work = 1us, reads = b.2-1 }      | the smaller number comes first
            14 | { submit = x, queue = q, work = 1us, uses = [b] }         | 'read' or 'write' and a buffer
            14 | { submit = x, queue = q, work = 1us, credits = 0 }        | 'credits' is from 1 to 65536, not '0'
            14 | { submit = x, queue = q, work = 1us, fault = EFOO }       | 'fault' is one of
            14 | { submit = x, queue = q, work = 1us, refused = AGAIN }    | did you mean EAGAIN?
            14 | { submit = x, queue = q, work = 1us, count = 2, jobs = [{ work = 1us }] } | both jobs and count
            14 | { submit = x, queue = q, jobs = [] }                      | a submission without jobs
            14 | { submit = x, queue = q, jobs = [{ wrk = 1us }] }         | did you mean work?
            14 | { submit = x, queue = q, program = [] }                   | a program without packets
            14 | { submit = x, queue = q, program = [{ fil = b }] }        | did you mean fill?
            14 | { submit = x, queue = q, program = [{ fill = c, value = 1 }] } | there is no buffer 'c'
            14 | { submit = x, queue = q, program = [{ fill = b, value = 1 }] } | 'b' are 3 buffers
            14 | { submit = x, queue = q, program = [{ fill = b.0 }] }     | needs 'value'
            14 | { submit = x, queue = q, program = [{ fill = b.0, value = 1, bytes = 5 }] } | whole units of 4
            14 | { submit = x, queue = q, program = [{ fill = "b.0+4k", value = 1 }] } | has not 4 bytes behind it
            14 | { submit = x, queue = q, program = [{ fill = b.0, value = 4294967296 }] } | 'value' is from -2147483648 to 4294967295
            14 | { submit = x, queue = q, program = [{ write = "b.0+4", value = 1 }] } | is not aligned
            14 | { submit = x, queue = q, program = [{ write = one/b.0, value = 1 }] } | programs reach no memory of other clients
            14 | { submit = x, queue = q, program = [{ copy = b.0, to = b.1, bytes = 8k }] } | has not 8k bytes behind it
            14 | { submit = x, queue = q, program = [{ memset = b.0 }] }   | there is no packet 'memset'
            14 | { submit = x, queue = q, program = [{ copy = b.0, to = "b.1+2k" }] } | has not 4k bytes behind it
            14 | { submit = x, queue = q, program = [{ kernel = ad }] }    | there is no kernel 'ad' (did you mean add?)
            14 | { submit = x, queue = q, program = [{ kernel = add, arguments = [1] }] } | add has 4 arguments, not 1
            14 | { submit = x, queue = q, program = [{ kernel = add, arguments = [-1, b.0, b.1, b.2] }] } | words, not -1
            14 | { submit = x, queue = q, program = [{ kernel = hash, arguments = ["b.0+2", 1, b.1] }] } | is no multiple of 4
            14 | { submit = x, queue = q, program = [{ write = b.0, value = 9007199254740993 }] } | beyond, such as "0xffffffffffffffff"
            14 | { submit = x, queue = q, program = [{ write = b.0, value = 0x10000000000000000 }] } | 'value' is a number
            14 | { submit = x, queue = q, program = [{ wait = b.0 }] }     | for what?
            14 | { submit = x, queue = q, program = [{ wait = b.0, less = 1, equal = 2 }] } | leave one of [equal, less], remove the others
            14 | { submit = x, queue = q, program = [{ kernel = add, arguments = [c] }] } | there is no buffer 'c'
            14 | { submit = x, queue = q, program = [{ delay = 5us }] }    | device strict has no memory
            14 | { expect = { contents = c, value = 1 } }                  | there is no buffer 'c'
            14 | { expect = { contents = b.0 } }                           | needs 'value'
            14 | { expect = { contents = b.0, value = [1, 2], count = 3 } } | both several values and a count
            14 | { expect = { contents = "b.0+2", value = 1 } }            | is not aligned
            14 | { expect = { contents = b.0, value = 1, count = 1025 } }  | has not 4100 bytes behind it
            14 | { expect = { races = 1, client = one } }                  | has no 'client'
            14 | { wait = [] }                                             | 'wait' is empty
            14 | { wait = a, timeout = soon }                              | 'timeout' is a time, not 'soon'
            14 | { wait = a, result = timed-out }                          | cannot time out
            14 | { wait = a, for = most }                                  | one of [all, any]
            14 | { signal = a }                                            | 'a' is a job
            14 | { point = p, on = stop }                                  | there is no timeline 'stop'
            14 | { end = go.1 }                                            | no submission
            14 | { destroy = one/b }                                       | buffers of another client
            14 | { period = 1ms }                                          | a period outside of cycles
            14 | { repeat = [], times = 2 }                                | a loop without steps
            14 | { repeat = [{ delay = 1us }] }                            | needs 'times'
            14 | { repeat = [{ delay = 1us }], times = 99999999 }          | 'times' is from 1 to 10000000
            14 | { cycles = [{ cycles = [{ delay = 1us }], times = 1 }], times = 1 } | cycles in cycles
            14 | { close = gently }                                        | one of [drain, abort, deadline]
            14 | { close = deadline }                                      | needs 'patience'
            14 | { depth = -1 }                                            | 'depth' is from 0 to 1000000, not '-1'
            14 | { priority = high, queue = p }                            | there is no queue 'p'
            17 | expect = [{ contents = one/b.0, value = 1 }]              | at the end the buffers are gone
            14 | { expect = { jb = a } }                                   | did you mean job?
            14 | { expect = { job = a } }                                  | nothing is expected of job a
            14 | { expect = { job = a, status = fine } }                   | ok, unfinished or an errno
            14 | { expect = { job = a, status = ok, refused = EIO } }      | both status and refused
            14 | { expect = { job = a, ran = .. } }                        | 'ran' is a range
            14 | { expect = { job = go.1, status = ok } }                  | 'go.1' is a point
            14 | { expect = { point = a, signalled = true } }              | 'a' is a job
            14 | { expect = { order = [a ran] } }                          | an order of fewer than two
            14 | { expect = { order = [a ran, a flew] } }                  | a job and a moment
            14 | { expect = { finished = some } }                          | 'finished' is a number
            14 | { expect = { finished = 1, client = two } }               | there is no client 'two'
            14 | { expect = { hang = x } }                                 | a client cannot see that the run hangs
            17 | clients = []                                              | a scenario needs a client
            17 | clients = [{ name = x, steps = [] }, { name = x, steps = [] }] | two clients are called 'x'
            17 | expect = { finished = 1 }                                 | 'expect' is a list, not an object
            17 | expect = [{ job = two/a, status = ok }]                   | there is no client 'two'
            17 | }                                                         | `:17: `
             3 | seed = 1, seed = 2                                        | 'seed' is written twice (the first is on line 3
             3 | "devi\\u0063e" = strict                                   | 'device' is written twice (the first is on line 2
             3 | settings { a.b = 1, "a" { c = 2, b = 3 } }                | 'a' is written twice
             3 | settings { a { b = 1 }, a.c = 2 }                         | 'a.c' is written twice
            14 | { delay = 1us } { delay = 2us }                           | something follows a closing bracket on the same line (put a comma
            14 | { repeat = [{ delay = 1us }] [{ delay = 2us }], times = 2 } | something follows a closing bracket
            14 | { expect = { finished = 0 }, expect = { errors = 0 } }    | 'expect' is written twice
            17 | expect = [{ finished = 1 } /* or */ { errors = 0 }]       | something follows a closing bracket
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
            10 | queues = [{ name = q, on = VCS, bonds = [{ with = VCS1, on = VCS2 }, { with = VCS1, on = VCS1 }] }] | there are two bonds with 'VCS1'
            14 | { sbmit = x, queue = q, work = 1us }                      | there is no step 'sbmit' (did you mean submit?)
            14 | { queue = q, work = 1us, count = 2 }                      | a step does not say what it does
            14 | { expect = { status = ok, jb = a } }                      | nothing is expected of 'jb' (did you mean job?)
            14 | { expect = { status = ok } }                              | an expectation does not say what it is about
            14 | { repeat = [{ delay = 1000000s }], times = 4001 }         | could last longer than 4000000000s
            14 | { submit = x, queue = q, work = 1us, after = one/x }      | 'x' comes later
            14 | { wait = one/x }                                          | there is no job or point 'x'
            17 | expect = [{ finished = 1 }], "expect" : [{ errors = 0 }]  | 'expect' is written twice
            10 | sync-objects = so                                         | 'sync-objects' is a list
            10 | sync-objects = ["a b"]                                    | is a name, not 'a b'
            10 | sync-objects = [so, so]                                   | there are two of sync object so
            10 | sync-objects = [go]                                       | 'go' is a timeline as well
            10 | sync-objects = [{ signalled = true }]                     | a sync object needs 'name'
            10 | sync-objects = [{ name = x, signaled = true }]            | did you mean signalled?
            10 | sync-objects = [{ name = x, signalled = 1 }]              | 'signalled' is true or false
            10 | user-timelines = [go]                                     | there are two of timeline go
            10 | queues = [{ name = q, on = RCS, long-running = yes-please }] | 'long-running' is true or false
            14 | { sync-object = so }                                      | there are two of 'so'
            14 | { sync-object = 5 }                                       | is a name, not '5'
            14 | { sync-objct = x }                                        | did you mean sync-object?
            14 | { open = x }                                              | needs 'from'
            14 | { open = x, from = so }                                   | 'from' is a sync object of another client
            14 | { open = x, from = one/so.1 }                             | without the number of a point
            14 | { open = x, from = two/so }                               | there is no client 'two'
            14 | { open = x, from = one/nothing }                          | there is no sync object 'nothing'
            14 | { open = x, from = one/a }                                | 'a' is a submission
            14 | { close-handle = so.1 }                                   | without the number of a point
            14 | { close-handle = go }                                     | 'go' is a timeline
            14 | { close-handle = [] }                                     | 'close-handle' is empty
            14 | { reset = x }                                             | there is no sync object 'x'
            14 | { reset = [so, on.1] }                                    | without the number of a point
            14 | { reset = so, errno = EFOO }                              | 'errno' is one of
            14 | { signal = so.0 }                                         | points go from 1 to 18446744073709551615
            14 | { signal = so.18446744073709551616 }                      | points go from 1 to 18446744073709551615
            14 | { signal = go.100001 }                                    | points go from 1 to 100000
            14 | { signal = [go.1, so] }                                   | signal points of timelines one by one
            14 | { signal = [so, go.1] }                                   | 'go' is a timeline
            14 | { signal = [so, a] }                                      | 'a' is a submission
            14 | { signal = f }                                            | 'f' is a sync file
            14 | { signal = go, errno = ENOENT }                           | a timeline refuses nothing
            14 | { signal = one/so }                                       | open a handle of its own
            14 | { query = so }                                            | nothing is expected of the query
            14 | { query = so, vaule = 1 }                                 | did you mean value?
            14 | { query = so, value = few }                               | 'value' is a number
            14 | { query = so.1, value = 1 }                               | without the number of a point
            14 | { wait-points = a }                                       | 'a' is a submission
            14 | { wait-points = go.1 }                                    | 'go' is a timeline
            14 | { wait-points = one/so }                                  | open a handle of its own
            14 | { wait-points = so, for = most }                          | one of [all, any]
            14 | { wait-points = so, index = 1 }                           | from 0 to 0
            14 | { wait-points = so, index = 0, errno = EINVAL }           | both index and errno
            14 | { wait-points = so, errno = ETIME }                       | cannot time out
            14 | { wait-points = so, as = x, index = 0 }                   | a wait with 'as' goes on at once
            14 | { wait-points = so, as = a }                              | there are two of 'a'
            14 | { wait-points = so, timeout = soon }                      | 'timeout' is a time, not 'soon'
            14 | { wait-points = so, for-sumbit = true }                   | did you mean for-submit?
            14 | { wait-fences = so }                                      | 'so' is a sync object (jobs take it with waits-for
            14 | { wait-fences = f }                                       | 'f' is a sync file
            14 | { wait-fences = a, errno = ETIME }                        | cannot time out
            14 | { wait = so.1 }                                           | 'so.1' is a sync object (jobs take it with waits-for, programs with wait-points)
            14 | { transfer = so.1 }                                       | needs 'to'
            14 | { transfer = so.1, to = go.1 }                            | 'go' is a timeline
            14 | { transfer = so.1, to = on, index = 0 }                   | has no 'index'
            14 | { subscribe = x }                                         | needs 'to'
            14 | { subscribe = x, to = f }                                 | 'f' is a sync file
            14 | { export = x }                                            | this needs one of 'from', 'read' and 'write'
            14 | { export = x, from = so, read = b.0 }                     | this needs one of 'from', 'read' and 'write'
            14 | { export = x, read = b }                                  | 'b' are 3 buffers (name one, such as b.0)
            14 | { export = x, write = b.0-1 }                             | 'write' is one buffer
            14 | { export = x, read = c }                                  | there is no buffer 'c'
            14 | { export = f, from = so }                                 | there are two of 'f'
            14 | { import = f }                                            | this needs one of 'into', 'read' and 'write'
            14 | { import = a, into = so }                                 | make a sync file of it first
            14 | { import = so, read = b.0 }                               | 'so' is a sync object
            14 | { import = x, into = so }                                 | there is no job or point 'x'
            14 | { import = f.1, into = so }                               | 'import' is a sync file
            14 | { sync-file = x }                                         | needs 'of'
            14 | { sync-file = x, of = so }                                | 'so' is a sync object
            14 | { sync-file = x, of = x }                                 | 'x' comes later
            14 | { deadline = 5ms }                                        | needs 'on'
            14 | { deadline = soon, on = a }                               | 'deadline' is a time, not 'soon'
            14 | { deadline = 5ms, on = f }                                | 'f' is a sync file
            14 | { submit = x, queue = q, work = 1us, after = so }         | 'so' is a sync object
            14 | { submit = x, queue = q, work = 1us, waits-for = a }      | 'a' is a submission
            14 | { submit = x, queue = q, work = 1us, signals = one/so }   | open a handle of its own
            14 | { submit = x, queue = q, work = 1us, signals = nothing }  | there is no sync object 'nothing'
            14 | { repeat = [{ wait-points = so, timeout = 1000000s }], times = 4001 } | could last longer than 4000000000s
            14 | { expect = { job = f, status = ok } }                     | 'f' is a sync file
            14 | { expect = { point = so.1, signalled = true } }           | 'so.1' is a sync object
            14 | { expect = { job = a, deadline = soon } }                 | 'deadline' is a time
            17 | expect = [{ point = one/so, signalled = true }]           | 'one/so' is a sync object
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
