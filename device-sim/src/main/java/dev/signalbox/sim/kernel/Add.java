package dev.signalbox.sim.kernel;

import java.util.List;

/** Adds words: n, a, b, to. */
final class Add implements BuiltInKernel {
    @Override
    public List<Use> uses(long[] arguments) {
        Arguments.checkCount("add", arguments, 4);
        long words = arguments[0];
        return List.of(
                Arguments.words(arguments[1], words, false),
                Arguments.words(arguments[2], words, false),
                Arguments.words(arguments[3], words, true));
    }

    @Override
    public void run(KernelMemory memory, long[] arguments) {
        long end = Arguments.wordBytes(arguments[0]);
        for (long at = 0; at < end; at += Integer.BYTES) {
            memory.writeInt(arguments[3] + at, memory.readInt(arguments[1] + at) + memory.readInt(arguments[2] + at));
        }
    }
}
