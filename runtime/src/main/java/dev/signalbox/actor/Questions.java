package dev.signalbox.actor;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a program has asked owners of a device through one client, and has not heard of: an owner that stops leaves nobody
 * waiting. Each question is answered once, by whoever is first. Any thread may use it.
 */
public final class Questions {
    private final Set<Pledge<?>> open = new LinkedHashSet<>();
    private @Nullable Refusal over;

    /** Creates none. */
    public Questions() {}

    /**
     * Notes a question that is about to be asked.
     *
     * @throws Refusal EIO when there is nobody to answer it
     */
    public synchronized void asked(Pledge<?> pledge) {
        refuseWhenOver();
        open.add(pledge);
    }

    /**
     * Refuses when an owner has stopped.
     *
     * @throws Refusal EIO then
     */
    public synchronized void refuseWhenOver() {
        if (over != null) {
            throw over;
        }
    }

    /** Takes a question to answer it; returns false when it was answered before. */
    synchronized boolean take(Pledge<?> pledge) {
        return open.remove(pledge);
    }

    /** An owner has stopped: answers all questions, also those that other owners would answer, and takes no more. */
    synchronized List<ReadyAnswer<?>> end() {
        Refusal why = new Refusal(Errno.EIO, "an owner of the device has stopped", "open the device again");
        over = why;
        List<ReadyAnswer<?>> answers = new ArrayList<>(open.size());
        open.forEach(pledge -> answers.add(ReadyAnswer.failed(pledge, why)));
        open.clear();
        return answers;
    }
}
