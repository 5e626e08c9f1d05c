package dev.signalbox;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.JournalMode;
import dev.signalbox.journal.LabJournal;
import dev.signalbox.journal.LiveJournal;
import dev.signalbox.journal.SegmentWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where facts are stored, and how safely.
 *
 * @param dir the directory; empty: nowhere
 * @param plugin the id of the Akka journal plugin of a live run
 * @param segmentBytes how long a segment file gets
 */
record JournalSettings(JournalMode mode, String dir, String plugin, long segmentBytes) {
    private static final String OWN_PLUGIN = "signalbox.journal.plugin";

    static JournalSettings of(Config config) {
        Config section = config.getConfig("signalbox.journal");
        JournalMode mode = mode(section.getString("mode"));
        String dir = section.getString("dir");
        return new JournalSettings(
                dir.isEmpty() ? JournalMode.OFF : mode,
                dir,
                section.getString("plugin-id"),
                section.getBytes("plugin.segment-bytes"));
    }

    private static JournalMode mode(String name) {
        return Arrays.stream(JournalMode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "signalbox.journal.mode is off, async or sync, not '" + name + "'"));
    }

    /** Opens the journal of a run that can be repeated. */
    Journal inLab() {
        return mode == JournalMode.OFF ? Journal.NONE : LabJournal.open(Path.of(dir), segmentBytes);
    }

    /** Opens the journal of a live run, on an actor system whose configuration has the plugin. */
    Journal live(ActorSystem<?> system) {
        return mode == JournalMode.OFF ? Journal.NONE : new LiveJournal(system, plugin, mode);
    }

    /**
     * Refuses what the plugin could only report later.
     *
     * @throws Refusal when the directory cannot be written
     */
    void check() {
        if (mode != JournalMode.OFF && plugin.equals(OWN_PLUGIN)) {
            SegmentWriter.open(Path.of(dir), segmentBytes).close();
        }
    }

    /** Returns what an actor system must know for the journal, to be laid over the rest of its configuration. */
    Config forSystem() {
        return ConfigFactory.empty()
                .withValue(OWN_PLUGIN + ".dir", ConfigValueFactory.fromAnyRef(dir))
                .withValue(OWN_PLUGIN + ".force", ConfigValueFactory.fromAnyRef(mode == JournalMode.SYNC));
    }

    /**
     * Refuses an actor system that would store somewhere else, or not at all, and what its plugin could only report later. A
     * plugin keeps its directory for as long as its system lives, so one that this process writes already is taken to be its own.
     *
     * @throws Refusal EINVAL with what its configuration lacks, and when the directory cannot be written
     */
    void checkSystem(Config config) {
        if (mode == JournalMode.OFF) {
            return;
        }
        boolean fits = config.hasPath(plugin + ".class")
                && (!plugin.equals(OWN_PLUGIN)
                        || (config.getString(plugin + ".dir").equals(dir)
                                && config.getBoolean(plugin + ".force") == (mode == JournalMode.SYNC)));
        if (!fits) {
            throw new Refusal(
                    Errno.EINVAL,
                    "the actor system's configuration has no journal plugin " + plugin + " for " + dir,
                    "give the actor system the same configuration, with " + plugin + ".dir = \"" + dir + "\" and "
                            + plugin + ".force = " + (mode == JournalMode.SYNC ? "on" : "off"));
        }
        if (!SegmentWriter.isOpenHere(Path.of(dir))) {
            check();
        }
    }
}
