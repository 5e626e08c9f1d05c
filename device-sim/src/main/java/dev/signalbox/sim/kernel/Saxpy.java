package dev.signalbox.sim.kernel;

import java.util.List;

/** Adds a multiple of one vector to another: n, a, x, y. */
final class Saxpy implements BuiltInKernel {
    @Override
    public List<Use> uses(long[] arguments) {
        Arguments.checkCount("saxpy", arguments, 4);
        long words = arguments[0];
        return List.of(Arguments.words(arguments[2], words, false), Arguments.words(arguments[3], words, true));
    }

    /** What it writes, y, it has read before. */
    @Override
    public long traffic(Use use) {
        return use.write() ? 2 * use.bytes() : use.bytes();
    }

    @Override
    public void run(KernelMemory memory, long[] arguments) {
        float factor = Float.intBitsToFloat((int) arguments[1]);
        long end = Arguments.wordBytes(arguments[0]);
        for (long at = 0; at < end; at += Integer.BYTES) {
            float x = memory.readFloat(arguments[2] + at);
            memory.writeFloat(arguments[3] + at, factor * x + memory.readFloat(arguments[3] + at));
        }
    }
}
