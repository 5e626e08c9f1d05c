package dev.signalbox.examples.stories;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Replay;
import dev.signalbox.Signalbox;
import dev.signalbox.device.Work;
import dev.signalbox.sim.SimDevice;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collections;

/** Keeps a journal; each process that is started on its directory adds a run. */
final class JournalProgram {
    private JournalProgram() {}

    static void run(Path directory, PrintStream out) {
        // region journal
        Config config = ConfigFactory.load()
                .withValue("signalbox.journal.dir", ConfigValueFactory.fromAnyRef(directory.toString()));
        Signalbox signalbox = Signalbox.live(config);
        try {
            Queue render = signalbox
                    .open(SimDevice.configured(signalbox.config()))
                    .client("renderer")
                    .queue("RCS");
            render.submit(Collections.nCopies(10, Job.of(Work.micros(10))))
                    .ended()
                    .toCompletableFuture()
                    .join();
        } finally {
            signalbox.close(Closing.drain()).toCompletableFuture().join();
        }
        Replay.of(directory).runs().forEach(run -> out.println("run " + run.number() + ": " + run.jobs() + " jobs"));
        // end
    }
}
