package dev.signalbox.journal;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a journal. Whatever waits is done as a group: first everything is written, then it is forced once,
 * then everybody is told. So the disk's delay is shared, and what comes in meanwhile is the next group.
 */
final class GroupCommit implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /** A request, and whoever waits for it. */
    private static final class Waiting<T> {
        private final Function<EventStore, T> request;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;

        Waiting(Function<EventStore, T> request) {
            this.request = request;
        }

        /** Carries the request out; a failure is told at once, success with the group. */
        void run(EventStore store) {
            try {
                result = request.apply(store);
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        }

        void succeed() {
            answer.complete(result);
        }

        void fail(RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private final EventStore store;
    private final boolean force;
    private final int capacity;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Waiting<?>> queue = new ArrayDeque<>();
    private boolean closed;

    private GroupCommit(EventStore store, boolean force, int capacity, Path dir) {
        this.store = store;
        this.force = force;
        this.capacity = capacity;
        this.thread = new Thread(this::work, "signalbox-journal-" + dir.getFileName());
        this.thread.setDaemon(true);
    }

    /**
     * Starts the thread; it owns the store, and closes it at its end.
     *
     * @param force whether a group is forced to the disk before anybody is told; otherwise all is forced at the end
     * @param capacity how many requests may wait
     */
    static GroupCommit start(EventStore store, boolean force, int capacity, Path dir) {
        GroupCommit started = new GroupCommit(store, force, capacity, dir);
        started.thread.start();
        return started;
    }

    /**
     * Asks for something. While the queue is full the caller waits for room, which is what slows writers down to what the disk
     * takes.
     *
     * @return the answer; {@code ESHUTDOWN} when the journal is closed, {@link JournalIoException} when it has failed
     */
    <T> CompletableFuture<T> ask(Function<EventStore, T> request) {
        Waiting<T> waiting = new Waiting<>(request);
        if (!enqueue(waiting)) {
            waiting.fail(closedRefusal());
        }
        return waiting.answer;
    }

    private boolean enqueue(Waiting<?> waiting) {
        lock.lock();
        try {
            while (queue.size() >= capacity && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                queue.add(waiting);
                changed.signalAll();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try (store) {
            for (List<Waiting<?>> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
                commit(group);
            }
        } catch (JournalIoException failed) {
            LOG.error("The journal did not close: {}", failed.getMessage());
        } finally {
            shut();
        }
    }

    /** Takes nothing new; what is still waiting is refused, which happens only when the thread ends by an error. */
    private void shut() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            queue.forEach(waiting -> waiting.fail(closedRefusal()));
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private static Refusal closedRefusal() {
        return new Refusal(Errno.ESHUTDOWN, "the journal is closed", "open it again");
    }

    private void commit(List<Waiting<?>> group) {
        try {
            group.forEach(waiting -> waiting.run(store));
            if (force) {
                store.forceNew();
            }
            group.forEach(Waiting::succeed);
        } catch (JournalIoException failed) {
            group.forEach(waiting -> waiting.fail(failed));
        } finally {
            refuseUnanswered(group);
        }
    }

    /** An error that ends the thread, such as memory running out, leaves nobody waiting. */
    private static void refuseUnanswered(List<Waiting<?>> group) {
        group.stream().filter(waiting -> !waiting.answer.isDone()).forEach(waiting -> waiting.fail(closedRefusal()));
    }

    /** Waits for requests and takes all there are; empty when the journal is closed. */
    private List<Waiting<?>> nextGroup() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Waiting<?>> group = new ArrayList<>(queue);
            queue.clear();
            changed.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing new, ends what waits, and returns when the journal is closed. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
