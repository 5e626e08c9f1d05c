package dev.signalbox.sim.lab;

import akka.dispatch.Mailbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
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
    private final PriorityBuckets waiting = new PriorityBuckets();
    private final List<Seat> seats = new ArrayList<>();
    private final List<Seat> freeSeats = new ArrayList<>();

    /** Mailboxes of another kind than the lab's. Asked by key only, never walked: its order depends on identity hash codes. */
    private final IdentityHashMap<Mailbox, Seat> strangers = new IdentityHashMap<>();

    private long floor;
    private int stepsToChange;

    PriorityTasks(SplittableRandom random) {
        this.random = random;
        this.period = PERIODS[random.nextInt(PERIODS.length)];
        this.stepsToChange = drawChange();
    }

    @Override
    public void add(Runnable task) {
        Seat seat = task instanceof Mailbox mailbox ? seatOf(mailbox) : takeSeat(task);
        waiting.put(seat.slot, seat.priority);
    }

    @Override
    public @Nullable Runnable poll() {
        int slot = waiting.removeGreatest();
        if (slot >= 0 && --stepsToChange <= 0) {
            stepsToChange = drawChange();
            demote(seats.get(slot));
            slot = waiting.removeGreatest();
        }
        return slot < 0 ? null : leave(seats.get(slot));
    }

    /** Below all others; when no key is left below, all that fell before get new ones in the same order. */
    private void demote(Seat seat) {
        if (floor == waiting.leastKey()) {
            raiseFloor();
        }
        seat.priority = --floor;
        waiting.put(seat.slot, seat.priority);
    }

    private void raiseFloor() {
        List<Seat> queued = new ArrayList<>();
        for (int slot = waiting.removeGreatest(); slot >= 0; slot = waiting.removeGreatest()) {
            queued.add(seats.get(slot));
        }
        floor = 0;
        seats.stream()
                .filter(seat -> seat.priority < 0)
                .sorted(Comparator.comparingLong((Seat seat) -> seat.priority).reversed())
                .forEach(seat -> seat.priority = --floor);
        queued.forEach(seat -> waiting.put(seat.slot, seat.priority));
    }

    /** What is no mailbox comes once, so its seat is free at once. */
    private Runnable leave(Seat seat) {
        Runnable task = Objects.requireNonNull(seat.task);
        if (!(task instanceof Mailbox)) {
            free(seat);
        }
        return task;
    }

    @Override
    public void ran(Runnable task) {
        if (task instanceof Mailbox mailbox && mailbox.isClosed()) {
            removeSeatOf(mailbox);
        }
    }

    private Seat seatOf(Mailbox mailbox) {
        Seat seat =
                mailbox.messageQueue() instanceof LabMailbox.Messages messages ? messages.seat : strangers.get(mailbox);
        return seat == null || seat.of != this ? seat(mailbox) : seat;
    }

    private Seat seat(Mailbox mailbox) {
        Seat seat = takeSeat(mailbox);
        if (mailbox.messageQueue() instanceof LabMailbox.Messages messages) {
            messages.seat = seat;
        } else {
            strangers.put(mailbox, seat);
        }
        return seat;
    }

    private void removeSeatOf(Mailbox mailbox) {
        Seat seat;
        if (mailbox.messageQueue() instanceof LabMailbox.Messages messages) {
            seat = messages.seat;
            messages.seat = null;
        } else {
            seat = strangers.remove(mailbox);
        }
        if (seat != null && seat.of == this) {
            free(seat);
        }
    }

    private Seat takeSeat(Runnable task) {
        Seat seat = freeSeats.isEmpty() ? newSeat() : freeSeats.remove(freeSeats.size() - 1);
        seat.task = task;
        seat.priority = random.nextLong(Long.MAX_VALUE);
        return seat;
    }

    private Seat newSeat() {
        Seat seat = new Seat(this, waiting.addSlot());
        seats.add(seat);
        return seat;
    }

    private void free(Seat seat) {
        seat.task = null;
        freeSeats.add(seat);
    }

    private int drawChange() {
        return 1 + random.nextInt(2 * period - 1);
    }

    /** A task with its place in the order; a mailbox waits at most once at a time, so one seat serves its whole life. */
    static final class Seat {
        /** A mailbox may still have the one of a queue that was there before. */
        private final PriorityTasks of;

        private final int slot;
        private @Nullable Runnable task;
        private long priority;

        private Seat(PriorityTasks of, int slot) {
            this.of = of;
            this.slot = slot;
        }
    }
}
