package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.failure.FailurePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Several devices in one runtime. */
class SeveralDevicesTest {
    private static final int SCHEDULES = 20;

    private static SimDevice device(String name) {
        return SimDevice.of(name, new Engine("GFX", "GFX", 4), new Engine("COPY", "COPY", 4));
    }

    @Test
    void jobsOfOneWaitForFencesOfTheOther() {
        Seeds.first(SCHEDULES)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Queue one = run.open(device("one")).client("a").queue("GFX");
                    Queue two = run.open(device("two")).client("a").queue("GFX");
                    SplittableRandom random = new SplittableRandom(seed);
                    List<Submission> chain = new ArrayList<>();
                    long sum = 0;
                    for (int i = 0; i < 12; i++) {
                        long micros = random.nextInt(50);
                        Job job = Job.of(Work.micros(micros));
                        if (!chain.isEmpty()) {
                            job.after(chain.get(chain.size() - 1));
                        }
                        chain.add((random.nextBoolean() ? one : two).submit(job));
                        sum += 1_000 * micros;
                    }
                    assertThat(run.await(chain.get(11).ended()).time())
                            .as("seed %d", seed)
                            .isEqualTo(sum);
                }));
    }

    @Test
    void oneIsLostAndTheOtherGoesOn() {
        Seeds.first(SCHEDULES)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Queue lost = run.open(device("lost").failing(FailurePlan.deviceLost(Duration.ofNanos(50_000))))
                            .client("a")
                            .queue("GFX");
                    Queue kept = run.open(device("kept")).client("a").queue("GFX");
                    run.allowDeadLetter("gpu0-device");
                    Submission dying = lost.submit(Job.of(Work.micros(100)));
                    Submission during = kept.submit(Job.of(Work.micros(200)));
                    Submission waiting = kept.submit(Job.of(Work.micros(1)).after(dying));

                    assertThat(run.await(dying.finished().signalled()))
                            .as("seed %d", seed)
                            .contains(Errno.ENODEV);
                    assertThat(run.await(during.finished().signalled())).isEmpty();
                    assertThat(run.await(waiting.finished().signalled())).isEmpty();
                    assertThat(run.await(
                                    lost.submit(Job.of(Work.none())).finished().signalled()))
                            .contains(Errno.ENODEV);
                }));
    }

    @Test
    void closingOneLeavesTheOther() {
        Seeds.first(SCHEDULES)
                .forEach(seed -> LabRun.check(seed, run -> {
                    Device first = run.open(device("same"));
                    Device second = run.open(device("same"));
                    Queue gone = first.client("a").queue("GFX");
                    Queue kept = second.client("a").queue("GFX");
                    Submission last = gone.submit(Job.of(Work.micros(10)));
                    Submission behind = kept.submit(Job.of(Work.micros(10)).after(last));

                    run.await(first.close(Closing.drain()));
                    assertThat(run.await(behind.finished().signalled()))
                            .as("seed %d", seed)
                            .isEmpty();
                    assertThatThrownBy(() -> first.client("b")).isInstanceOf(Refusal.class);
                    Queue third = run.open(device("same")).client("a").queue("GFX");
                    Submission across = third.submit(Job.of(Work.micros(5)).after(kept.submit(Job.of(Work.micros(5)))));
                    assertThat(run.await(across.finished().signalled())).isEmpty();
                }));
    }

    @Test
    void twoRunLive() {
        try (LiveRun run = new LiveRun()) {
            Device other = run.signalbox().open(device("other"));
            Queue one = run.device().client("a").queue("RCS");
            Queue two = other.client("b").queue("GFX");
            Submission last = one.submit(Job.of(Work.micros(5)));
            for (int i = 0; i < 200; i++) {
                last = (i % 2 == 0 ? two : one).submit(Job.of(Work.micros(1)).after(last));
            }
            assertThat(run.await(last.finished().signalled())).isEqualTo(Optional.empty());
            run.await(other.close(Closing.drain()));
            Submission alone = one.submit(Job.of(Work.micros(1)));
            assertThat(run.await(alone.finished().signalled())).isEmpty();
        }
    }
}
