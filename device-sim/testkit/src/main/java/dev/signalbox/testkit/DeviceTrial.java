package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import dev.signalbox.DeviceProvider;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt.ResetEnded;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A device in a world of its own, and the hands of its host. The last ring is kept free, to see how far the device has come. */
final class DeviceTrial {
    private static final int LEAST_RINGS = 3;
    private static final int LEAST_CREDITS = 8;

    private final DeviceWorld world;
    private final String name;
    private final SplittableRandom random;
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
    private final List<HostRing> rings = new ArrayList<>();
    private final List<Integer> awaited = new ArrayList<>();
    private final @Nullable DeviceMemory memory;
    private final ActorRef<DeviceCommand> device;

    DeviceTrial(DeviceWorld world, DeviceProvider provider, long seed) {
        this.world = world;
        this.name = "seed " + seed;
        this.random = new SplittableRandom(seed);
        for (Engine engine : provider.describe().engines()) {
            assertTrue(engine.credits() >= LEAST_CREDITS, "an engine has at least " + LEAST_CREDITS + " credits");
            rings.add(new HostRing(rings.size(), engine, problems));
            awaited.add(0);
        }
        assertTrue(rings.size() >= LEAST_RINGS, "the device has at least " + LEAST_RINGS + " engines");
        this.memory = provider.newMemory();
        RecordingHost host = new RecordingHost(world, memory, List.copyOf(rings), problems);
        this.device = world.system().systemActorOf(provider.start(host), "device", Props.empty());
    }

    String name() {
        return name;
    }

    SplittableRandom random() {
        return random;
    }

    HostRing ring(int number) {
        return rings.get(number);
    }

    /** Returns the memory of a device that has some. */
    DeviceMemory memory() {
        if (memory == null) {
            throw new AssertionError("the device has no memory");
        }
        return memory;
    }

    /** Returns how many rings a test may use. */
    int rings() {
        return rings.size() - 1;
    }

    void tell(DeviceCommand command) {
        device.tell(command);
    }

    /** Writes entries, and rings the doorbell once; or more often, when the ring gets full. Returns the number of the last one. */
    long submit(int ring, Work... works) {
        long last = 0;
        for (Work work : works) {
            makeRoom(ring);
            last = ring(ring).write(work);
        }
        publish(ring);
        return last;
    }

    /** Like {@link #submit}, of an entry whose program executes in an address space. */
    long submit(int ring, SpaceState space, Work work) {
        makeRoom(ring);
        long entry = ring(ring).write(work, space);
        publish(ring);
        return entry;
    }

    /** Like {@link #submit}, of an entry that leaves its mark. */
    long submitMarked(int ring, Work work) {
        makeRoom(ring);
        long entry = ring(ring).writeMarked(work);
        publish(ring);
        return entry;
    }

    /** Waits until any entry fits on a ring. */
    void makeRoom(int ring) {
        makeRoom(ring, entry -> {});
    }

    /** Waits until any entry fits on a ring; every entry that is on a full one is told to end. */
    void makeRoom(int ring, LongConsumer toEnd) {
        recover(ring);
        while (!ring(ring).hasRoom()) {
            publish(ring);
            ring(ring).outstanding().forEach(toEnd::accept);
            until(() -> ring(ring).hasRoom() || ring(ring).hasLost(), "there is no room on ring " + ring);
            recover(ring);
        }
    }

    void publish(int ring) {
        tell(ring(ring).doorbell());
    }

    void end(int ring, long entry, @Nullable Errno error) {
        ring(ring).unmark(entry);
        tell(new DeviceCommand.EndEntry(ring, entry, error));
    }

    /** Asks for a reset. */
    void reset(int ring, long entry, ResetScope scope) {
        ring(ring).unmark(entry);
        awaited.set(ring, ring(ring).answers().size() + 1);
        tell(new DeviceCommand.Reset(ring, ring(ring).generation(), entry, scope));
    }

    /** Waits for so many answers to resets on a ring, and returns the last of them. */
    ResetEnded awaitAnswer(int ring, int count) {
        until(() -> ring(ring).answers().size() >= count, "a reset of ring " + ring + " is not answered");
        return ring(ring).answers().get(count - 1);
    }

    /** Waits until a ring has been answered since a reset was asked for on it. */
    void awaitAnswer(int ring) {
        int least = awaited.get(ring);
        until(() -> ring(ring).answers().size() >= least, "a reset of ring " + ring + " is not answered");
    }

    /** Waits until no reset is under way. */
    void awaitAnswers() {
        IntStream.range(0, rings.size()).forEach(this::awaitAnswer);
        settle();
    }

    /** Asks for a reset that has to work, and waits for it. */
    ResetEnded resetNow(int ring, long entry, ResetScope scope) {
        int answers = ring(ring).answers().size();
        reset(ring, entry, scope);
        ResetEnded ended = awaitAnswer(ring, answers + 1);
        assertTrue(ended.worked(), () -> name + ": " + ended);
        assertEquals(scope, ended.scope(), () -> name + ": " + ended);
        return ended;
    }

    /** Writes again what resets have taken off a ring, and publishes it. */
    void recover(int ring) {
        while (ring(ring).hasLost()) {
            until(() -> ring(ring).hasRoomAgain(), "there is no room on ring " + ring + " after a reset");
            ring(ring).writeAgain();
            publish(ring);
        }
    }

    void awaitDone(int ring, long entry) {
        while (ring(ring).done() < entry) {
            recover(ring);
            until(
                    () -> ring(ring).done() >= entry || ring(ring).hasLost(),
                    "entry " + entry + " of ring " + ring + " is not done");
        }
    }

    void awaitAll(int ring) {
        awaitDone(ring, ring(ring).written());
    }

    /** How an entry that is done has to have ended. */
    void assertOutcome(@Nullable Errno expected, int ring, long entry) {
        awaitDone(ring, entry);
        assertEquals(
                Optional.ofNullable(expected),
                ring(ring).outcome(entry),
                name + ": entry " + entry + " of ring " + ring);
    }

    void assertPending(int ring, long entry) {
        settle();
        assertTrue(ring(ring).done() < entry, () -> name + ": entry " + entry + " of ring " + ring + " is done");
    }

    /** Lets the device come as far as it gets with what it was told: the free ring executes something meanwhile. */
    void settle() {
        awaitDone(rings(), submit(rings(), Work.micros(20)));
    }

    void pause() {
        world.pause(random);
    }

    /** Waits until a condition holds that the device has to bring about. */
    void until(BooleanSupplier condition, String complaint) {
        if (!world.runUntil(condition)) {
            throw new AssertionError(name + ": " + complaint + problems);
        }
    }

    /** Ends what is left, and looks whether everything has been answered, once, and the device still works. */
    void finish() {
        awaitAnswers();
        for (int ring = 0; ring < rings.size(); ring++) {
            endAll(ring, entry -> {});
        }
        for (int ring = 0; ring < rings.size(); ring++) {
            submitMarked(ring, Work.none());
        }
        for (int ring = 0; ring < rings.size(); ring++) {
            awaitAll(ring);
            HostRing idle = ring(ring);
            assertEquals(idle.written(), idle.memory().fence(), name + ": write-back of ring " + ring);
            assertEquals(idle.written(), idle.mark(), name + ": mark left last on ring " + ring);
            until(
                    () -> idle.memory().readPointer() == idle.writePointer(),
                    "ring " + ring + " is idle, but not all of it was read");
        }
        assertEquals(List.of(), List.copyOf(problems), name);
    }

    /** Ends every entry of a ring that is not done; tells which. */
    void endAll(int ring, LongConsumer ending) {
        while (!ring(ring).outstanding().isEmpty()) {
            recover(ring);
            publish(ring);
            for (long entry : ring(ring).outstanding()) {
                ending.accept(entry);
                end(ring, entry, null);
            }
            until(
                    () -> ring(ring).outstanding().isEmpty() || ring(ring).hasLost(),
                    "entries of ring " + ring + " do not end");
        }
    }
}
