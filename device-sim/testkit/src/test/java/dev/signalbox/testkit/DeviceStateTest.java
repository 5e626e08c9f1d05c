package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.replay.DeviceState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What {@link Device#state} shows, and when it refuses to. */
@SignalboxTest
class DeviceStateTest {
    private static final int SEEDS = 20;

    @Test
    void everyOwnerShowsWhatItHolds(LabRun run) {
        Client client = run.client("editor");
        Queue queue = client.queue("RCS");
        SoftwareTimeline never = client.timeline("never");
        queue.submit(List.of(Job.of(Work.micros(1)), Job.of(Work.endless()), Job.of(Work.none())));
        client.queue("BCS").submit(Job.of(Work.none()).after(never.fence()).writes(client.buffer(64)));
        run.runUntilIdle();

        assertThat(run.await(run.device().state()).lines())
                .contains(
                        "client 1 name=editor",
                        "entity 1 client=1 context=2 scheduled=3 finished=1 unfinished=[2..3] ring=0",
                        "entity 2 client=1 context=5 scheduled=0 finished=0 unfinished=[1] ring=1",
                        "ring RCS credits=2/2 running=[2:2..3]",
                        "ring BCS credits=0/2 queued=[5:1]",
                        "timeline 3 client=1 name=never value=0",
                        "buffer 1 client=1 bytes=64 guards=[5:1 WRITE]");
        client.close(Closing.abort());
    }

    @Test
    void aJobThatWaitsForItsRingIsADraftThatNoFactTellsOf(LabRun run) {
        Client client = run.client("bonds");
        Queue master = client.queue("RCS");
        Queue bonded = client.queue(QueueOptions.on("VCS1", "VCS2").bond("RCS", List.of("VCS2")));
        SoftwareTimeline never = client.timeline("never");
        bonded.submit(Job.of(Work.none())
                .startingWith(master.submit(Job.of(Work.none()).after(never.fence()))));
        run.checkFold();

        assertThat(run.await(run.device().state()).entities())
                .extracting(DeviceState.EntityState::drafts)
                .containsExactly(0, 1);
    }

    @Test
    void aDeviceShowsItselfWhileItsClientsComeAndGo() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Device device = run.device();
                    List<CompletionStage<DeviceState>> looks = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        Client client = run.client("client " + i);
                        client.queue("RCS").submit(Job.of(Work.micros(1)));
                        client.queue("BCS").submit(Job.of(Work.micros(2)));
                        looks.add(device.state());
                        client.close(i % 2 == 0 ? Closing.drain() : Closing.abort());
                        looks.add(device.state());
                    }
                    run.runUntilIdle();
                    assertThat(looks)
                            .as("seed %d", seed)
                            .allMatch(look -> look.toCompletableFuture().isDone());
                    assertThat(run.await(device.state()).isEmpty())
                            .as("seed %d", seed)
                            .isTrue();
                }));
    }

    @Test
    void aDeviceThatIsClosedRefuses(LabRun run) {
        Device device = run.device();
        run.client("one").queue("RCS").submit(Job.of(Work.micros(1)));
        CompletionStage<Void> closed = device.close(Closing.drain());
        assertThat(run.await(device.state()).clients()).hasSize(1);
        run.await(closed);
        assertThatThrownBy(device::state)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.errno()).isEqualTo(Errno.ESHUTDOWN));
    }

    @Test
    void whoeverAsksWhileTheDeviceGoesIsAnsweredOrRefused() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Device device = run.device();
                    CompletionStage<Void> closed = device.close(Closing.drain());
                    CompletionStage<DeviceState> look = device.state();
                    run.await(closed);
                    run.runUntilIdle();
                    assertThat(look.handle((state, failure) -> state != null || failure instanceof Refusal)
                                    .toCompletableFuture()
                                    .join())
                            .as("seed %d", seed)
                            .isTrue();
                }));
    }
}
