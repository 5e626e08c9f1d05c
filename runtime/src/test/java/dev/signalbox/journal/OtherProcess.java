package dev.signalbox.journal;

import dev.signalbox.fence.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a journal for writing; its exit code says what came of it. */
final class OtherProcess {
    static final int OPENED = 0;
    static final int BUSY = 16;

    private OtherProcess() {}

    /** Runs one, and returns its exit code. */
    static int opens(Path dir) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        dir.toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    public static void main(String[] arguments) {
        int code = OPENED;
        try {
            SegmentWriter.open(Path.of(arguments[0]), SegmentWriter.SEGMENT_BYTES)
                    .close();
        } catch (Refusal refusal) {
            code = refusal.errno().number();
        }
        System.exit(code);
    }
}
