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
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Starts the packets that access memory: what they access is translated now, and accessed when they are done. */
final class MemoryPackets {
    private final MemoryPort port;
    private final Kernels kernels;
    private final boolean costsTime;

    /** @param costsTime whether it takes time to move bytes */
    MemoryPackets(MemoryPort port, Kernels kernels, boolean costsTime) {
        this.port = port;
        this.kernels = kernels;
        this.costsTime = costsTime;
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
        if (kernel == null) {
            return Start.Refused.REFUSED;
        }
        long[] arguments =
                dispatch.arguments().stream().mapToLong(Long::longValue).toArray();
        try {
            List<Kernel.Use> uses = List.copyOf(kernel.uses(arguments.clone()));
            return dispatch(kernel, arguments, uses, kernel.nanos(arguments.clone()), space);
        } catch (RuntimeException senseless) {
            return Start.Refused.REFUSED;
        }
    }

    private Start dispatch(Kernel kernel, long[] arguments, List<Kernel.Use> uses, long nanos, int space) {
        List<Translation.Mapped> places = new ArrayList<>();
        long bytes = 0;
        for (Kernel.Use use : uses) {
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
        return nanos < 0
                ? Start.Refused.REFUSED
                : moving(bytes, now -> run(kernel, arguments, uses, places)).withWork(nanos);
    }

    private @Nullable Errno run(
            Kernel kernel, long[] arguments, List<Kernel.Use> uses, List<Translation.Mapped> places) {
        for (int i = 0; i < uses.size(); i++) {
            port.accessed(places.get(i).extents(), uses.get(i).write());
        }
        try {
            kernel.run(new KernelMemory(port.memory(), uses, places), arguments.clone());
            return null;
        } catch (KernelMemory.OutsideException outside) {
            return Errno.EFAULT;
        } catch (RuntimeException failed) {
            return Errno.EIO;
        }
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
