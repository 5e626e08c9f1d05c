package dev.signalbox.sim.workload;

import dev.signalbox.Device;
import dev.signalbox.sim.workload.scenario.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of all expectations of a run, in the order in which they were found; each is a fact as well. */
final class Checks {
    private final Device device;
    private final String file;
    private final boolean exactTimes;
    private final List<Check> checks = new ArrayList<>();
    private long skipped;

    Checks(Device device, String file, boolean exactTimes) {
        this.device = device;
        this.file = file;
        this.exactTimes = exactTimes;
    }

    /** Takes a result; {@code client} is null when it is about the whole run. */
    void add(@Nullable Belongings client, Place place, String what, boolean met, String expected, String actual) {
        String where = file + ":" + place.line();
        String name = client == null ? "" : client.client().name();
        synchronized (this) {
            checks.add(new Check(where, name, what, met, expected, actual));
        }
        int number = client == null ? 0 : client.client().number();
        device.checked(number, where + ": " + what, met, expected, actual);
    }

    /** Returns whether times can be compared; counts a comparison that cannot be made. */
    synchronized boolean comparesTimes() {
        if (!exactTimes) {
            skipped++;
        }
        return exactTimes;
    }

    synchronized long skipped() {
        return skipped;
    }

    synchronized List<Check> all() {
        return List.copyOf(checks);
    }
}
