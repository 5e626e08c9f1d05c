package dev.signalbox.journal;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Blocks as bytes: the same block is the same bytes. Keeps its buffers, so it is for one thread at a time.
 *
 * <p>The format is in {@code docs/journal.md}, with the recipes for adding to it.
 */
public final class BlockCodec {
    /** The most facts that one run may stand for. */
    public static final int MOST_IN_RUN = 1 << 24;

    /** The schema that this release writes, and the newest whose every field it knows. */
    static final int SCHEMA = 3;

    /** The oldest schema whose readers understand what this release writes: they skip what was appended since. */
    static final int READABLE_SINCE = 1;

    private static final int CRC_BYTES = 4;
    private static final int FIRST_BUFFER = 1 << 12;
    private static final int KEPT_BUFFER = 1 << 20;

    /** What stands before the fields of a run, and a time, take at least so many bytes. */
    private static final int LEAST_RUN = 4;

    /** A body length below this takes one byte. */
    private static final int SHORT = 1 << 7;

    private final Times times = new Times();
    private final FactTypes types = new FactTypes(times);
    private final Input input = new Input();
    private Output output = new Output(FIRST_BUFFER, SegmentFormat.MOST_BODY);

    /** Returns the kinds of facts, so that a test can be another release. */
    FactTypes types() {
        return types;
    }

    /**
     * Returns a block as bytes.
     *
     * @throws IllegalArgumentException when a text, a list or the whole is larger than the format allows
     */
    public byte[] encode(Block block) {
        if (output.getBuffer().length > KEPT_BUFFER) {
            output = new Output(FIRST_BUFFER, SegmentFormat.MOST_BODY);
        }
        output.setPosition(0);
        times.restart();
        try {
            write(block);
        } catch (KryoException overflow) {
            throw new IllegalArgumentException("a block has at most " + SegmentFormat.MOST_BODY + " bytes", overflow);
        }
        return output.toBytes();
    }

    private void write(Block block) {
        output.writeVarInt(SCHEMA, true);
        output.writeVarInt(READABLE_SINCE, true);
        output.writeVarLong(block.first(), true);
        output.writeVarInt(block.runs().size(), true);
        for (FactRun run : block.runs()) {
            write(run);
        }
        int crc = SegmentFormat.crc(output.getBuffer(), 0, output.position());
        output.writeInt(Integer.reverseBytes(crc));
    }

    private void write(FactRun run) {
        if (run.count() > MOST_IN_RUN) {
            throw new IllegalArgumentException("a run has at most " + MOST_IN_RUN + " facts, not " + run.count());
        }
        Registration kind = types.of(run.first().getClass());
        output.writeVarInt(kind.getId(), true);
        output.writeVarInt(run.count(), true);
        int lengthAt = output.position();
        output.writeByte(0);
        ((FactSerializer<?>) kind.getSerializer()).write(output, run.first());
        writeLength(lengthAt, output.position() - lengthAt - 1);
    }

    /** Writes the length of a body in front of it; a long one moves it, for its length takes more than the byte kept free. */
    private void writeLength(int at, int length) {
        int end = output.position();
        int more = Output.varIntLength(length, true) - 1;
        if (length >= SHORT) {
            output.writeInt(0);
            System.arraycopy(output.getBuffer(), at + 1, output.getBuffer(), at + 1 + more, length);
        }
        output.setPosition(at);
        output.writeVarInt(length, true);
        output.setPosition(end + more);
    }

    /**
     * Returns the block that bytes stand for.
     *
     * @throws MalformedBytes when they stand for none that this release understands
     */
    public Block decode(byte[] bytes) {
        int end = bytes.length - CRC_BYTES;
        if (end < 0 || ByteBuffer.wrap(bytes).getInt(end) != SegmentFormat.crc(bytes, 0, end)) {
            throw new MalformedBytes(Math.max(end, 0), "the check sum of the block does not match", Wire.NOT_OURS);
        }
        input.setBuffer(bytes, 0, end);
        times.restart();
        try {
            return read();
        } catch (KryoException cutShort) {
            throw new MalformedBytes(input.position(), "the fields are cut short", Wire.NOT_OURS);
        } catch (IllegalArgumentException outOfRange) {
            throw new MalformedBytes(input.position(), String.valueOf(outOfRange.getMessage()), Wire.NOT_OURS);
        }
    }

    private Block read() {
        int schema = input.readVarInt(true);
        int readableSince = input.readVarInt(true);
        if (readableSince > SCHEMA || readableSince < 1 || schema < readableSince) {
            throw new MalformedBytes(
                    0,
                    "the block has schema " + schema + ", for readers of " + readableSince + "; this release reads "
                            + SCHEMA,
                    Wire.NEWER);
        }
        long first = input.readVarLong(true);
        int count = Wire.readCount(input, Integer.MAX_VALUE, LEAST_RUN);
        List<FactRun> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            runs.add(readRun());
        }
        Wire.end(input);
        return new Block(first, runs);
    }

    private FactRun readRun() {
        int position = input.position();
        FactSerializer<?> reader = reader(position, input.readVarInt(true));
        int count = input.readVarInt(true);
        int length = Wire.readCount(input, SegmentFormat.MOST_BODY, 1);
        int limit = input.limit();
        int end = input.position() + length;
        input.setLimit(end);
        Fact first = reader.read(input);
        input.setPosition(end);
        input.setLimit(limit);
        if (!formsRun(first, count)) {
            throw new MalformedBytes(position, "a run of " + count + " facts such as " + first, Wire.NOT_OURS);
        }
        return new FactRun(first, count);
    }

    private FactSerializer<?> reader(int position, int number) {
        FactSerializer<?> reader = types.reader(number);
        if (reader == null) {
            throw new MalformedBytes(position, "fact type " + number + " is unknown", Wire.NEWER);
        }
        return reader;
    }

    private static boolean formsRun(Fact first, int count) {
        return count == 1 || (count <= MOST_IN_RUN && first.isFollowedBy(first.plus(count - 1), count - 1));
    }
}
