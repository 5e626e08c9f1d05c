package dev.signalbox.fence;

/** Fences as their holder sees them: nobody else has to be asked. */
public final class HeldFenceView implements FenceView<DmaFence> {
    /** The only one that is needed: it holds nothing. */
    public static final FenceView<DmaFence> VIEW = new HeldFenceView();

    private HeldFenceView() {}

    @Override
    public boolean isSignalled(DmaFence fence) {
        return fence.isSignalled();
    }

    @Override
    public long context(DmaFence fence) {
        return fence.context();
    }

    /** Two fences that were given the same seqno do not cover each other. */
    @Override
    public boolean isLaterOrSame(DmaFence newer, DmaFence older) {
        return newer == older || newer.isLaterThan(older);
    }

    @Override
    public boolean isContainer(DmaFence fence) {
        return !(fence instanceof PlainFence);
    }
}
