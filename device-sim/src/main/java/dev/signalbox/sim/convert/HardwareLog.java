package dev.signalbox.sim.convert;

import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import java.util.Map;
import java.util.TreeMap;

/** What the facts of a run tell of its device that a scenario cannot say, and when resets of the whole device ended jobs. */
final class HardwareLog {
    private final Map<Integer, Long> heard = new TreeMap<>();
    private long asked = -1;
    private int writes;
    private int failures;

    void report(DeviceFact fact) {
        if (fact instanceof DeviceFact.BufferWritten) {
            writes++;
        } else if (fact instanceof DeviceFact.FailureInjected) {
            failures++;
        } else if (fact instanceof DeviceFact.ResetRequested request && request.scope() == ResetScope.DEVICE) {
            asked = fact.time();
        } else if (fact instanceof DeviceFact.RingReset reset && reset.scope() == ResetScope.DEVICE) {
            heard.put(reset.ring(), fact.time());
        }
    }

    /** Returns whether a ring is to hear of the end of a reset of the whole device, or hears of it now. */
    boolean mayEndJobs(int ring, long now) {
        long last = heard.getOrDefault(ring, -1L);
        return last == now || (asked >= 0 && last < asked);
    }

    /** Counts what a scenario leaves out of it. */
    void leaveOut(LeftOut leftOut) {
        leftOut.add("write into a buffer", writes);
        leftOut.add("injected failure", failures);
    }
}
