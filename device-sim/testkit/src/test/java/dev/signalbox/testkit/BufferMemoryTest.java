package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.SyncObject;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.failure.FailurePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contents of buffers, as programs and the host see them through the public API. */
@SignalboxTest
class BufferMemoryTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int SEEDS = 20;

    private static Client client(LabRun run, StoreDevice device) {
        return run.open(device).client("one");
    }

    private static Job fill(Buffer buffer, int value) {
        return Job.of(Work.of(Program.builder().fill(buffer.address(), 8, value).build()));
    }

    private static Errno errno(LabRun run, CompletionStage<?> stage) {
        try {
            run.await(stage);
            throw new AssertionError("seed " + run.seed() + ": was not refused");
        } catch (Refusal refusal) {
            return refusal.errno();
        }
    }

    private static Dwords read(LabRun run, Buffer buffer) {
        return run.await(buffer.read(0, 2));
    }

    @Test
    void memoryOutlivesADeviceThatIsLost(LabRun run) {
        SimDevice card = SimDevice.named("discrete", ConfigFactory.defaultReference());
        Client client = run.open(card.failing(FailurePlan.deviceLost(Duration.ofNanos(10))))
                .client("one");
        Buffer buffer = client.buffer(PAGE);
        Submission job = client.queue("COPY1").submit(Job.of(Work.micros(1)));
        assertThat(run.await(job.ended()).error()).contains(Errno.ENODEV);
        run.await(buffer.write(0, Dwords.of(7, 8)));
        assertThat(read(run, buffer)).isEqualTo(Dwords.of(7, 8));
    }

    @Test
    void addressesAreGivenAtCreationAndNeverAgain(LabRun run) {
        Client first = client(run, StoreDevice.ofPages(256));
        assertThat(first.buffer(1).address()).isEqualTo(1 << 20);
        Buffer second = first.buffer(65_537);
        assertThat(second.address()).isEqualTo((1 << 20) + 65_536);
        second.destroy();
        assertThat(first.buffer(8).address()).isEqualTo((1 << 20) + 3 * 65_536);
        assertThat(first.buffer(5 << 20).address()).as("a large one").isEqualTo(1 << 21);
        assertThat(first.buffer(8).address()).isEqualTo(7 << 20);
        assertThat(run.device().client("two").buffer(8).address())
                .as("each client has its own")
                .isEqualTo(1 << 20);
        assertThatThrownBy(() -> first.buffer(1L << 48)).hasMessageContaining("-ENOMEM");
    }

    @Test
    void theHostReadsWhatItHasWritten(LabRun run) {
        Buffer buffer = client(run, StoreDevice.ofPages(256)).buffer(2 * PAGE);
        assertThat(read(run, buffer)).isEqualTo(Dwords.of(0, 0));
        run.await(buffer.write(PAGE - 4, Dwords.of(7, 8, 9)));

        assertThat(run.await(buffer.read(PAGE - 8, 5))).isEqualTo(Dwords.of(0, 7, 8, 9, 0));
        assertThat(run.facts().of(DeviceFact.BufferPlaced.class))
                .as("reading placed it")
                .containsExactly(new DeviceFact.BufferPlaced(0, 1, 1 << 20, 0, 2 * PAGE));
        assertThat(run.facts().of(DeviceFact.BufferWritten.class))
                .containsExactly(new DeviceFact.BufferWritten(0, 1, 1, PAGE - 4, Dwords.of(7, 8, 9)));
        assertThat(run.await(run.device().state()).lines())
                .contains("buffer 1 client=1 bytes=8192 address=0x100000 physical=0x0");
    }

    @Test
    void theHostWritesAndReadsMuchAtATime(LabRun run) {
        Buffer buffer = client(run, StoreDevice.ofPages(256)).buffer(4L * Buffer.MOST_DWORDS);
        int[] data = new int[Buffer.MOST_DWORDS];
        Arrays.setAll(data, i -> i * 3);
        run.await(buffer.write(0, Dwords.of(data)));
        assertThat(run.await(buffer.read(0, Buffer.MOST_DWORDS))).isEqualTo(Dwords.of(data));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0, -1",
        "0, 16385",
        "-4, 1",
        "1, 1",
        "2, 1",
        "100, 1",
        "96, 2",
        "9223372036854775804, 1",
        "101, 1"
    })
    void whatIsOutOfRangeOrMisalignedIsRefused(long offset, int dwords) {
        LabRun.check(1, run -> {
            Buffer buffer = client(run, StoreDevice.ofPages(256)).buffer(102);
            assertThatThrownBy(() -> buffer.read(offset, dwords)).hasMessageContaining("-EINVAL");
            assertThatThrownBy(() -> buffer.write(offset, Dwords.of(new int[Math.max(0, dwords)])))
                    .hasMessageContaining("-EINVAL");
            assertThat(run.await(buffer.read(96, 1))).isEqualTo(Dwords.of(0));
        });
    }

    @Test
    void aBufferThatIsGoneHasNoContents(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(256));
        Buffer buffer = client.buffer(8);
        buffer.destroy();
        assertThat(errno(run, buffer.read(0, 1))).isEqualTo(Errno.ENOENT);
        assertThat(errno(run, buffer.write(0, Dwords.of(1)))).isEqualTo(Errno.ENOENT);
        run.await(client.close(Closing.drain()));
        assertThatThrownBy(() -> buffer.read(0, 1)).hasMessageContaining("-ESHUTDOWN");
    }

    @Test
    void aDeviceWithoutMemoryHasNoContents(LabRun run) {
        Device strict = run.device("strict");
        Buffer buffer = strict.client("one").buffer(8);
        assertThatThrownBy(() -> buffer.read(0, 1)).hasMessageContaining("-EOPNOTSUPP");
        assertThatThrownBy(() -> buffer.write(0, Dwords.of(1))).hasMessageContaining("-EOPNOTSUPP");
        Submission program = strict.client("two")
                .queue("RCS")
                .submit(Job.of(Work.of(Program.builder().delay(5_000).build())).writes(buffer));
        assertThat(run.await(program.ended()).error())
                .as("programs run there too")
                .isEmpty();
        assertThat(run.facts().of(DeviceFact.BufferPlaced.class)).isEmpty();
    }

    @Test
    void aProgramFindsWhatItNamesAndTheHostFindsWhatItStored() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = client(run, StoreDevice.ofPages(256));
                    Buffer from = client.buffer(8);
                    Buffer to = client.buffer(3 * PAGE);
                    run.await(from.write(0, Dwords.of(5, 6)));
                    Program copy = Program.builder()
                            .copy(to.address() + PAGE, from.address(), 8)
                            .build();
                    run.await(client.queue("A")
                            .submit(Job.of(Work.of(copy)).reads(from).writes(to))
                            .ended());
                    assertThat(run.await(to.read(PAGE - 4, 4)))
                            .as("seed %d", seed)
                            .isEqualTo(Dwords.of(0, 5, 6, 0));
                    assertThat(run.facts().of(DeviceFact.FaultRaised.class)).isEmpty();
                    run.checkFold();
                }));
    }

    @Test
    void aJobWithoutAProgramNeedsNoMemory(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(256));
        Buffer huge = client.buffer(1L << 40);
        run.await(client.queue("A").submit(Job.of(Work.none()).writes(huge)).ended());
        assertThat(run.facts().of(DeviceFact.BufferPlaced.class)).isEmpty();
    }

    @Test
    void theSameAddressIsOfEachClientsOwnBuffer() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    run.open(StoreDevice.ofPages(8192));
                    List<Buffer> buffers = new ArrayList<>();
                    List<Queue> queues = new ArrayList<>();
                    List<Submission> jobs = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        Client client = run.client("client " + i);
                        buffers.add(client.buffer(8));
                        queues.add(client.queue(i % 2 == 0 ? "A" : "B"));
                    }
                    for (int i = 0; i < 60; i++) {
                        int who = i * 7 % 20;
                        jobs.add(queues.get(who)
                                .submit(fill(buffers.get(who), 100 * who + i).writes(buffers.get(who))));
                    }
                    jobs.forEach(job -> assertThat(run.await(job.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty());
                    for (int who = 0; who < 20; who++) {
                        int last = 40 + who * 3 % 20;
                        assertThat(read(run, buffers.get(who)))
                                .as("seed %d, client %d", seed, who)
                                .isEqualTo(Dwords.of(100 * who + last, 100 * who + last));
                    }
                }));
    }

    @Test
    void aBatchForWhichThereIsNoRoomChangesNothing(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(128));
        Queue queue = client.queue("A");
        Buffer small = client.buffer(PAGE);
        Buffer large = client.buffer(65 * PAGE);
        Submission both = queue.submit(
                List.of(fill(small, 1).writes(small), fill(large, 2).writes(large)));
        assertThat(errno(run, both.accepted())).isEqualTo(Errno.ENOMEM);
        assertThat(run.await(both.finished(0).signalled())).contains(Errno.ENOMEM);
        assertThat(errno(run, large.read(0, 1))).isEqualTo(Errno.ENOMEM);
        assertThat(run.facts().of(DeviceFact.BufferPlaced.class)).isEmpty();

        run.await(queue.submit(fill(small, 3).writes(small)).ended());
        assertThat(read(run, small)).isEqualTo(Dwords.of(3, 3));
    }

    @Test
    void memoryIsTakenFromVramFirst(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(128));
        for (int i = 0; i < 3; i++) {
            run.await(client.buffer(30 * PAGE).read(0, 1));
        }
        assertThat(run.facts().of(DeviceFact.BufferPlaced.class))
                .extracting(DeviceFact.BufferPlaced::physical)
                .containsExactly(0L, 30L * PAGE, DeviceMemory.SYSTEM + 32L * PAGE);
    }

    @Test
    void memoryOfADestroyedBufferIsFreeWhenItsJobsAreOver() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = client(run, StoreDevice.ofPages(128));
                    SoftwareTimeline timeline = client.timeline("held");
                    Buffer first = client.buffer(64 * PAGE);
                    Buffer second = client.buffer(64 * PAGE);
                    Submission job = client.queue("A")
                            .submit(fill(first, 9).writes(first).after(timeline.fence()));
                    first.destroy();
                    assertThat(errno(run, second.read(0, 1))).isEqualTo(Errno.ENOMEM);
                    run.checkFold();
                    assertThat(run.facts().of(DeviceFact.BufferReleased.class)).isEmpty();
                    assertThat(run.await(run.device().state()).buffers())
                            .as("seed %d", seed)
                            .extracting(buffer -> buffer.destroyed() + " " + (buffer.placement() != null))
                            .containsExactly("true true", "false false");

                    timeline.signalAll();
                    assertThat(run.await(job.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThat(read(run, second))
                            .as("nothing is left of the first")
                            .isEqualTo(Dwords.of(0, 0));
                    assertThat(run.facts().of(DeviceFact.BufferReleased.class))
                            .extracting(DeviceFact.BufferReleased::buffer)
                            .containsExactly(1L);
                    run.checkFold();
                }));
    }

    @Test
    void aBufferThatNoJobUsesIsReleasedAtOnce(LabRun run) {
        Buffer buffer = client(run, StoreDevice.ofPages(128)).buffer(8);
        run.await(buffer.read(0, 1));
        buffer.destroy();
        run.runUntilIdle();
        assertThat(run.facts().all().stream()
                        .filter(fact -> fact instanceof Fact.BufferDestroyed || fact instanceof DeviceFact)
                        .map(fact -> fact.getClass().getSimpleName()))
                .containsExactly("BufferPlaced", "BufferDestroyed", "BufferReleased");
    }

    @Test
    void programsOfLongRunningQueuesExecuteInTheAddressSpaceToo(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(256));
        Buffer buffer = client.buffer(8);
        Queue queue = client.queue(QueueOptions.on("A").forLongRunning());
        run.await(queue.submit(fill(buffer, 6)).ended());
        assertThat(read(run, buffer)).isEqualTo(Dwords.of(6, 6));
    }

    @Test
    void programsThatUseSyncObjectsArePreparedToo() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = client(run, StoreDevice.ofPages(256));
                    Buffer buffer = client.buffer(8);
                    SyncObject object = client.syncObject("done");
                    Queue queue = client.queue("A");
                    Submission first =
                            queue.submit(fill(buffer, 1).writes(buffer).signals(object.at(1)));
                    Submission second = client.queue("B").submit(fill(buffer, 2).waitsFor(object.at(1)));
                    assertThat(run.await(first.ended()).error()).isEmpty();
                    assertThat(run.await(second.ended()).error()).isEmpty();
                    assertThat(read(run, buffer)).as("seed %d", seed).isEqualTo(Dwords.of(2, 2));
                }));
    }

    @Test
    void closedClientsLeaveNoMemoryBehind() {
        Seeds.first(SEEDS).forEach(seed -> {
            StoreDevice device = StoreDevice.ofPages(256);
            LabRun.check(seed, run -> {
                run.open(device);
                for (int i = 0; i < 70; i++) {
                    Client client = run.client("client " + i);
                    Buffer buffer = client.buffer(3 * PAGE);
                    buffer.write(0, Dwords.of(1));
                    Submission job = client.queue("A").submit(fill(buffer, 5).writes(buffer));
                    if (i % 2 == 0) {
                        buffer.destroy();
                    }
                    run.await(client.close(Closing.drain()));
                    assertThat(run.await(job.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty();
                }
                run.runUntilIdle();
                assertThat(device.contents().heldBytes())
                        .as("seed %d: bytes of buffers and tables", seed)
                        .isZero();
            });
        });
    }

    @Test
    void aBufferThatAnotherClientsJobHoldsOutlivesItsClient(LabRun run) {
        run.open(StoreDevice.ofPages(256));
        Client owner = run.client("owner");
        Client user = run.client("user");
        Buffer buffer = owner.buffer(8);
        run.await(buffer.write(0, Dwords.of(1, 1)));
        SoftwareTimeline timeline = user.timeline("held");
        Submission job =
                user.queue("A").submit(Job.of(Work.none()).writes(buffer).after(timeline.fence()));
        run.runUntilIdle();
        run.await(owner.close(Closing.drain()));
        run.checkFold();
        assertThat(run.facts().of(DeviceFact.BufferReleased.class)).isEmpty();

        timeline.signalAll();
        run.await(job.ended());
        run.await(user.close(Closing.drain()));
        run.runUntilIdle();
        assertThat(run.facts().of(DeviceFact.BufferReleased.class)).hasSize(1);
    }
}
