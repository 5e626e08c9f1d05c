package dev.signalbox.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Client;
import dev.signalbox.Device;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.SimDevice;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A live program under load that never ends: it journals in sync mode, and prints a line for each batch that is acknowledged:
 * {@code A} when it was accepted, {@code E} when it has ended, with context, first and last seqno. Arguments: the journal's
 * directory, and the name of the client.
 */
final class KilledProgram {
    private static final int QUEUES = 4;
    private static final int BATCH = 16;
    private static final int ROUNDS_UNDER_WAY = 8;

    private final PrintStream out;

    private KilledProgram(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        Config config = ConfigFactory.load()
                .withValue("signalbox.journal.mode", ConfigValueFactory.fromAnyRef("sync"))
                .withValue("signalbox.journal.plugin.segment-bytes", ConfigValueFactory.fromAnyRef(1 << 16))
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(arguments[0]));
        Signalbox signalbox = Signalbox.live(config);
        Device device = signalbox.open(SimDevice.of("instant", new Engine("E0", "E", 64), new Engine("E1", "E", 64)));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        new KilledProgram(out).submitForEver(device.client(arguments[1]));
    }

    private void submitForEver(Client client) {
        List<Queue> queues = new ArrayList<>();
        for (int i = 0; i < QUEUES; i++) {
            queues.add(client.queue("E" + i % 2));
        }
        List<Submission> underWay = new ArrayList<>();
        while (true) {
            while (underWay.size() > (ROUNDS_UNDER_WAY - 1) * QUEUES) {
                underWay.remove(0).ended().toCompletableFuture().join();
            }
            for (Queue queue : queues) {
                underWay.add(submit(queue));
            }
        }
    }

    private Submission submit(Queue queue) {
        Submission submission = queue.submit(Collections.nCopies(BATCH, Job.of(Work.micros(3))));
        FenceId first = submission.finished(0).id();
        submission.accepted().thenAccept(time -> tell("A", first));
        submission.ended().thenAccept(end -> tell("E", first));
        return submission;
    }

    private void tell(String what, FenceId first) {
        out.println(what + " " + first.context() + " " + first.seqno() + " " + (first.seqno() + BATCH - 1));
    }
}
