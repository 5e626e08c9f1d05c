package dev.signalbox.sim.memory;

import dev.signalbox.device.Interrupt;
import java.util.List;

/** What comes of looking for a range of virtual addresses. */
public sealed interface Translation {
    /**
     * All of it is mapped, and allows the access.
     *
     * @param extents where it is, in the order of the virtual addresses; two that are neighbours in both are one
     */
    record Mapped(List<Extent> extents) implements Translation {
        /** Copies the list. */
        public Mapped {
            extents = List.copyOf(extents);
        }

        /** Returns how many bytes were translated. */
        public long bytes() {
            return extents.stream().mapToLong(Extent::bytes).sum();
        }
    }

    /**
     * The access cannot be done.
     *
     * @param address the first virtual address that does not allow it
     * @param reason what was found there
     */
    record Faulted(long address, Interrupt.FaultReason reason) implements Translation {}
}
