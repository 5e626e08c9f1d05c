package dev.signalbox.fence;

/**
 * What somebody knows of other owners' fences, without asking them. It may lag behind, never run ahead: {@code true} is
 * final, {@code false} means "not that I know".
 */
@FunctionalInterface
public interface SignalledView {
    /** Returns whether the fence is known to have signalled. */
    boolean isSignalled(FenceId fence);
}
