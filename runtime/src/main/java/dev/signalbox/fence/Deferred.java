package dev.signalbox.fence;

import java.util.ArrayDeque;

/**
 * What containers do after the callbacks that caused it: completing. Their owner settles it at the end of each of its steps,
 * so that the signal of a member or payload never runs the callbacks of what is made of it, however deep containers are nested.
 * A callback that itself looks whether a container has signalled may complete it, and then the container's callbacks run inside
 * that one. In the kernel: irq_work.
 */
public final class Deferred {
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();

    void add(Runnable later) {
        work.add(later);
    }

    /** Does all of it, also what is added meanwhile. */
    public void settle() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }
}
