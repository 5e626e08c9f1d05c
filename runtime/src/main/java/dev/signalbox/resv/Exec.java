package dev.signalbox.resv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Locks several reservations for one submission, in any order, without a deadlock against others that do the same. In the
 * kernel: struct drm_exec.
 *
 * <p>Whoever is told to back off gives everything back, and begins again with the lock that it could not get
 * ({@link #untilAllLocked} does that). It keeps its age meanwhile, so it is the oldest one day and gets its way.
 */
public final class Exec implements AutoCloseable {
    private final Ticket ticket;
    private final boolean ignoreDuplicates;
    private final Runnable woken;
    private final List<Guarded> held = new ArrayList<>();
    private final List<Guarded> prelocked = new ArrayList<>();
    private @Nullable Guarded awaited;
    private @Nullable Guarded contended;

    /**
     * Creates one that holds nothing.
     *
     * @param ignoreDuplicates whether locking what is held already counts as success
     * @param woken is called when {@link LockAnswer#WAITING} is over, one way or the other: ask again, but not from inside
     */
    public Exec(Ticket ticket, boolean ignoreDuplicates, Runnable woken) {
        this.ticket = ticket;
        this.ignoreDuplicates = ignoreDuplicates;
        this.woken = woken;
    }

    /**
     * Runs steps that lock, again from the start whenever they are told to back off.
     *
     * @param steps lock everything in turn, and return at the first answer that is not {@link LockAnswer#LOCKED}; what is held
     *     when they are run counts as not locked yet
     * @return what the steps returned; after {@link LockAnswer#WAITING}, call this again when woken
     */
    public LockAnswer untilAllLocked(Function<Exec, LockAnswer> steps) {
        prelocked.clear();
        prelocked.addAll(held);
        LockAnswer answer = steps.apply(this);
        while (answer == LockAnswer.BACK_OFF) {
            backOff();
            answer = steps.apply(this);
        }
        return answer;
    }

    /** Locks an object's reservation; before that, the one that it had to back off from. */
    public LockAnswer lock(Guarded object) {
        LockAnswer first = lockContended();
        if (first != LockAnswer.LOCKED) {
            return first;
        }
        if (prelocked.remove(object)) {
            return LockAnswer.LOCKED;
        }
        LockAnswer answer = ask(object);
        return answer == LockAnswer.ALREADY_LOCKED && ignoreDuplicates ? LockAnswer.LOCKED : answer;
    }

    /**
     * Locks an object's reservation and reserves slots in it.
     *
     * @throws dev.signalbox.fence.Refusal when {@link Reservation#reserve} does; the object is unlocked then
     */
    public LockAnswer prepare(Guarded object, int slots) {
        LockAnswer answer = lock(object);
        if (answer == LockAnswer.LOCKED) {
            boolean reserved = false;
            try {
                object.reservation().reserve(slots);
                reserved = true;
            } finally {
                if (!reserved) {
                    unlock(object);
                }
            }
        }
        return answer;
    }

    /** Prepares objects in turn, up to the first that is not locked; those before it stay held. */
    public LockAnswer prepareAll(List<? extends Guarded> objects, int slots) {
        for (Guarded object : objects) {
            LockAnswer answer = prepare(object, slots);
            if (answer != LockAnswer.LOCKED) {
                return answer;
            }
        }
        return LockAnswer.LOCKED;
    }

    /** Unlocks an object that was locked under its own name; any other stays as it is. */
    public void unlock(Guarded object) {
        if (held.remove(object)) {
            prelocked.remove(object);
            object.reservation().lock().release();
        }
    }

    /** Gives everything back, to begin again with the lock that it could not get. */
    public void backOff() {
        prelocked.clear();
        while (!held.isEmpty()) {
            held.remove(held.size() - 1).reservation().lock().release();
        }
    }

    /** Gives everything back and waits for nothing any more. */
    @Override
    public void close() {
        Guarded wanted = awaited;
        if (wanted != null) {
            wanted.reservation().lock().withdraw(this);
            awaited = null;
        }
        contended = null;
        backOff();
    }

    /** Returns the objects that are held, in the order in which they were locked. */
    public List<Guarded> held() {
        return List.copyOf(held);
    }

    /** Returns whether a question for a lock is open. */
    public boolean isWaiting() {
        return awaited != null;
    }

    private LockAnswer lockContended() {
        Guarded first = contended;
        if (awaited != null) {
            return LockAnswer.WAITING;
        }
        if (first == null) {
            return LockAnswer.LOCKED;
        }
        if (!held.isEmpty()) {
            return LockAnswer.BACK_OFF;
        }
        contended = null;
        LockAnswer answer = ask(first);
        if (answer == LockAnswer.LOCKED) {
            prelocked.add(first);
        }
        return answer;
    }

    private LockAnswer ask(Guarded object) {
        LockAnswer answer = object.reservation().lock().ask(this);
        switch (answer) {
            case LOCKED -> held.add(object);
            case WAITING -> awaited = object;
            case BACK_OFF -> contended = object;
            case ALREADY_LOCKED -> {}
        }
        return answer;
    }

    Ticket ticket() {
        return ticket;
    }

    boolean isOlderThan(Exec other) {
        return ticket.compareTo(other.ticket) < 0;
    }

    boolean holdsAny() {
        return !held.isEmpty();
    }

    /** Hears that the lock it waits for is its own now. */
    void granted() {
        Guarded got = settled();
        held.add(got);
        prelocked.add(got);
        woken.run();
    }

    /** Hears that it has to back off from the lock that it waits for. */
    void refused() {
        contended = settled();
        woken.run();
    }

    private Guarded settled() {
        Guarded wanted = awaited;
        if (wanted == null) {
            throw new IllegalStateException("ticket " + ticket.number() + " waits for no lock");
        }
        awaited = null;
        return wanted;
    }
}
