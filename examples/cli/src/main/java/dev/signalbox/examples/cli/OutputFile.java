package dev.signalbox.examples.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A file that an option names: whether it can be written is found out early, and it changes in one step or not at all. */
final class OutputFile {
    /** The mask of the process takes away from these, as from any new file. */
    private static final Set<PosixFilePermission> ANYBODY = PosixFilePermissions.fromString("rw-rw-rw-");

    private static final String FIRST_SEGMENT = "0000000001.segment";

    private final String option;
    private final Path file;

    private OutputFile(String option, Path file) {
        this.option = option;
        this.file = file;
    }

    /** Writes all of a text file. */
    @FunctionalInterface
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /** Writes all of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Returns a file that can be written as far as can be told before.
     *
     * @param option that named it
     */
    static OutputFile at(String option, Path file) {
        OutputFile output = new OutputFile(option, file);
        Path target = target(file);
        if (Files.isDirectory(target)) {
            throw new BadInputException(option + " " + file + ": this is a directory");
        }
        Path parent = target.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new BadInputException(option + " " + file + ": there is no directory " + parent);
        }
        if (parent != null && Files.exists(parent.resolve(FIRST_SEGMENT))) {
            throw new BadInputException(option + " " + file + ": the directory of a journal holds nothing else");
        }
        try {
            probe(target);
        } catch (IOException failure) {
            throw output.unwritable(failure);
        }
        return output;
    }

    /** Refuses a file that is read as well. */
    OutputFile besides(List<String> inputs) {
        for (String input : inputs) {
            Path read = Path.of(input);
            if (Files.exists(read) && target(read).equals(target(file))) {
                throw new BadInputException(option + " " + file + ": this is an input, and would be replaced");
            }
        }
        return this;
    }

    /** Writes the file as text. */
    void writeText(Text text) {
        write(out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.writeTo(writer);
            writer.flush();
        });
    }

    /** Writes the file. What is no ordinary file, such as a pipe, cannot be replaced; it is written to. */
    void write(Content content) {
        try {
            Path target = target(file);
            if (isSpecial(target)) {
                writeTo(target, content);
            } else {
                replace(target, content);
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        } catch (UncheckedIOException failure) {
            throw unwritable(Objects.requireNonNull(failure.getCause()));
        }
    }

    private static void replace(Path target, Content content) throws IOException {
        Path part = part(target);
        try {
            writeTo(part, content);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeTo(Path path, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            content.writeTo(out);
        }
    }

    private static void probe(Path target) throws IOException {
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        if (!isSpecial(target)) {
            Files.delete(part(target));
        }
    }

    private static boolean isSpecial(Path target) {
        return Files.exists(target) && !Files.isRegularFile(target);
    }

    /** Follows links, so that what they lead to is replaced and not they. */
    private static Path target(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath();
        }
    }

    /** Creates an empty file beside the target, which belongs to this run alone and may be read by whoever may read the target. */
    private static Path part(Path target) throws IOException {
        Path directory = Objects.requireNonNull(target.getParent(), "an absolute file has a directory");
        FileAttribute<?>[] access =
                target.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ANYBODY)}
                        : new FileAttribute<?>[0];
        return Files.createTempFile(directory, "." + target.getFileName() + ".", ".part", access);
    }

    private BadInputException unwritable(IOException failure) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        String why = failure instanceof AccessDeniedException ? "permission denied" : reason;
        return new BadInputException(option + " " + file + ": cannot be written" + (why == null ? "" : ": " + why));
    }
}
