package dev.signalbox;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.Block;
import dev.signalbox.journal.Ending;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.journal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of all facts of a device, to find its runs. Keeps their heads, no facts. */
final class DeviceScan {
    private final JournalReader reader;
    private final String device;
    private final List<ReplayRun> runs = new ArrayList<>();
    private @Nullable RunHeadBuilder open;
    private long blocks;
    private ReplayEnding ending = ReplayEnding.of(new Ending.Clean(), 0);

    private DeviceScan(JournalReader reader, String device) {
        this.reader = reader;
        this.device = device;
    }

    static DeviceScan of(JournalReader reader, String device) {
        DeviceScan scan = new DeviceScan(reader, device);
        Optional<Reading> reading = reader.read(device, scan::block);
        scan.closeRun();
        reading.ifPresent(end -> scan.ending = ReplayEnding.of(end.ending(), end.lastFact()));
        return scan;
    }

    List<ReplayRun> runs() {
        return List.copyOf(runs);
    }

    long blocks() {
        return blocks;
    }

    ReplayEnding ending() {
        return ending;
    }

    private boolean block(Block block) {
        blocks++;
        long number = block.first();
        for (FactRun run : block.runs()) {
            if (run.first() instanceof Fact.RunBegan began) {
                closeRun();
                open = new RunHeadBuilder(device, runs.size() + 1, number, began);
            }
            if (open == null) {
                throw new Refusal(
                        Errno.EINVAL,
                        "fact " + number + " of " + device + " is not the beginning of a run",
                        "a journal of facts begins with a run; was it written by something else?");
            }
            open.add(run);
            number += run.count();
        }
        return true;
    }

    private void closeRun() {
        if (open != null) {
            runs.add(new ReplayRun(reader, open.head()));
            open = null;
        }
    }
}
