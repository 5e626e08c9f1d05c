package dev.signalbox.examples.oracle;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a file of cases, one at a time; every complaint says file and line. */
final class CaseFile implements Closeable {
    /** Characters that the line of a case may have. */
    static final int LONGEST_LINE = 1 << 22;

    private static final int BUFFER = 1 << 16;
    private static final String PACKED = ".jsonl.gz";

    private final Path file;
    private final BufferedReader lines;
    private int line;

    private CaseFile(Path file, InputStream bytes) {
        this.file = file;
        this.lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), BUFFER);
    }

    /** Returns whether a file has cases, by its name. */
    static boolean isOne(Path file) {
        String name = file.toString();
        return name.endsWith(".jsonl") || name.endsWith(PACKED);
    }

    static CaseFile open(Path file) {
        InputStream bytes = null;
        try {
            bytes = Files.newInputStream(file);
            return new CaseFile(file, file.toString().endsWith(PACKED) ? new GZIPInputStream(bytes, BUFFER) : bytes);
        } catch (IOException failure) {
            close(bytes, failure);
            throw new OracleException(file + ": " + reason(failure));
        }
    }

    private static void close(@Nullable InputStream bytes, IOException failure) {
        if (bytes != null) {
            try {
                bytes.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
        }
    }

    /** Returns the next case; null at the end. */
    @Nullable OracleCase next() {
        String text = nextLine();
        while (text != null && text.isBlank()) {
            text = nextLine();
        }
        if (text == null) {
            return null;
        }
        try {
            return OracleCase.of(Json.parse(text));
        } catch (BadCaseException bad) {
            throw complaint(bad.getMessage());
        }
    }

    /** Returns where the last case stands. */
    String place() {
        return file + ":" + line;
    }

    /** Returns a complaint about the last case. */
    OracleException complaint(@Nullable String what) {
        return new OracleException(place() + ": " + what);
    }

    private @Nullable String nextLine() {
        line++;
        try {
            StringBuilder text = new StringBuilder();
            int next = lines.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                if (text.length() == LONGEST_LINE) {
                    throw complaint("the line is longer than " + LONGEST_LINE + " characters");
                }
                text.append((char) next);
                next = lines.read();
            }
            return text.toString();
        } catch (IOException failure) {
            throw complaint(reason(failure));
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof ZipException || failure instanceof EOFException) {
            return "damaged gzip: " + failure.getMessage();
        }
        if (failure instanceof CharacterCodingException) {
            return "no UTF-8 text";
        }
        return failure instanceof AccessDeniedException ? "permission denied" : String.valueOf(failure.getMessage());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
