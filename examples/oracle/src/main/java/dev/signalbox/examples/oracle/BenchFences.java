package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fences of a case, and who is called when they signal, in the order in which they asked. */
final class BenchFences implements SignalledView {
    private static final class State {
        boolean signalled;

        @Nullable Errno error;

        List<Runnable> callbacks = new ArrayList<>();
    }

    private final Map<FenceId, State> states = new HashMap<>();

    @Override
    public boolean isSignalled(FenceId fence) {
        return state(fence).signalled;
    }

    @Nullable Errno error(FenceId fence) {
        return state(fence).error;
    }

    /** Sets what a fence will signal with. */
    void fail(FenceId fence, @Nullable Errno error) {
        if (error != null) {
            state(fence).error = error;
        }
    }

    void signal(FenceId fence) {
        State state = state(fence);
        if (!state.signalled) {
            state.signalled = true;
            List<Runnable> called = state.callbacks;
            state.callbacks = new ArrayList<>();
            called.forEach(Runnable::run);
        }
    }

    /** Calls somebody when a fence signals that has not. */
    void onSignal(FenceId fence, Runnable callback) {
        state(fence).callbacks.add(callback);
    }

    private State state(FenceId fence) {
        return states.computeIfAbsent(fence, first -> new State());
    }
}
