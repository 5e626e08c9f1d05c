package dev.signalbox.examples.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Standard output. Remembers why a write failed, which a {@link PrintWriter} swallows, and writes nothing after that. */
final class Output extends OutputStream {
    private final OutputStream target;
    private @Nullable IOException failure;

    Output(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, from, length);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    @Override
    public void flush() throws IOException {
        if (failure == null) {
            target.flush();
        }
    }

    /**
     * Returns the exit code of a command that has written here: its own, unless what it wrote did not arrive. A reader that went
     * away, as {@code head} does, is no failure.
     */
    int exitCode(int ofCommand, PrintWriter err) {
        IOException failed = failure;
        if (failed == null || isReaderGone(failed)) {
            return ofCommand;
        }
        err.println("signalbox: standard output: " + failed.getMessage());
        err.flush();
        return Main.BAD_INPUT;
    }

    private static boolean isReaderGone(IOException failed) {
        return String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
