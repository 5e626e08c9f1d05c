package dev.signalbox.journal;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.event.Fact;

/** The body of one kind of fact: its time, then its fields, in the order of the record's components. */
final class FactSerializer<T extends Fact> extends Serializer<T> {
    /** Writes the fields behind the time. */
    interface Writer<T> {
        void write(Output output, T fact);
    }

    /**
     * Reads the fields behind the time. A field that was appended later is there only when the input has bytes left; otherwise it
     * has the default that {@code docs/journal.md} gives it.
     */
    interface Reader<T> {
        T read(Input input, long time);
    }

    private final Class<T> type;
    private final Times times;
    private final Writer<T> writer;
    private final Reader<T> reader;

    FactSerializer(Class<T> type, Times times, Writer<T> writer, Reader<T> reader) {
        super(false, true);
        this.type = type;
        this.times = times;
        this.writer = writer;
        this.reader = reader;
    }

    void write(Output output, Fact fact) {
        times.write(output, fact.time());
        writer.write(output, type.cast(fact));
    }

    T read(Input input) {
        return reader.read(input, times.read(input));
    }

    @Override
    public void write(Kryo kryo, Output output, T fact) {
        write(output, fact);
    }

    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> wanted) {
        return read(input);
    }
}
