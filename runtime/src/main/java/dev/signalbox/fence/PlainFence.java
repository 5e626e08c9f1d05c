package dev.signalbox.fence;

import org.jspecify.annotations.Nullable;

/** A fence that its provider signals: a point on a timeline of work. */
public final class PlainFence extends DmaFence {
    /** The provider of fences that have signalled from the start. */
    private static final class Stubs implements FenceProvider {
        @Override
        public String driverName() {
            return "stub";
        }

        @Override
        public String timelineName(PlainFence fence) {
            return "stub";
        }
    }

    private static final FenceProvider STUBS = new Stubs();

    private final FenceProvider provider;
    private final boolean wide;
    private long deadline = Long.MAX_VALUE;

    private PlainFence(FenceProvider provider, long context, long seqno, boolean wide) {
        super(context, seqno);
        this.provider = provider;
        this.wide = wide;
    }

    /** Creates a pending fence whose seqno is a 32-bit number that may wrap. */
    public static PlainFence wrapping(FenceProvider provider, long context, long seqno) {
        return new PlainFence(provider, context, seqno, false);
    }

    /** Creates a pending fence whose seqno is a 64-bit number. */
    public static PlainFence wide(FenceProvider provider, long context, long seqno) {
        return new PlainFence(provider, context, seqno, true);
    }

    /** Creates a fence of a context of its own that has signalled already, at {@code time}. */
    public static PlainFence stub(long context, long time) {
        PlainFence stub = wide(STUBS, context, 1);
        stub.signal(time);
        return stub;
    }

    /** Signals at {@code time}; returns false when it had signalled before, and then nothing changes. */
    public boolean signal(long time) {
        return signalNow(time);
    }

    /** Signals at {@code time} with an error, or without one; returns false when it had signalled before. */
    public boolean signal(long time, @Nullable Errno why) {
        if (why != null && !isMarkedSignalled()) {
            setError(why);
        }
        return signalNow(time);
    }

    /** Returns the soonest deadline that somebody has set; {@link Long#MAX_VALUE} when nobody has. */
    public long deadline() {
        return deadline;
    }

    @Override
    public String driverName() {
        return isMarkedSignalled() ? FenceProvider.DETACHED : provider.driverName();
    }

    @Override
    public String timelineName() {
        return isMarkedSignalled() ? "signaled-timeline" : provider.timelineName(this);
    }

    @Override
    boolean has64BitSeqno() {
        return wide;
    }

    @Override
    void poll() {
        provider.poll(this);
    }

    @Override
    boolean onEnable() {
        return provider.enableSignalling(this);
    }

    @Override
    void onDeadline(long wished) {
        if (wished < deadline) {
            deadline = wished;
            provider.deadline(this, wished);
        }
    }

    @Override
    void onWatched() {
        throw new IllegalStateException("the plain fence " + this + " watches no other");
    }

    @Override
    long completionTime() {
        if (!isMarkedSignalled()) {
            throw new IllegalStateException(
                    "the provider of " + this + " says that it is done, and has not signalled it");
        }
        return timestamp();
    }
}
