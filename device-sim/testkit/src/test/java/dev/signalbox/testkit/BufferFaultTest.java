package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.PoisonPill;
import akka.actor.typed.javadsl.Adapter;
import dev.signalbox.Buffer;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.memory.SparseMemory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accesses of programs that find nothing mapped. */
@SignalboxTest
class BufferFaultTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int SEEDS = 20;

    private static Client client(LabRun run, StoreDevice device) {
        return run.open(device).client("one");
    }

    private static Job fill(Buffer buffer, int value) {
        return Job.of(Work.of(Program.builder().fill(buffer.address(), 8, value).build()));
    }

    private static Dwords read(LabRun run, Buffer buffer) {
        return run.await(buffer.read(0, 2));
    }

    @Test
    void anEngineForgetsTheAddressesOfABufferThatIsReleased(LabRun run) {
        Client client = client(run, new StoreDevice(new SparseMemory(128 * PAGE, 128 * PAGE), false));
        Queue queue = client.queue("A");
        Buffer gone = client.buffer(8);
        Buffer other = client.buffer(8);
        run.await(queue.submit(fill(gone, 1).writes(gone)).ended());
        gone.destroy();
        Submission late = queue.submit(fill(gone, 2).writes(other));
        assertThat(run.await(late.ended()).error()).contains(Errno.EFAULT);
        assertThat(run.facts().of(DeviceFact.FaultRaised.class))
                .containsExactly(new DeviceFact.FaultRaised(
                        0, 0, 2, client.number(), gone.address(), true, Interrupt.FaultReason.UNMAPPED, false));
        assertThat(run.facts().of(DeviceFact.FaultResolved.class)).isEmpty();
    }

    @Test
    void whatAnEngineStillRemembersIsNobodyElsesMemory() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = client(run, StoreDevice.ofPages(128));
                    Queue queue = client.queue("A");
                    Buffer gone = client.buffer(8);
                    run.await(queue.submit(fill(gone, 1).writes(gone)).ended());
                    SoftwareTimeline timeline = client.timeline("held");
                    Submission late = queue.submit(fill(gone, 2).after(timeline.fence()));
                    run.await(late.accepted());
                    gone.destroy();
                    run.runUntilIdle();

                    Buffer other = run.device().client("two").buffer(8);
                    run.await(other.write(0, Dwords.of(7, 7)));
                    timeline.signalAll();
                    assertThat(run.await(late.ended()).error())
                            .as("seed %d: the engine remembers where the buffer was", seed)
                            .isEmpty();
                    assertThat(read(run, other)).as("seed %d", seed).isEqualTo(Dwords.of(7, 7));
                    assertThat(run.facts().of(DeviceFact.BufferReleased.class)).isEmpty();
                    run.await(client.close(Closing.drain()));
                    run.runUntilIdle();
                    assertThat(run.facts().of(DeviceFact.BufferReleased.class))
                            .as("seed %d", seed)
                            .hasSize(1);
                    run.checkFold();
                }));
    }

    @Test
    void whatNobodyNamedIsFaultedIn() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Client client = client(run, StoreDevice.ofPages(256));
                    Buffer buffer = client.buffer(8);
                    List<Submission> jobs = new ArrayList<>();
                    for (String engine : List.of("A", "B", "A")) {
                        jobs.add(client.queue(engine).submit(fill(buffer, 4)));
                    }
                    jobs.forEach(job -> assertThat(run.await(job.ended()).error())
                            .as("seed %d", seed)
                            .isEmpty());
                    assertThat(read(run, buffer)).isEqualTo(Dwords.of(4, 4));
                    assertThat(run.facts().of(DeviceFact.BufferPlaced.class)).hasSize(1);
                    assertThat(run.facts().of(DeviceFact.FaultResolved.class))
                            .as("seed %d", seed)
                            .isNotEmpty()
                            .allMatch(DeviceFact.FaultResolved::retry);
                }));
    }

    @Test
    void anAddressOfNobodyEndsTheJob(LabRun run) {
        Client client = client(run, StoreDevice.ofPages(128));
        Buffer tooLarge = client.buffer(100 * PAGE);
        Buffer destroyed = client.buffer(8);
        destroyed.destroy();
        Queue queue = client.queue("A");
        for (Buffer buffer : List.of(tooLarge, destroyed)) {
            assertThat(run.await(queue.submit(fill(buffer, 1)).ended()).error()).contains(Errno.EFAULT);
        }
        Submission nowhere =
                queue.submit(Job.of(Work.of(Program.builder().write(64, 1).build())));
        assertThat(run.await(nowhere.ended()).error()).contains(Errno.EFAULT);
        assertThat(run.facts().of(DeviceFact.FaultResolved.class))
                .hasSize(3)
                .noneMatch(DeviceFact.FaultResolved::retry);
    }

    @Test
    void aMemoryManagerThatStopsLeavesNoEngineWaiting() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    run.allowDeadLetter("gpu0-memory");
                    run.allowDeadLetter("gpu0-entity");
                    run.excuseFold("the memory manager is stopped");
                    Client client = client(run, StoreDevice.ofPages(128));
                    Submission job = client.queue("A")
                            .submit(Job.of(
                                    Work.of(Program.builder().write(1 << 20, 1).build())));
                    Adapter.toClassic(run.lab().system())
                            .actorSelection("/system/gpu0-memory")
                            .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
                    assertThat(run.await(job.ended()).error().orElseThrow())
                            .as("seed %d", seed)
                            .isIn(Errno.EFAULT, Errno.EIO);
                    run.await(client.close(Closing.drain()));
                }));
    }
}
