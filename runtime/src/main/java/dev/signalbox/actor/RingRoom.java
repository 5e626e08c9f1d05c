package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactGatherer;
import dev.signalbox.ring.RingWriter;
import dev.signalbox.ring.SubmissionRing;

/** What the parts of a ring share: what is on it, both ends of the hardware, its facts, and the time of the message that is handled. */
final class RingRoom {
    private final Board board;
    private final RingPort port;
    private final ActorRef<DeviceCommand> device;
    private final FactGatherer facts;
    private final SubmissionRing<RingEntry> entries;
    private final RingWriter writer;
    private long now;

    RingRoom(Board board, RingPort port, ActorRef<DeviceCommand> device) {
        this.board = board;
        this.port = port;
        this.device = device;
        this.facts = new FactGatherer(board.facts());
        this.entries = new SubmissionRing<>(port.engine().credits());
        this.writer = new RingWriter(port.memory());
    }

    RingPort port() {
        return port;
    }

    int number() {
        return port.number();
    }

    /** Returns what is shared with the device. */
    RingMemory memory() {
        return port.memory();
    }

    FactGatherer facts() {
        return facts;
    }

    /** Returns what was given to the hardware and is not over. */
    SubmissionRing<RingEntry> entries() {
        return entries;
    }

    RingWriter writer() {
        return writer;
    }

    /** Looks at the clock. */
    void look() {
        now = board.now();
    }

    /** Returns when it last looked at the clock. */
    long now() {
        return now;
    }

    /** Returns the time so many nanoseconds later; {@link Long#MAX_VALUE} when that is beyond the clock. */
    long after(long nanos) {
        return nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
    }

    boolean isEmpty() {
        return entries.retired() == entries.written();
    }

    /** Returns the oldest entry, or if there is none the next. */
    long head() {
        return entries.retired() + 1;
    }

    boolean isOutstanding(long entry) {
        return entry > entries.retired() && entry <= entries.written();
    }

    void report(Fact fact) {
        facts.report(fact);
    }

    /** Tells the device something, behind all facts. */
    void tell(DeviceCommand command) {
        facts.flush();
        device.tell(command);
    }
}
