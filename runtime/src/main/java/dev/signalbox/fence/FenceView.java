package dev.signalbox.fence;

/**
 * What the rules of other rooms need to know of fences, whether those are values or objects that somebody holds.
 *
 * @param <F> how fences are told from each other: {@link FenceId} or {@link DmaFence}
 */
public interface FenceView<F> {
    /** Returns whether the fence has signalled, as far as is known; {@code true} is final. */
    boolean isSignalled(F fence);

    /** Returns the context that a fence is on. */
    long context(F fence);

    /**
     * Returns whether waiting for {@code newer} covers {@code older}: both are one fence, or {@code newer} is strictly later.
     * Both are of one context.
     */
    boolean isLaterOrSame(F newer, F older);

    /** Returns whether the fence is made of others. */
    default boolean isContainer(F fence) {
        return false;
    }
}
