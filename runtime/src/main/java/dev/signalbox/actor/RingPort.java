package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.device.Engine;
import dev.signalbox.device.RingMemory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where to reach a ring, and what it publishes about its load. */
public final class RingPort {
    private final int number;
    private final Engine engine;
    private final RingMemory memory;
    private final AtomicLong score = new AtomicLong();
    private final AtomicInteger queues = new AtomicInteger();
    private volatile @Nullable ActorRef<RingCommand> actor;
    private volatile long busyNanos;
    private volatile long finishedJobs;

    /** Creates the port of ring {@code number}; {@link #servedBy} follows before anybody uses it. */
    public RingPort(int number, Engine engine, RingMemory memory) {
        this.number = number;
        this.engine = engine;
        this.memory = memory;
    }

    /** Returns the ring's number on its device. */
    public int number() {
        return number;
    }

    /** Returns the engine behind the ring. */
    public Engine engine() {
        return engine;
    }

    /** Returns what it shares with the device. */
    public RingMemory memory() {
        return memory;
    }

    /** Returns for how many nanoseconds the engine has been busy with jobs that are over. */
    public long busyNanos() {
        return busyNanos;
    }

    /** Returns how many jobs were given to the ring and are over. */
    public long finishedJobs() {
        return finishedJobs;
    }

    /** Returns jobs pushed and not over, plus entities that joined: what load balancing compares. */
    long score() {
        return score.get();
    }

    /** Counts one more queue that may use the ring; returns false, and counts nothing, when there are as many as may be. */
    public boolean addQueue(int limit) {
        return queues.getAndUpdate(open -> Math.min(limit, open + 1)) < limit;
    }

    /** Counts one queue less. */
    public void removeQueue() {
        queues.decrementAndGet();
    }

    /** Returns the ring's actor. */
    public ActorRef<RingCommand> actor() {
        ActorRef<RingCommand> known = actor;
        if (known == null) {
            throw new IllegalStateException("ring " + number + " has no actor yet");
        }
        return known;
    }

    /** Says which actor serves the ring. */
    public void servedBy(ActorRef<RingCommand> ring) {
        actor = ring;
    }

    void addLoad(long change) {
        score.addAndGet(change);
    }

    void publish(long busy, long finished) {
        busyNanos = busy;
        finishedJobs = finished;
    }
}
