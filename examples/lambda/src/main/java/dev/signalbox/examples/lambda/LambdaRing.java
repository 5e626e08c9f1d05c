package dev.signalbox.examples.lambda;

import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far a ring is: which entry it executes, which step of it, and what is to be told. */
final class LambdaRing {
    private final int number;
    private final RingMemory memory;
    private final Map<Long, Optional<Errno>> endings = new HashMap<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private int generation;
    private long published;
    private @Nullable Entry executing;
    private int nextStep;
    private boolean waiting;
    private boolean failed;
    private @Nullable Errno error;
    private long done;
    private long announced;

    LambdaRing(int number, RingMemory memory) {
        this.number = number;
        this.memory = memory;
    }

    int number() {
        return number;
    }

    int generation() {
        return generation;
    }

    /** Returns the entry that it executes; 0 for none. */
    long executing() {
        return executing == null ? 0 : executing.seqno();
    }

    boolean isDone(long seqno) {
        return seqno <= done;
    }

    /** Returns whether it waits for the end of a step of an entry. */
    boolean isWaitingIn(int inGeneration, long seqno) {
        return waiting && generation == inGeneration && executing() == seqno;
    }

    void publish(int inGeneration, long writePointer) {
        if (inGeneration == generation) {
            published = Math.max(published, writePointer);
        }
    }

    /** Remembers how an entry is to end that is not done; what was said first counts. */
    void end(long seqno, @Nullable Errno with) {
        if (!isDone(seqno)) {
            endings.putIfAbsent(seqno, Optional.ofNullable(with));
        }
    }

    boolean isToEnd() {
        return endings.containsKey(executing());
    }

    /** The step is over that it waits for; one that has failed is the last. */
    void stepOver(@Nullable Errno with) {
        waiting = false;
        if (with != null) {
            failed = true;
            fail(with);
        }
    }

    /** Executes what takes no time; returns the delay or dispatch that it waits for from now on, null when it waits for none. */
    @Nullable Packet proceed() {
        while (!waiting && begin()) {
            Packet step = nextStep();
            if (step == null) {
                finish();
            } else if (step instanceof Packet.Write write) {
                memory.setScratch((int) write.to(), write.value());
            } else if (step instanceof Packet.Trap trap) {
                fail(trap.error());
            } else {
                waiting = true;
                return step;
            }
        }
        return null;
    }

    private boolean begin() {
        if (executing == null) {
            executing = Entry.read(memory, memory.readPointer(), published);
            nextStep = 0;
        }
        return executing != null;
    }

    private @Nullable Packet nextStep() {
        if (executing == null || failed || isToEnd()) {
            return null;
        }
        if (nextStep < executing.steps().size()) {
            return executing.steps().get(nextStep++);
        }
        fail(executing.error());
        return null;
    }

    private void fail(@Nullable Errno with) {
        error = error == null ? with : error;
    }

    private void finish() {
        if (executing == null) {
            return;
        }
        Optional<Errno> ending = endings.remove(executing.seqno());
        Errno how = ending == null ? error : ending.orElse(error);
        done = executing.seqno();
        if (how != null) {
            failures.add(new Interrupt.Failure(done, how));
        }
        memory.setReadPointer(executing.end());
        memory.writeFence(done);
        leave();
    }

    /** Nothing of the entry that it was in the middle of is left. */
    private void leave() {
        executing = null;
        waiting = false;
        failed = false;
        error = null;
    }

    /** Returns the interrupt that tells what was done since the last one; null when nothing was. */
    Interrupt.@Nullable Fence announce() {
        if (done == announced) {
            return null;
        }
        announced = done;
        Interrupt.Fence interrupt = new Interrupt.Fence(number, generation, done, List.copyOf(failures));
        failures.clear();
        return interrupt;
    }

    /** Says how far it is; what it has done was announced. */
    Interrupt.Progress progress() {
        return new Interrupt.Progress(number, generation, done, List.of());
    }

    /** Answers a reset that takes nothing off the ring. */
    Interrupt.ResetEnded answer(ResetScope scope, boolean worked) {
        return new Interrupt.ResetEnded(number, generation, scope, worked, done, executing(), false);
    }

    /** Empties the ring; what it has done was announced. How entries behind the one that hangs are to end is not forgotten. */
    Interrupt.ResetEnded reset(ResetScope scope) {
        long hung = executing();
        endings.remove(hung);
        leave();
        published = 0;
        memory.setReadPointer(0);
        generation++;
        return new Interrupt.ResetEnded(number, generation, scope, true, done, hung, false);
    }
}
