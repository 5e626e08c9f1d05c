package dev.signalbox;

import dev.signalbox.actor.LocatedFence;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A handle of a sync object: a box for a fence that programs name before the fence exists. Binary, it holds one fence, or none.
 * With points (64-bit numbers from 1) it is a timeline. In the kernel: drm_syncobj.
 *
 * <p>Changes are made in the order of the calls of one thread, together with submissions that use the object. A job can only wait
 * for a point that is there; a program may wait for one that is not.
 */
public final class SyncObject {
    private final Client client;
    private final long number;
    private final String name;
    private boolean closed;

    SyncObject(Client client, long number, String name) {
        this.client = client;
        this.number = number;
        this.name = name;
    }

    /** Returns its number on its device. */
    public long number() {
        return number;
    }

    /** Returns what people call it. */
    public String name() {
        return name;
    }

    /** Returns one of its points; 0 is the object as a whole, as a binary one. */
    public SyncPoint at(long point) {
        return new SyncPoint(this, point);
    }

    /**
     * Puts a fence in that has signalled, in place of what it holds.
     *
     * @throws Refusal ENOENT when the handle is closed
     */
    public void signal() {
        client.signal(List.of(at(0)));
    }

    /**
     * Adds a point that has signalled; it is reached when all before it are.
     *
     * @param point 0 as {@link #signal()}
     * @throws Refusal ENOENT when the handle is closed
     */
    public void signal(long point) {
        client.signal(List.of(at(point)));
    }

    /**
     * Empties it; it forgets its points. Who waits for a fence that it has found goes on waiting for that.
     *
     * @throws Refusal ENOENT when the handle is closed
     */
    public void reset() {
        client.reset(List.of(this));
    }

    /**
     * Asks how far its timeline has come.
     *
     * @return the newest point that is reached; 0 when it is no timeline
     * @throws Refusal ENOENT when the handle is closed
     */
    public CompletionStage<Long> value() {
        return query(false);
    }

    /**
     * Asks for its newest point, reached or not.
     *
     * @return 0 when it is no timeline
     * @throws Refusal ENOENT when the handle is closed
     */
    public CompletionStage<Long> lastSubmitted() {
        return query(true);
    }

    /**
     * Puts the fence of a point into another object, or into another point of this one: to point 0 as it is, in place of what is
     * there; to any other point as a new point.
     *
     * @return the time at which it was done, in nanoseconds; EINVAL when the point is not there, ENOENT when an object is gone
     * @throws Refusal ENOENT when a handle is closed; EINVAL when the other object is of another device
     */
    public CompletionStage<Long> transfer(long point, SyncPoint target) {
        return transfer(point, target, Long.MIN_VALUE);
    }

    /**
     * Does the same as soon as the point is there.
     *
     * @return fails with ETIME when that takes longer than {@code patience}
     */
    public CompletionStage<Long> transferWhenThere(long point, SyncPoint target, Duration patience) {
        return transfer(point, target, client.device().after(patience));
    }

    /**
     * Takes the fences out that are still to signal until a point is reached. What happens to the object later does not change
     * the file.
     *
     * @param point 0 for all that it holds
     * @return EINVAL when it holds nothing, or the point is not there
     * @throws Refusal ENOENT when the handle is closed
     */
    public CompletionStage<SyncFile> exportFile(long point) {
        SyncPointId source = id(point);
        return client.<List<LocatedFence>>ask(reply -> new SyncCommand.ExportPoint(source, reply))
                .thenApply(fences -> client.file(name, fences));
    }

    /**
     * Puts the fences of a file in.
     *
     * @param point 0 in place of what it holds; any other as a new point
     * @throws Refusal ENOENT when the handle is closed
     */
    public void importFile(SyncFile file, long point) {
        client.tellTable(new SyncCommand.Attach(client.number(), id(point), file.ids(client.device())));
    }

    /**
     * Tells when a point is there, or reached, also when it is not there yet.
     *
     * @param available whether it is enough that the point is there
     * @throws Refusal ENOENT when the handle is closed
     */
    public CompletionStage<Integer> subscribe(long point, boolean available) {
        PointWait wait = PointWait.forAny(at(point)).whenSubmitted();
        return client.await(available ? wait.whenAvailable() : wait);
    }

    /**
     * Returns what another client opens a handle of the same object with, {@link Client#open}.
     *
     * @throws Refusal ENOENT when the handle is closed
     */
    public Shared share() {
        id(0);
        return new Shared(this);
    }

    /** Closes the handle; the object goes with the last handle of all clients. */
    public void close() {
        client.close(this);
    }

    /** An object that a client offers to others; it stays theirs to open while any client has a handle. */
    public static final class Shared {
        private final SyncObject object;

        private Shared(SyncObject object) {
            this.object = object;
        }

        SyncObject object() {
            return object;
        }
    }

    private CompletionStage<Long> query(boolean lastSubmitted) {
        long object = id(0).object();
        return client.<List<Long>>ask(reply -> new SyncCommand.Query(List.of(object), lastSubmitted, reply))
                .thenApply(values -> values.get(0));
    }

    private CompletionStage<Long> transfer(long point, SyncPoint target, long until) {
        SyncPointId source = id(point);
        SyncPointId destination = target.id(client.device());
        return client.ask(reply -> new SyncCommand.Transfer(client.number(), source, destination, until, reply));
    }

    /** Names a point to the table; refuses when the handle is closed. */
    SyncPointId id(long point) {
        if (isClosed()) {
            throw new Refusal(Errno.ENOENT, "the handle of sync object " + name + " is closed", "use an open one");
        }
        return new SyncPointId(number, point);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Returns false when it was closed before. */
    synchronized boolean end() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    Client client() {
        return client;
    }

    @Override
    public String toString() {
        return name + "#" + number;
    }
}
