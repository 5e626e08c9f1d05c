package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceStatus;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How cases write errors: the kernel's name behind a minus sign; 0, or its text, when there is none. */
final class Errors {
    private static final Map<String, Errno> BY_NAME =
            Arrays.stream(Errno.values()).collect(Collectors.toMap(Errno::negated, Function.identity()));

    private Errors() {}

    /** Reads an error; null when there is none. */
    static @Nullable Errno read(Json value) {
        if (value.isText() ? value.text().equals("0") : value.number() == 0) {
            return null;
        }
        Errno known = value.isText() ? BY_NAME.get(value.text()) : null;
        if (known == null) {
            throw value.wrong("0, or an error that is known,");
        }
        return known;
    }

    /** Returns a status as cases have it: 0 pending, 1 well, or the error. */
    static Object status(FenceStatus status) {
        if (!status.isSignalled()) {
            return 0;
        }
        Errno error = status.error();
        return error == null ? 1 : error.negated();
    }
}
