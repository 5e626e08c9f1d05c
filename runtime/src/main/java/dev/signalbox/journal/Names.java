package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.Errno;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of named values. A number is given once; the place of a name in its enumeration means nothing here. */
final class Names {
    /** Priorities by number, from 1. */
    private static final List<Priority> PRIORITIES =
            List.of(Priority.KERNEL, Priority.HIGH, Priority.NORMAL, Priority.LOW);

    /** Outcomes by number, from 1. */
    private static final List<RunOutcome> OUTCOMES =
            List.of(RunOutcome.COMPLETED, RunOutcome.HANGS, RunOutcome.STOPPED);

    /** Scopes of resets by number, from 1. */
    private static final List<ResetScope> SCOPES = List.of(ResetScope.JOB, ResetScope.ENGINE, ResetScope.DEVICE);

    /** Reasons of page faults by number, from 1. */
    private static final List<FaultReason> REASONS =
            List.of(FaultReason.UNMAPPED, FaultReason.READ_ONLY, FaultReason.NO_SPACE, FaultReason.NO_MEMORY);

    /** Errors by the number that Linux gives them. */
    private static final @Nullable Errno[] ERRORS = errors();

    private Names() {}

    static int number(Priority priority) {
        return PRIORITIES.indexOf(priority) + 1;
    }

    static Priority priority(Input input) {
        return named(PRIORITIES, input, "a priority");
    }

    static int number(RunOutcome outcome) {
        return OUTCOMES.indexOf(outcome) + 1;
    }

    static RunOutcome outcome(Input input) {
        return named(OUTCOMES, input, "an outcome");
    }

    static int number(ResetScope scope) {
        return SCOPES.indexOf(scope) + 1;
    }

    static ResetScope scope(Input input) {
        return named(SCOPES, input, "the scope of a reset");
    }

    static int number(FaultReason reason) {
        return REASONS.indexOf(reason) + 1;
    }

    static FaultReason reason(Input input) {
        return named(REASONS, input, "the reason of a fault");
    }

    /** Returns the number of an error; 0 for none. */
    static int number(@Nullable Errno error) {
        return error == null ? 0 : error.number();
    }

    static Errno errno(Input input) {
        int position = input.position();
        Errno error = errnoOrNull(input);
        if (error == null) {
            throw unknown(position, "an error", 0);
        }
        return error;
    }

    static @Nullable Errno errnoOrNull(Input input) {
        int position = input.position();
        int number = input.readVarInt(true);
        if (number == 0) {
            return null;
        }
        Errno error = number > 0 && number < ERRORS.length ? ERRORS[number] : null;
        if (error == null) {
            throw unknown(position, "an error", number);
        }
        return error;
    }

    private static <E> E named(List<E> names, Input input, String what) {
        int position = input.position();
        int number = input.readVarInt(true);
        if (number < 1 || number > names.size()) {
            throw unknown(position, what, number);
        }
        return names.get(number - 1);
    }

    private static MalformedBytes unknown(int position, String what, int number) {
        return new MalformedBytes(position, what + " has the unknown number " + number, Wire.NEWER);
    }

    private static @Nullable Errno[] errors() {
        int most = Arrays.stream(Errno.values()).mapToInt(Errno::number).max().orElse(0);
        @Nullable Errno[] errors = new Errno[most + 1];
        for (Errno error : Errno.values()) {
            errors[error.number()] = error;
        }
        return errors;
    }
}
