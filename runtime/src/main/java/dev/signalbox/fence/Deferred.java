package dev.signalbox.fence;

import java.util.ArrayDeque;

/**
 * What containers do after the callbacks that caused it: completing. Their owner settles it at the end of each of its steps,
 * so that no callback runs inside the callback of another fence, however deep containers are nested. In the kernel: irq_work.
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
