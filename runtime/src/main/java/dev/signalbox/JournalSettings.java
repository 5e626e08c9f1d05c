package dev.signalbox;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.journal.History;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.JournalMode;
import dev.signalbox.journal.LabJournal;
import dev.signalbox.journal.LiveJournal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /**
     * Makes sure that a live run can journal, and reads what its journal holds; null when only a plugin of the program knows.
     *
     * @throws Refusal EINVAL, EBUSY or EBADMSG when the directory cannot be written
     * @throws dev.signalbox.journal.JournalIoException when the file system fails
     */
    @Nullable History history() {
        return mode == JournalMode.OFF || !plugin.equals(OWN_PLUGIN) ? null : History.open(Path.of(dir));
    }

    /** Opens the journal of a live run, on an actor system whose configuration has the plugin. */
    Journal live(ActorSystem<?> system, @Nullable History history) {
        return mode == JournalMode.OFF ? Journal.NONE : new LiveJournal(system, plugin, mode, history);
    }

    /** Returns what an actor system must know for the journal, to be laid over the rest of its configuration. */
    Config forSystem() {
        return ConfigFactory.empty()
                .withValue(OWN_PLUGIN + ".dir", ConfigValueFactory.fromAnyRef(dir))
                .withValue(OWN_PLUGIN + ".force", ConfigValueFactory.fromAnyRef(mode == JournalMode.SYNC));
    }

    /**
     * Refuses an actor system that would store somewhere else, or not at all.
     *
     * @throws Refusal EINVAL with what its configuration lacks
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
    }
}
