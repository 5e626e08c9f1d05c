package dev.signalbox.testkit;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.concurrent.CompletionException;

/** Why stages fail: with refusals only. */
final class Failures {
    private Failures() {}

    static Errno errno(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Refusal refusal) {
            return refusal.errno();
        }
        throw new AssertionError("a stage failed otherwise than by a refusal", failure);
    }
}
