package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** The times of a block: each as its distance from the one before, the first as its distance from 0. */
final class Times {
    private long previous;

    void restart() {
        previous = 0;
    }

    void write(Output output, long time) {
        output.writeVarLong(time - previous, false);
        previous = time;
    }

    long read(Input input) {
        previous += input.readVarLong(false);
        return previous;
    }
}
