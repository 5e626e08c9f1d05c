package dev.signalbox.resv;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one reservation. Who holds another lock waits here only for younger ones, and backs off from older ones, so no
 * circle closes. Who holds nothing may wait for anybody. In the kernel: struct ww_mutex, of a wait-die class.
 */
final class ReservationLock {
    private final NavigableSet<Exec> waiters = new TreeSet<>(Comparator.comparing(Exec::ticket));
    private @Nullable Exec holder;

    boolean isHeld() {
        return holder != null;
    }

    LockAnswer ask(Exec asker) {
        Exec now = holder;
        if (now == asker) {
            return LockAnswer.ALREADY_LOCKED;
        }
        if (now == null) {
            holder = asker;
            return LockAnswer.LOCKED;
        }
        boolean hasElder = now.isOlderThan(asker) || waiters.lower(asker) != null;
        if (asker.holdsAny() && hasElder) {
            return LockAnswer.BACK_OFF;
        }
        waiters.add(asker);
        sendAwayBehind(asker);
        return LockAnswer.WAITING;
    }

    /** Gives the lock to the oldest that waits; to nobody when nobody does. */
    void release() {
        Exec next = waiters.pollFirst();
        holder = next;
        if (next != null) {
            sendAwayBehind(next);
            next.granted();
        }
    }

    void withdraw(Exec waiter) {
        waiters.remove(waiter);
    }

    /** Sends the younger ones away that hold something: they would wait for an older one now. */
    private void sendAwayBehind(Exec older) {
        List<Exec> dying =
                waiters.tailSet(older, false).stream().filter(Exec::holdsAny).toList();
        dying.forEach(waiters::remove);
        dying.forEach(Exec::refused);
    }
}
