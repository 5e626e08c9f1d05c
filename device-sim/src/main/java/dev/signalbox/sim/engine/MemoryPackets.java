package dev.signalbox.sim.engine;

import dev.signalbox.device.Packet;
import dev.signalbox.fence.Errno;
import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.kernel.KernelMemory;
import dev.signalbox.sim.kernel.Kernels;
import dev.signalbox.sim.memory.Extent;
import dev.signalbox.sim.memory.Translation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Starts the packets that access memory: what they access is translated now, and accessed when they are done. */
final class MemoryPackets {
    /** A kernel with what it has said beforehand. */
    private record Call(Kernel kernel, Packet.Dispatch dispatch, List<Kernel.Use> uses, long nanos) {}

    private final MemoryPort port;
    private final Kernels kernels;
    private final boolean costsTime;
    private final BiConsumer<String, Throwable> kernelThrew;

    /**
     * Starts packets of one ring.
     *
     * @param costsTime whether it takes time to move bytes
     * @param kernelThrew hears the name of a kernel that has thrown something, and what
     */
    MemoryPackets(MemoryPort port, Kernels kernels, boolean costsTime, BiConsumer<String, Throwable> kernelThrew) {
        this.port = port;
        this.kernels = kernels;
        this.costsTime = costsTime;
        this.kernelThrew = kernelThrew;
    }

    Start copy(Packet.Copy copy, int space) {
        if (!MemoryPort.isRange(copy.to(), copy.bytes()) || !MemoryPort.isRange(copy.from(), copy.bytes())) {
            return Start.Refused.REFUSED;
        }
        Translation from = port.translate(space, copy.from(), copy.bytes(), false);
        if (from instanceof Translation.Faulted faulted) {
            return faulted(space, false, faulted);
        }
        Translation to = port.translate(space, copy.to(), copy.bytes(), true);
        return to instanceof Translation.Faulted faulted
                ? faulted(space, true, faulted)
                : moving(copy.bytes(), now -> copy(extents(to), extents(from)));
    }

    private @Nullable Errno copy(List<Extent> to, List<Extent> from) {
        new PieceCopy(port.memory()).copy(to, from);
        port.accessed(from, false);
        port.accessed(to, true);
        return null;
    }

    Start fill(Packet.Fill fill, int space) {
        if ((fill.to() | fill.bytes()) % Integer.BYTES != 0 || !MemoryPort.isRange(fill.to(), fill.bytes())) {
            return Start.Refused.REFUSED;
        }
        Translation to = port.translate(space, fill.to(), fill.bytes(), true);
        return to instanceof Translation.Faulted faulted
                ? faulted(space, true, faulted)
                : moving(fill.bytes(), now -> fill(extents(to), fill.value()));
    }

    private @Nullable Errno fill(List<Extent> to, int value) {
        to.forEach(extent -> port.memory().fill(extent.physical(), extent.bytes(), value));
        port.accessed(to, true);
        return null;
    }

    Start write(long to, long value, int space) {
        return wordWrite(to, space, now -> value);
    }

    Start timestamp(Packet.Timestamp timestamp, int space) {
        return wordWrite(timestamp.to(), space, now -> now);
    }

    private Start wordWrite(long to, int space, LongUnaryOperator valueAt) {
        if (to % Long.BYTES != 0) {
            return Start.Refused.REFUSED;
        }
        Translation place = port.translate(space, to, Long.BYTES, true);
        return place instanceof Translation.Faulted faulted
                ? faulted(space, true, faulted)
                : Operation.costing(0, now -> {
                    port.memory().writeLong(extents(place).get(0).physical(), valueAt.applyAsLong(now));
                    port.accessed(extents(place), true);
                    return null;
                });
    }

    /** What is waited for orders accesses, and is none of those that are reported. */
    Start wait(Packet.Wait wait, int space) {
        if (wait.address() % Long.BYTES != 0) {
            return Start.Refused.REFUSED;
        }
        Translation place = port.translate(space, wait.address(), Long.BYTES, false);
        if (place instanceof Translation.Faulted faulted) {
            return faulted(space, false, faulted);
        }
        long physical = extents(place).get(0).physical();
        BooleanSupplier until = () -> wait.compare().holds(port.memory().readLong(physical), wait.value());
        return until.getAsBoolean() ? Operation.costing(0, Effect.NONE) : Operation.waiting(until);
    }

    Start dispatch(Packet.Dispatch dispatch, int space) {
        Kernel kernel = kernels.find(dispatch.kernel());
        Call call = kernel == null ? null : call(kernel, dispatch);
        if (call == null) {
            return Start.Refused.REFUSED;
        }
        List<Translation.Mapped> places = new ArrayList<>();
        long bytes = 0;
        for (Kernel.Use use : call.uses) {
            if (!MemoryPort.isRange(use.address(), use.bytes())) {
                return Start.Refused.REFUSED;
            }
            Translation place = port.translate(space, use.address(), use.bytes(), use.write());
            if (place instanceof Translation.Faulted faulted) {
                return faulted(space, use.write(), faulted);
            }
            places.add((Translation.Mapped) place);
            bytes = Speed.plus(bytes, use.bytes());
        }
        return moving(bytes, now -> run(call, places)).withWork(call.nanos);
    }

    /** Whatever a kernel throws is about its job alone, errors of the virtual machine too. */
    private @Nullable Call call(Kernel kernel, Packet.Dispatch dispatch) {
        try {
            List<Kernel.Use> uses = List.copyOf(kernel.uses(arguments(dispatch)));
            long nanos = kernel.nanos(arguments(dispatch));
            if (nanos < 0) {
                throw new IllegalArgumentException("a kernel takes at least 0 ns, not " + nanos);
            }
            return new Call(kernel, dispatch, uses, nanos);
        } catch (Throwable senseless) {
            kernelThrew.accept(dispatch.kernel(), senseless);
            return null;
        }
    }

    private @Nullable Errno run(Call call, List<Translation.Mapped> places) {
        for (int i = 0; i < places.size(); i++) {
            port.accessed(places.get(i).extents(), call.uses.get(i).write());
        }
        try {
            call.kernel.run(new KernelMemory(port.memory(), call.uses, places), arguments(call.dispatch));
            return null;
        } catch (Throwable failed) {
            kernelThrew.accept(call.dispatch.kernel(), failed);
            return failed instanceof KernelMemory.OutsideException ? Errno.EFAULT : Errno.EIO;
        }
    }

    private static long[] arguments(Packet.Dispatch dispatch) {
        return dispatch.arguments().stream().mapToLong(Long::longValue).toArray();
    }

    private Operation moving(long bytes, Effect effect) {
        return Operation.moving(costsTime ? bytes : 0, effect);
    }

    private static List<Extent> extents(Translation translation) {
        return ((Translation.Mapped) translation).extents();
    }

    private static Start faulted(int space, boolean write, Translation.Faulted faulted) {
        return new Start.Faulted(space, faulted.address(), write, faulted.reason());
    }
}
