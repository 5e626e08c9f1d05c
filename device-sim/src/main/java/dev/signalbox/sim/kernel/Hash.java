package dev.signalbox.sim.kernel;

import java.util.List;

/** Hashes words: from, n, to. */
final class Hash implements BuiltInKernel {
    @Override
    public List<Use> uses(long[] arguments) {
        Arguments.checkCount("hash", arguments, 3);
        return List.of(Arguments.words(arguments[0], arguments[1], false), Arguments.result(arguments[2]));
    }

    @Override
    public void run(KernelMemory memory, long[] arguments) {
        long end = Arguments.wordBytes(arguments[1]);
        long hash = BuiltInKernels.HASH_START;
        for (long at = 0; at < end; at += Integer.BYTES) {
            hash = BuiltInKernels.hash(hash, memory.readInt(arguments[0] + at));
        }
        memory.writeLong(arguments[2], hash);
    }
}
