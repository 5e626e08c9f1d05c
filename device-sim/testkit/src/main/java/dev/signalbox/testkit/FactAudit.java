package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import java.util.ArrayList;
import java.util.List;

/**
 * Balances the books of a device that is closed: no fact contradicts those before it, whatever was opened is closed, every job
 * that was accepted is over, every credit is back. Reads nothing but facts.
 */
public final class FactAudit {
    private FactAudit() {}

    /** Returns what does not balance, in words; empty when all is well. */
    public static List<String> of(List<Fact> facts) {
        return of(DeviceFold.of(facts));
    }

    /** Does the same with facts that were folded. */
    static List<String> of(DeviceFold fold) {
        List<String> problems = new ArrayList<>();
        fold.contradictions().forEach(contradiction -> problems.add(contradiction.toString()));
        DeviceState left = fold.state();
        left.entities()
                .forEach(entity -> entity.unfinished().forEach(jobs -> {
                    for (long job = jobs.first(); job <= jobs.last(); job++) {
                        problems.add("pending: job " + entity.finished().context() + ":" + job
                                + " was accepted and is not over");
                    }
                }));
        left.rings().forEach(ring -> {
            if (ring.credits() != 0) {
                problems.add("ring " + ring.ring() + " has " + ring.credits() + " credits left in flight");
            }
        });
        left.clients().forEach(client -> problems.add("left over: client " + client.client()));
        left.buffers().forEach(buffer -> problems.add("left over: buffer " + buffer.buffer()));
        left.timelines().forEach(timeline -> problems.add("left over: timeline " + timeline.context()));
        return problems;
    }
}
