package dev.signalbox;

import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.JournalReader;
import dev.signalbox.replay.DeviceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A journal, read back: the runs in it, and the facts of each. Facts are streamed from the files each time they are asked for;
 * nothing is kept of them. What was written after {@link #of} is not seen.
 */
public final class Replay {
    private final Path dir;
    private final Map<String, DeviceScan> devices;
    private final ReplayEnding ending;

    private Replay(Path dir, Map<String, DeviceScan> devices, ReplayEnding ending) {
        this.dir = dir;
        this.devices = devices;
        this.ending = ending;
    }

    /**
     * Reads through a journal.
     *
     * @param dir the directory that it was written to
     * @throws Refusal ENOENT when there is no such directory, EINVAL when it is no journal, or facts of a device do not begin
     *     with a run
     */
    public static Replay of(Path dir) {
        JournalReader reader = JournalReader.open(dir);
        Map<String, DeviceScan> devices = new LinkedHashMap<>();
        for (String device : reader.ids()) {
            devices.put(device, DeviceScan.of(reader, device));
        }
        return new Replay(dir, devices, ending(reader, devices));
    }

    /** What is cut off or damaged before the first fact of a device ends no reading of a device. */
    private static ReplayEnding ending(JournalReader reader, Map<String, DeviceScan> devices) {
        return devices.values().stream()
                .map(DeviceScan::ending)
                .filter(ending -> ending.kind() != ReplayEnding.Kind.CLEAN)
                .findFirst()
                .or(() -> devices.values().stream().findFirst().map(DeviceScan::ending))
                .orElseGet(() -> ReplayEnding.of(reader.check(), 0));
    }

    /** Returns the names of the devices, in order of appearance. */
    public List<String> devices() {
        return List.copyOf(devices.keySet());
    }

    /** Returns all runs, device by device, the oldest first. */
    public List<ReplayRun> runs() {
        List<ReplayRun> runs = new ArrayList<>();
        devices.values().forEach(device -> runs.addAll(device.runs()));
        return List.copyOf(runs);
    }

    /**
     * Returns the runs of one device, the oldest first.
     *
     * @throws Refusal ENOENT when the journal does not know it
     */
    public List<ReplayRun> runs(String device) {
        return known(device).runs();
    }

    /** Returns how many blocks hold the facts. */
    public long blocks() {
        return devices.values().stream().mapToLong(DeviceScan::blocks).sum();
    }

    /** Returns how reading ended: early, when it did for any device. */
    public ReplayEnding ending() {
        return ending;
    }

    /**
     * Returns how reading the facts of one device ended.
     *
     * @throws Refusal ENOENT when the journal does not know it
     */
    public ReplayEnding ending(String device) {
        return known(device).ending();
    }

    /**
     * Returns the latest run of the only device.
     *
     * @throws Refusal EINVAL when the journal has several devices, or none
     */
    public ReplayRun latest() {
        if (devices.size() != 1) {
            throw new Refusal(
                    Errno.EINVAL,
                    dir + (devices.isEmpty() ? " holds no fact" : " holds several devices: " + devices.keySet()),
                    devices.isEmpty() ? "record a run first" : "name one of them");
        }
        List<ReplayRun> runs = runs();
        return runs.get(runs.size() - 1);
    }

    /** Reports the facts of the {@link #latest} run, in order, to all who listen. */
    public void foldInto(Facts... listeners) {
        latest().foldInto(listeners);
    }

    /** Returns the state of the rooms after the {@link #latest} run. */
    public DeviceState state() {
        return latest().state();
    }

    /** Returns the state of the rooms in the {@link #latest} run after the fact of this number; see {@link ReplayRun#stateAt}. */
    public DeviceState stateAt(long number) {
        return latest().stateAt(number);
    }

    /** Returns how the {@link #latest} run came to its end; null when the journal does not have its end. */
    public @Nullable RunOutcome outcome() {
        return latest().outcome();
    }

    private DeviceScan known(String device) {
        DeviceScan scan = devices.get(device);
        if (scan == null) {
            throw new Refusal(
                    Errno.ENOENT, dir + " holds nothing of a device " + device, "it holds " + devices.keySet());
        }
        return scan;
    }
}
