package dev.signalbox.sim.kernel;

/** A kernel whose time follows from what it uses. */
interface BuiltInKernel extends Kernel {
    @Override
    default long nanos(long[] arguments) {
        long bytes = uses(arguments).stream().mapToLong(this::traffic).sum();
        long step = BuiltInKernels.BYTES_A_NANO;
        return BuiltInKernels.LAUNCH_NANOS + bytes / step + (bytes % step == 0 ? 0 : 1);
    }

    /** Returns how many bytes are moved for a use. */
    default long traffic(Use use) {
        return use.bytes();
    }
}
