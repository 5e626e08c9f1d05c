package dev.signalbox.sim.engine;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Dwords;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Packet;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.RingMemory;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A GPU on a bench: rings written packet by packet, and everything that it says with the time at which it said it. */
final class Bench implements Outputs {
    private static final int DWORDS = 1_024;
    private static final int INDIRECT = 4_096;

    /** An interrupt and when it was raised. */
    record Told(long time, Interrupt interrupt) {}

    final SimGpu gpu;
    final List<Told> told = new ArrayList<>();
    final List<DeviceFact> facts = new ArrayList<>();

    /** What kernels have thrown, such as {@code "hash in 0:2: java.lang.Error: why"}. */
    final List<String> thrown = new ArrayList<>();

    private final List<RingMemory> rings = new ArrayList<>();
    private final long[] written;
    private final int[] indirect;
    private final int[] generation;
    private final long[] entry;
    private long now;

    Bench(GpuSpec spec) {
        this(spec, null, Failures.NONE);
    }

    Bench(GpuSpec spec, @Nullable DeviceMemory memory, Failures failures) {
        for (int ring = 0; ring < spec.rings(); ring++) {
            rings.add(new RingMemory(DWORDS, INDIRECT));
        }
        written = new long[spec.rings()];
        indirect = new int[spec.rings()];
        generation = new int[spec.rings()];
        entry = new long[spec.rings()];
        gpu = new SimGpu(spec, rings::get, memory, failures, this);
    }

    @Override
    public void interrupt(Interrupt interrupt) {
        told.add(new Told(now, interrupt));
        if (interrupt instanceof Interrupt.ResetEnded ended && ended.generation() != generation[ended.ring()]) {
            generation[ended.ring()] = ended.generation();
            written[ended.ring()] = 0;
            indirect[ended.ring()] = 0;
        }
    }

    @Override
    public void report(DeviceFact fact) {
        facts.add(fact);
    }

    @Override
    public void kernelThrew(int ring, long seqno, String kernel, Throwable exception) {
        thrown.add(kernel + " in " + ring + ":" + seqno + ": " + exception);
    }

    RingMemory ring(int number) {
        return rings.get(number);
    }

    long writePointer(int ring) {
        return written[ring];
    }

    /** Writes packets without publishing them. */
    void write(int ring, Packet... packets) {
        for (Packet packet : packets) {
            int left = DWORDS - (int) (written[ring] & (DWORDS - 1));
            if (packet.dwords() > left) {
                written[ring] = rings.get(ring).write(new Packet.Nop(left - 1), written[ring]);
            }
            written[ring] = rings.get(ring).write(packet, written[ring]);
        }
    }

    /** Publishes what was written. */
    void doorbell(int ring, long time) {
        now = time;
        gpu.doorbell(new DeviceCommand.Doorbell(ring, generation[ring], written[ring]), time);
        gpu.executeUntil(time);
    }

    /** Writes and publishes an entry of these packets; returns its number. */
    long submit(int ring, long time, Packet... packets) {
        write(ring, packets);
        write(ring, new Packet.Fence(true, ++entry[ring]));
        doorbell(ring, time);
        return entry[ring];
    }

    /** The numbers of a ring go on behind this one. */
    void goOnAfter(int ring, long number) {
        entry[ring] = number;
    }

    /** Puts packets into the indirect area; returns the packet that executes them. */
    Packet program(int ring, int space, Packet... packets) {
        Dwords code = Dwords.of(List.of(packets));
        int place = indirect[ring];
        rings.get(ring).writeIndirect(code, place);
        indirect[ring] += code.size();
        return new Packet.Indirect(true, space, code.size(), place);
    }

    void end(int ring, long seqno, @Nullable Errno error, long time) {
        now = time;
        gpu.endEntry(new DeviceCommand.EndEntry(ring, seqno, error), time);
        gpu.executeUntil(time);
    }

    void hasten(int ring, long seqno, long time) {
        now = time;
        gpu.hasten(new DeviceCommand.HastenEntry(ring, seqno, time), time);
        gpu.executeUntil(time);
    }

    void resolve(int ring, long seqno, boolean retry, long time) {
        now = time;
        gpu.resolveFault(new DeviceCommand.ResolveFault(ring, generation[ring], seqno, retry), time);
        gpu.executeUntil(time);
    }

    void reset(int ring, long seqno, ResetScope scope, long time) {
        reset(ring, generation[ring], seqno, scope, time);
    }

    void reset(int ring, int ofGeneration, long seqno, ResetScope scope, long time) {
        now = time;
        gpu.reset(new DeviceCommand.Reset(ring, ofGeneration, seqno, scope), time);
        gpu.executeUntil(time);
    }

    void askProgress(int ring, long time) {
        now = time;
        gpu.askProgress(new DeviceCommand.AskProgress(ring, generation[ring]), time);
        gpu.executeUntil(time);
    }

    void memoryWritten(long time) {
        now = time;
        gpu.memoryWritten(time);
        gpu.executeUntil(time);
    }

    /** Executes up to a time, and looks whenever something happens. */
    void run(long until) {
        while (gpu.nextEvent() <= until) {
            now = gpu.nextEvent();
            gpu.executeUntil(now);
        }
        now = until;
        gpu.executeUntil(until);
    }

    /** Looks at a time only, however much has happened before. */
    void lookAt(long time) {
        now = time;
        gpu.executeUntil(time);
    }

    /** Returns what it has said, such as {@code "100 fence 0:2"}, or with failures {@code "100 fence 0:2 EIO@1"}. */
    List<String> said() {
        return told.stream().map(Bench::words).toList();
    }

    /** Returns what it has said about fences of a ring. */
    List<String> fences(int ring) {
        return told.stream()
                .filter(each -> each.interrupt() instanceof Interrupt.Fence fence && fence.ring() == ring)
                .map(Bench::words)
                .toList();
    }

    <T extends DeviceFact> Stream<T> facts(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast);
    }

    static String words(Told told) {
        return told.time() + " " + words(told.interrupt());
    }

    private static String words(Interrupt interrupt) {
        if (interrupt instanceof Interrupt.Fence fence) {
            return "fence " + fence.ring() + ":" + fence.seqno() + words(fence.failures());
        }
        if (interrupt instanceof Interrupt.Progress progress) {
            return "progress " + progress.ring() + ":" + progress.seqno() + words(progress.failures());
        }
        if (interrupt instanceof Interrupt.Fault fault) {
            return String.format(
                    Locale.ROOT,
                    "fault %d:%d %s 0x%x in %d %s%s",
                    fault.ring(),
                    fault.seqno(),
                    fault.write() ? "write" : "read",
                    fault.address(),
                    fault.space(),
                    fault.reason(),
                    fault.stalled() ? " stalled" : "");
        }
        Interrupt.ResetEnded reset = (Interrupt.ResetEnded) interrupt;
        return String.format(
                Locale.ROOT,
                "reset %d %s %s gen=%d done=%d executing=%d%s",
                reset.ring(),
                reset.scope(),
                reset.worked() ? "worked" : "failed",
                reset.generation(),
                reset.done(),
                reset.executing(),
                (reset.memoryLost() ? " memory lost" : "") + words(reset.failures()));
    }

    private static String words(List<Interrupt.Failure> failures) {
        return failures.stream()
                .map(each -> " " + each.error() + "@" + each.seqno())
                .collect(Collectors.joining());
    }
}
