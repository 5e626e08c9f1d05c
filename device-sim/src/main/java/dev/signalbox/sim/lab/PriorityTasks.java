package dev.signalbox.sim.lab;

import akka.dispatch.Mailbox;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The highest priority runs first. A mailbox keeps the priority drawn when it was first seen; any other task draws its
 * own. At change points, a random number of steps apart, the task about to run falls below all others instead.
 */
final class PriorityTasks implements TaskQueue {
    /** Mean steps between change points: one of 2, 8, 32 or 128 for a whole run, so that seeds differ in kind too. */
    private static final int[] PERIODS = {2, 8, 32, 128};

    private final SplittableRandom random;
    private final int period;
    private final PriorityQueue<Seat> waiting = new PriorityQueue<>();

    /** Asked by key only, never walked: its order depends on identity hash codes. */
    private final IdentityHashMap<Mailbox, Seat> mailboxes = new IdentityHashMap<>();

    private long arrivals;
    private long floor;
    private int stepsToChange;

    PriorityTasks(SplittableRandom random) {
        this.random = random;
        this.period = PERIODS[random.nextInt(PERIODS.length)];
        this.stepsToChange = drawChange();
    }

    @Override
    public void add(Runnable task) {
        Seat seat = task instanceof Mailbox mailbox ? seatOf(mailbox) : newSeat(task);
        seat.arrival = arrivals++;
        waiting.add(seat);
    }

    @Override
    public @Nullable Runnable poll() {
        Seat first = waiting.poll();
        if (first != null && --stepsToChange <= 0) {
            stepsToChange = drawChange();
            first.priority = --floor;
            waiting.add(first);
            first = waiting.poll();
        }
        return first == null ? null : first.task;
    }

    @Override
    public void ran(Runnable task) {
        if (task instanceof Mailbox mailbox && mailbox.isClosed()) {
            mailboxes.remove(mailbox);
        }
    }

    private Seat seatOf(Mailbox mailbox) {
        Seat seat = mailboxes.get(mailbox);
        if (seat == null) {
            seat = newSeat(mailbox);
            mailboxes.put(mailbox, seat);
        }
        return seat;
    }

    private Seat newSeat(Runnable task) {
        return new Seat(task, random.nextLong(Long.MAX_VALUE));
    }

    private int drawChange() {
        return 1 + random.nextInt(2 * period - 1);
    }

    /** A task with its place in the order; a mailbox waits at most once at a time, so one seat serves its whole life. */
    private static final class Seat implements Comparable<Seat> {
        private final Runnable task;
        private long priority;
        private long arrival;

        private Seat(Runnable task, long priority) {
            this.task = task;
            this.priority = priority;
        }

        @Override
        public int compareTo(Seat other) {
            int byPriority = Long.compare(other.priority, priority);
            return byPriority != 0 ? byPriority : Long.compare(arrival, other.arrival);
        }
    }
}
