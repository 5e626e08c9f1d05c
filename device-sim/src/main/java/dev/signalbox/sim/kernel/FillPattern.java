package dev.signalbox.sim.kernel;

import java.util.List;

/** Writes the sequence of a seed: to, n, seed. */
final class FillPattern implements BuiltInKernel {
    @Override
    public List<Use> uses(long[] arguments) {
        Arguments.checkCount("fill-pattern", arguments, 3);
        return List.of(Arguments.words(arguments[0], arguments[1], true));
    }

    @Override
    public void run(KernelMemory memory, long[] arguments) {
        for (long i = 0; i < arguments[1]; i++) {
            memory.writeInt(arguments[0] + Arguments.wordBytes(i), BuiltInKernels.pattern(arguments[2], i));
        }
    }
}
