package dev.signalbox.testkit;

import dev.signalbox.DeviceHost;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One engine of a {@link ScriptedDevice}. */
final class ScriptedEngine {
    /** What is said instead of the number of an entry that is done. */
    record Lie(int ring, long entry, long seqno) {}

    private record Fetched(Packet packet, long end) {}

    private final int ring;
    private final DeviceHost host;
    private final RingMemory memory;
    private final List<Lie> lies;
    private final boolean broken;
    private final Deque<Fetched> fetched = new ArrayDeque<>();
    private final Map<Long, Optional<Errno>> ends = new HashMap<>();
    private final List<Interrupt.Failure> failures = new ArrayList<>();
    private int generation;
    private long published;
    private long done;
    private long announced;
    private @Nullable Errno error;

    ScriptedEngine(int ring, DeviceHost host, List<Lie> lies, boolean broken) {
        this.ring = ring;
        this.host = host;
        this.memory = host.ring(ring);
        this.lies = lies;
        this.broken = broken;
    }

    void publish(DeviceCommand.Doorbell doorbell, boolean readAhead) {
        if (doorbell.generation() != generation) {
            return;
        }
        while (published < doorbell.writePointer()) {
            Packet packet = Objects.requireNonNull(Packet.read(memory, published, doorbell.writePointer() - published));
            published += packet.dwords();
            fetched.addLast(new Fetched(packet, published));
        }
        if (readAhead) {
            memory.setReadPointer(published);
        }
        execute();
    }

    void end(long entry, @Nullable Errno how) {
        if (entry > done) {
            ends.putIfAbsent(entry, Optional.ofNullable(how));
        }
        execute();
    }

    boolean isStale(DeviceCommand.Reset reset) {
        return reset.generation() != generation;
    }

    /** Ends the entry that stands still, and goes on behind it. */
    void kill(long entry) {
        end(entry, Errno.ENODATA);
        say(ResetScope.JOB, true);
    }

    void reset(ResetScope scope, boolean memoryLost) {
        generation++;
        long executing = executing();
        fetched.clear();
        ends.clear();
        announced = done;
        published = 0;
        error = null;
        memory.setReadPointer(0);
        host.interrupt(
                new Interrupt.ResetEnded(ring, generation, scope, true, done, executing, memoryLost, takeFailures()));
    }

    void sayProgress() {
        host.interrupt(new Interrupt.Progress(ring, generation, done, takeFailures()));
    }

    private List<Interrupt.Failure> takeFailures() {
        List<Interrupt.Failure> taken = List.copyOf(failures);
        failures.clear();
        return taken;
    }

    /** Answers a reset that was not carried out. */
    void say(ResetScope scope, boolean worked) {
        host.interrupt(new Interrupt.ResetEnded(ring, generation, scope, worked, done, executing(), false));
    }

    /** The entry that stands still; 0 when there is none. */
    private long executing() {
        return fetched.isEmpty() ? 0 : done + 1;
    }

    private void execute() {
        while (!fetched.isEmpty() && !stands(fetched.getFirst().packet())) {
            Fetched next = fetched.removeFirst();
            execute(next.packet());
            memory.setReadPointer(Math.max(memory.readPointer(), next.end()));
        }
        if (done > announced) {
            announce();
        }
    }

    private boolean stands(Packet packet) {
        return packet instanceof Packet.Delay delay && delay.nanos() == Work.ENDLESS && !ends.containsKey(done + 1);
    }

    private void execute(Packet packet) {
        if (packet instanceof Packet.Write write && write.scratch() && !broken) {
            memory.setScratch((int) write.to(), write.value());
        } else if (packet instanceof Packet.Trap trap) {
            error = trap.error();
        } else if (packet instanceof Packet.Indirect indirect) {
            execute(Objects.requireNonNull(
                    Packet.read(at -> memory.indirect(indirect.address() + at), 0, indirect.length())));
        } else if (packet instanceof Packet.Fence fence) {
            isDone(fence.seqno());
        }
    }

    private void isDone(long entry) {
        Optional<Errno> end = ends.remove(entry);
        Errno ended = end == null || end.isEmpty() ? error : end.get();
        if (ended != null) {
            failures.add(new Interrupt.Failure(entry, ended));
        }
        error = null;
        done = entry;
        memory.writeFence(entry);
    }

    private void announce() {
        Optional<Lie> lie = lies.stream()
                .filter(each -> each.ring() == ring && each.entry() > announced && each.entry() <= done)
                .findFirst();
        announced = done;
        long said = lie.map(Lie::seqno).orElse(done);
        lie.ifPresent(lies::remove);
        if (said > 0) {
            host.interrupt(new Interrupt.Fence(ring, generation, said, takeFailures()));
        }
    }
}
