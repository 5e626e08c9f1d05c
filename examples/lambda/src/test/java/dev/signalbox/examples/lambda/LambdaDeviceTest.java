package dev.signalbox.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

class LambdaDeviceTest {
    private static final Engine[] ENGINES = {new Engine("A", "X", 4), new Engine("B", "X", 4)};

    private final Signalbox signalbox = Signalbox.live();

    @AfterEach
    void closes() {
        await(signalbox.close(Closing.abort()));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    private Device open(LambdaDevice device) {
        return signalbox.open(device);
    }

    private static Queue queue(Device device) {
        return device.client("test").queue("A");
    }

    private static Optional<Errno> end(Queue queue, Packet... packets) {
        return await(
                queue.submit(Job.of(Work.of(Program.of(packets)))).finished().signalled());
    }

    private static Packet dispatch(String kernel, Long... arguments) {
        return new Packet.Dispatch(kernel, List.of(arguments));
    }

    @Test
    void aKernelGetsTheArgumentsOfItsPacketOnAThreadOfThePool() {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Queue queue = queue(open(LambdaDevice.withThreads(1, "own", ENGINES)
                .with(
                        "see",
                        (arguments, cancel) ->
                                seen.complete(Thread.currentThread().getName()
                                        + arguments[0]
                                        + arguments[1]
                                        + cancel.isRequested()))));

        assertThat(end(queue, dispatch("see", 7L, -1L))).isEmpty();
        assertThat(await(seen)).isEqualTo("own7-1false");
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IOException("no such file"),
                new IllegalStateException("closed"),
                new AssertionError("wrong"),
                new NoClassDefFoundError("Missing"),
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void aKernelThatThrowsEndsItsJobWithEioAndSaysWhy(Throwable thrown) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(LambdaDevice.class);
        log.start();
        logger.addAppender(log);
        Queue queue = queue(open(LambdaDevice.withThreads(1, "own", ENGINES)
                .with("nothing", (arguments, cancel) -> {})
                .with("fail", (arguments, cancel) -> {
                    throw toThrow(thrown);
                })));
        try {
            assertThat(end(queue, dispatch("nothing"))).isEmpty();
            assertThat(end(queue, dispatch("fail"), dispatch("fail"))).contains(Errno.EIO);
            assertThat(end(queue, dispatch("nothing"))).isEmpty();
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage()).endsWith("kernel fail threw in entry 2 of ring 0");
            assertThat(event.getThrowableProxy().getClassName())
                    .isEqualTo(thrown.getClass().getName());
        });
    }

    /** Returns exceptions, throws errors. */
    private static Exception toThrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }

    @Test
    void aPoolThatFailsEndsItsJobsWithEio() {
        Executor exhausted = task -> {
            throw new OutOfMemoryError("unable to create native thread");
        };
        Queue queue = queue(open(LambdaDevice.on(exhausted, "own", ENGINES).with("any", (arguments, cancel) -> {})));

        assertThat(end(queue, dispatch("any"))).contains(Errno.EIO);
        assertThat(end(queue, new Packet.PipelineSync())).isEmpty();
    }

    @Test
    void whatItCannotExecuteSaysSo() {
        Queue queue = queue(open(LambdaDevice.withThreads(1, "own", ENGINES)));

        assertThat(end(queue, dispatch("unknown"))).contains(Errno.EINVAL);
        assertThat(end(queue, new Packet.Trap(Errno.ETIME), dispatch("unknown")))
                .contains(Errno.ETIME);
        for (Packet packet : List.of(
                new Packet.Copy(0, 8, 8),
                new Packet.Fill(0, 8, 1),
                new Packet.Write(false, 0, 1),
                new Packet.Wait(0, Packet.Compare.EQUAL, 0),
                new Packet.Timestamp(0),
                new Packet.Space(1, 4096))) {
            assertThat(end(queue, packet)).as("%s", packet).contains(Errno.EOPNOTSUPP);
        }
        assertThat(end(queue, new Packet.Flush(true, true, 1), new Packet.PipelineSync(), new Packet.PreemptionPoint()))
                .isEmpty();
    }

    @Test
    void enginesRunSideBySide() {
        CompletableFuture<Void> one = new CompletableFuture<>();
        CompletableFuture<Void> two = new CompletableFuture<>();
        Device device = open(LambdaDevice.withThreads(2, "own", ENGINES)
                .with("first", (none, cancel) -> {
                    one.complete(null);
                    two.get(1, TimeUnit.MINUTES);
                })
                .with("second", (none, cancel) -> {
                    two.complete(null);
                    one.get(1, TimeUnit.MINUTES);
                }));
        Job second = Job.of(Work.of(Program.of(dispatch("second"))));
        Submission other = device.client("other").queue("B").submit(second);

        assertThat(end(queue(device), dispatch("first"))).isEmpty();
        assertThat(await(other.finished().signalled())).isEmpty();
    }

    @Test
    void aKernelThatLooksStopsWhenItsJobIsEnded() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        Queue queue = queue(open(LambdaDevice.withThreads(1, "own", ENGINES).with("spin", (none, cancel) -> {
            begun.complete(null);
            while (!cancel.isRequested()) {
                Thread.onSpinWait();
            }
        })));
        Submission spinning = queue.submit(Job.of(Work.of(Program.of(dispatch("spin")))));
        await(begun);
        assertThat(spinning.finished().isSignalled()).isFalse();

        spinning.end();

        assertThat(await(spinning.finished().signalled())).isEmpty();
    }

    @Test
    void aPoolOfItsOwnGoesWithTheDevice() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Device device = open(LambdaDevice.withThreads(1, "own", ENGINES).with("hold", (none, cancel) -> {
            thread.complete(Thread.currentThread());
            while (!cancel.isRequested()) {
                Thread.onSpinWait();
            }
            asked.complete(null);
        }));
        queue(device).submit(Job.of(Work.of(Program.of(dispatch("hold")))));
        Thread worker = await(thread);

        await(device.close(Closing.abort()));

        await(asked);
        assertThat(await(CompletableFuture.supplyAsync(() -> ended(worker)))).isTrue();
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(60_000);
            return !thread.isAlive();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aPoolThatTakesNoMoreEndsItsJobsWithEio() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        Queue queue = queue(open(LambdaDevice.on(closed, "shut", ENGINES).with("any", (none, cancel) -> {})));

        assertThat(end(queue, dispatch("any"))).contains(Errno.EIO);
    }

    @Test
    void aKernelHasANameThatAPacketCanHold() {
        LambdaDevice device = LambdaDevice.withThreads(1, "names", ENGINES);
        for (String name : List.of("", "two words", "k".repeat(65))) {
            assertThatThrownBy(() -> device.with(name, (none, cancel) -> {}))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("EINVAL")
                    .hasMessageContaining("1 to 64");
        }
    }

    @Test
    void aPoolHasAThread() {
        assertThatThrownBy(() -> LambdaDevice.withThreads(0, "none", ENGINES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one thread");
    }

    @Test
    void theStoryCountsWords() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WordCount.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

        assertThat(bytes.toString(StandardCharsets.UTF_8).strip()).isEqualTo("a: 5, fence: 2, words used once: 12");
    }
}
