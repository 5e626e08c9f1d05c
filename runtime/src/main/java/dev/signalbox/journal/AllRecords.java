package dev.signalbox.journal;

import dev.signalbox.event.Gate;
import dev.signalbox.fence.Refusal;
import java.util.Iterator;
import java.util.List;

/**
 * The gate of one device of a runtime. Jobs may depend on fences of another device, so what is shown here rests on the facts
 * there as well: it passes the record of its own device first, then those of all others.
 *
 * @param own of its device
 * @param all of the runtime; others come and go
 */
record AllRecords(Recorder own, List<Recorder> all) implements Gate {
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public void pass(Held held) {
        own.pass(all.size() == 1 ? held : new Next(held, all.iterator()));
    }

    @Override
    public void refuseWhenBroken() {
        own.refuseWhenBroken();
    }

    /** Passes one record after the other. */
    private final class Next implements Held {
        private final Held held;
        private final Iterator<Recorder> others;

        Next(Held held, Iterator<Recorder> others) {
            this.held = held;
            this.others = others;
        }

        @Override
        public void pass() {
            while (others.hasNext()) {
                Recorder other = others.next();
                if (other != own && !other.isBroken()) {
                    other.pass(this);
                    return;
                }
            }
            held.pass();
        }

        /** What another device can no longer store holds nobody up here. */
        @Override
        public void lost(Refusal why) {
            if (own.isBroken()) {
                held.lost(why);
            } else {
                pass();
            }
        }
    }
}
