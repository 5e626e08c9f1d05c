package dev.signalbox.examples.cli;

import dev.signalbox.Replay;
import dev.signalbox.ReplayEnding;
import dev.signalbox.ReplayRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which runs of which journal a command is about. */
final class JournalOptions {
    @Parameters(paramLabel = "DIR", description = "The directory of a journal.")
    private Path directory = Path.of("");

    @Option(
            names = "--device",
            paramLabel = "id",
            description = "A device of the journal, when it has several (see 'signalbox journal info').")
    private @Nullable String device;

    @Option(names = "--run", paramLabel = "k", description = "A run of the device, counted from 1.")
    private @Nullable Integer run;

    /** Says the same as the options would. */
    static JournalOptions of(Path directory, @Nullable String device, @Nullable Integer run) {
        JournalOptions options = new JournalOptions();
        options.directory = directory;
        options.device = device;
        options.run = run;
        return options;
    }

    /** Reads through the journal. */
    Replay open() {
        return Replay.of(directory);
    }

    /** Whether one run was asked for by number. */
    boolean namesRun() {
        return run != null;
    }

    /** Returns the runs asked for: one, or all of the device; none when damage leaves none. */
    List<ReplayRun> runs(Replay replay) {
        List<ReplayRun> all = replay.runs(deviceOf(replay));
        if (run == null) {
            return all;
        }
        if (run < 1 || run > all.size()) {
            throw new BadInputException("--run " + run + ": " + deviceOf(replay) + " has runs 1 to " + all.size());
        }
        return List.of(all.get(run - 1));
    }

    /** Whether there is no fact at all to show. */
    boolean isEmpty(Replay replay) {
        return replay.devices().isEmpty();
    }

    /** Returns the device asked for: the one that was named, or the only one. */
    String deviceOf(Replay replay) {
        List<String> devices = replay.devices();
        if (device != null) {
            if (!devices.contains(device)) {
                throw new BadInputException("--device " + device + ": the journal has " + devices);
            }
            return device;
        }
        if (devices.size() != 1) {
            throw new BadInputException(
                    directory + ": the journal has devices " + devices + "; choose one with --device");
        }
        return devices.get(0);
    }

    /**
     * Prints the runs asked for.
     *
     * @return the exit code
     */
    int print(FactLines.Line line, CommandLine command) {
        Replay replay = open();
        if (!isEmpty(replay)) {
            new FactLines(command.getOut(), line).print(runs(replay));
        }
        return end(replay, Main.OK, command.getErr());
    }

    /**
     * Says how reading ended, when it ended early.
     *
     * @return {@link Main#BAD_INPUT} for damage, else the code of the command
     */
    int end(Replay replay, int code, PrintWriter err) {
        ReplayEnding ending = replay.ending();
        if (ending.kind() == ReplayEnding.Kind.CLEAN) {
            return code;
        }
        err.println("signalbox: " + ending);
        return ending.kind() == ReplayEnding.Kind.DAMAGED ? Main.BAD_INPUT : code;
    }
}
