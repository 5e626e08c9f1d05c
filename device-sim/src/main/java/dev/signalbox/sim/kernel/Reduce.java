package dev.signalbox.sim.kernel;

import java.util.List;

/** Sums words up: n, from, to. */
final class Reduce implements BuiltInKernel {
    @Override
    public List<Use> uses(long[] arguments) {
        Arguments.checkCount("reduce", arguments, 3);
        return List.of(Arguments.words(arguments[1], arguments[0], false), Arguments.result(arguments[2]));
    }

    @Override
    public void run(KernelMemory memory, long[] arguments) {
        long end = Arguments.wordBytes(arguments[0]);
        long sum = 0;
        for (long at = 0; at < end; at += Integer.BYTES) {
            sum += Integer.toUnsignedLong(memory.readInt(arguments[1] + at));
        }
        memory.writeLong(arguments[2], sum);
    }
}
