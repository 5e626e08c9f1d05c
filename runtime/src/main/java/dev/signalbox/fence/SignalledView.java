package dev.signalbox.fence;

/**
 * What somebody knows of other owners' fences, without asking them. It may lag behind, never run ahead: {@code true} is
 * final, {@code false} means "not that I know".
 */
@FunctionalInterface
public interface SignalledView extends FenceView<FenceId> {
    @Override
    default long context(FenceId fence) {
        return fence.context();
    }

    @Override
    default boolean isLaterOrSame(FenceId newer, FenceId older) {
        return newer.seqno() >= older.seqno();
    }
}
