package dev.signalbox.sim.lab;

import akka.actor.ActorRef;
import akka.actor.SchedulerException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import scala.concurrent.ExecutionContext;

/**
 * The one executor and the one clock of a lab. Tasks and timers are taken from any dispatcher of the actor system and
 * run, one at a time, on the thread that made the core.
 */
final class LabCore {
    private final Thread owner = Thread.currentThread();
    private final ForeignThreads foreign = new ForeignThreads();
    private final Timers timers = new Timers();
    private TaskQueue tasks = new ArrivalTasks();
    private long nowNanos;
    private long tasksRun;
    private boolean running;
    private boolean closed;
    private volatile @Nullable MessageListener listener;

    /** Moves what waits into another queue, in the order in which the old one would have run it. */
    void chooseBy(TaskQueue next) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            next.add(task);
        }
        tasks = next;
    }

    /** Takes a task from a dispatcher; any thread may call. */
    void submit(Runnable task) {
        if (handedOver("task submitted", () -> tasks.add(task))) {
            return;
        }
        if (closed) {
            throw new RejectedExecutionException("the lab is closed");
        }
        tasks.add(task);
    }

    /** Takes a timer from the scheduler; any thread may call. A delay that is not positive is due now. */
    Timer schedule(Runnable task, long delayNanos, ExecutionContext target) {
        Timer timer = new Timer(this, task, target);
        if (handedOver("timer set", () -> timers.add(timer, after(delayNanos)))) {
            return timer;
        }
        if (closed) {
            throw new SchedulerException("the lab is closed");
        }
        timers.add(timer, after(delayNanos));
        return timer;
    }

    private long after(long delayNanos) {
        long due = nowNanos + Math.max(0, delayNanos);
        return due < 0 ? Long.MAX_VALUE - 1 : due;
    }

    void timerCancelled() {
        timers.noteCancelled();
    }

    /** Runs one task or moves the clock to the next timer; false when there is neither. */
    boolean step() {
        return stepNow() || fireUpTo(Long.MAX_VALUE - 1);
    }

    /** Runs one task or fires the timers that are due; false when nothing is left to do at this time. */
    boolean stepNow() {
        if (running || closed) {
            throw new IllegalStateException(closed ? "the lab is closed" : "a task of the lab must not run the lab");
        }
        return runOne() || fireUpTo(nowNanos);
    }

    /** Moves the clock to the next timer, unless it is later than that. */
    private boolean fireUpTo(long nanos) {
        long next = timers.nextNanos();
        if (next > nanos) {
            return false;
        }
        nowNanos = next;
        timers.fireDue(nowNanos);
        return true;
    }

    /** Runs tasks until none is left, without moving the clock; a task that blocks may call this from inside. */
    void drain() {
        boolean outer = running;
        boolean more = true;
        while (more) {
            more = runOne();
        }
        running = outer;
    }

    private boolean runOne() {
        requireOwner();
        takeForeignWork();
        timers.fireDue(nowNanos);
        Runnable task = tasks.poll();
        if (task == null) {
            return false;
        }
        tasksRun++;
        running = true;
        try {
            task.run();
        } finally {
            running = false;
            tasks.ran(task);
        }
        return true;
    }

    private void takeForeignWork() {
        for (Runnable work = foreign.take(); work != null; work = foreign.take()) {
            work.run();
        }
    }

    /** Runs what must run when the scheduler goes, and drops the other timers. */
    void closeTimers() {
        for (Timer timer : timers.removeAll()) {
            timer.runOnClose();
        }
    }

    void close() {
        closed = true;
    }

    void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("this lab belongs to thread " + owner.getName());
        }
    }

    /** On a foreign thread: records it, leaves the work for the owner and says true. On the owner: false. */
    boolean handedOver(String what, Runnable work) {
        if (Thread.currentThread() == owner) {
            return false;
        }
        foreign.record(what);
        foreign.handOver(work);
        return true;
    }

    /** Records the calling thread if it is not the owner. */
    void check(String what) {
        if (Thread.currentThread() != owner) {
            foreign.record(what);
        }
    }

    void listenToMessages(MessageListener by) {
        listener = by;
    }

    void noteMessage(ActorRef receiver, Object message) {
        MessageListener listening = listener;
        if (listening != null) {
            listening.sent(receiver.path().name(), message);
        }
    }

    long nowNanos() {
        return nowNanos;
    }

    long tasksRun() {
        return tasksRun;
    }

    long foreignCount() {
        return foreign.count();
    }

    @Nullable Throwable firstForeign() {
        return foreign.first();
    }
}
