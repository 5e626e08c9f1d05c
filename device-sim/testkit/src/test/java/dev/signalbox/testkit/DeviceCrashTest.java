package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.DeviceHost;
import dev.signalbox.DeviceProvider;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Submission;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceDescription;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device whose actor fails takes nobody with it: every fence signals. */
class DeviceCrashTest {
    private static final int SEEDS = 20;

    /** A device that fails at its n-th command, and answers nothing before. */
    private record Failing(int commands) implements DeviceProvider {
        @Override
        public DeviceDescription describe() {
            return new DeviceDescription(
                    "failing", List.of(new Engine("GFX", "GFX", 2), new Engine("COPY", "COPY", 2)));
        }

        @Override
        public Behavior<DeviceCommand> start(DeviceHost host) {
            return failing(commands);
        }

        private static Behavior<DeviceCommand> failing(int left) {
            return Behaviors.receiveMessage(command -> {
                if (left == 1) {
                    throw new IllegalStateException("smoke");
                }
                return failing(left - 1);
            });
        }
    }

    @Test
    void everyFenceSignalsENODEVAndLaterJobsDoToo() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    run.expectLog("smoke");
                    run.allowDeadLetter("gpu0-device");
                    run.open(new Failing(2));
                    Client client = run.client("one");
                    Queue graphics = client.queue("GFX");
                    Queue copies = client.queue("COPY");
                    List<Submission> jobs = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        jobs.add(graphics.submit(Job.of(Work.micros(10))));
                        jobs.add(copies.submit(Job.of(Work.micros(10)).after(jobs.get(jobs.size() - 1))));
                    }
                    jobs.add(copies.submit(Job.of(Work.endless())));
                    run.runUntilIdle();
                    client.queue("COPY").submit(Job.of(Work.micros(10))).end();
                    jobs.add(graphics.submit(Job.of(Work.micros(10))));
                    jobs.add(client.queue("GFX").submit(Job.of(Work.micros(10))));
                    for (Submission job : jobs) {
                        assertThat(run.await(job.ended()).error())
                                .as("seed %d", seed)
                                .contains(Errno.ENODEV);
                        assertThat(run.await(job.finished().signalled()))
                                .as("seed %d", seed)
                                .contains(Errno.ENODEV);
                    }
                    run.await(client.close(Closing.drain()));
                }));
    }

    @Test
    void aClientCanBeAbortedAfterTheCrash() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    run.expectLog("smoke");
                    run.allowDeadLetter("gpu0-device");
                    run.open(new Failing(1));
                    Client client = run.client("one");
                    Submission job = client.queue("GFX").submit(Job.of(Work.endless()));
                    run.runUntilIdle();
                    run.await(client.close(Closing.abort()));
                    assertThat(run.await(job.finished().signalled()))
                            .as("seed %d", seed)
                            .contains(Errno.ENODEV);
                }));
    }
}
