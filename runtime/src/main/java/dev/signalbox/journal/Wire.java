package dev.signalbox.journal;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.signalbox.device.Dwords;
import dev.signalbox.fence.FenceId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Fields as bytes, written with Kryo's varints. What is read may be anything: a length is compared with what is left before
 * anything is allocated for it.
 */
final class Wire {
    /** The most bytes that a text may have in UTF-8. */
    static final int MOST_TEXT = 1 << 22;

    /** The most items that a list may have. */
    static final int MOST_ITEMS = 1 << 20;

    static final String NEWER = "read it with the release that wrote it";
    static final String NOT_OURS = "it was not written by this release, or not for this place";

    private Wire() {}

    static void writeText(Output output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_TEXT) {
            throw new IllegalArgumentException(
                    "a text in a journal has at most " + MOST_TEXT + " bytes, not " + bytes.length);
        }
        writeBytes(output, bytes);
    }

    static String readText(Input input) {
        int position = input.position();
        byte[] bytes = readBytes(input, MOST_TEXT);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedBytes(position, "a text is not UTF-8", NOT_OURS);
        }
    }

    static void writeBytes(Output output, byte[] bytes) {
        output.writeVarInt(bytes.length, true);
        output.writeBytes(bytes);
    }

    static byte[] readBytes(Input input, int most) {
        return input.readBytes(readCount(input, most, 1));
    }

    static <T> void writeList(Output output, List<T> items, BiConsumer<Output, T> writer) {
        if (items.size() > MOST_ITEMS) {
            throw new IllegalArgumentException(
                    "a list in a journal has at most " + MOST_ITEMS + " items, not " + items.size());
        }
        output.writeVarInt(items.size(), true);
        for (T item : items) {
            writer.accept(output, item);
        }
    }

    static <T> List<T> readList(Input input, int bytesEach, Function<Input, T> reader) {
        int count = readCount(input, MOST_ITEMS, bytesEach);
        if (count == 0) {
            return List.of();
        }
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(reader.apply(input));
        }
        return Collections.unmodifiableList(items);
    }

    /** Reads how many items follow, each of which takes at least so many bytes. */
    static int readCount(Input input, int most, int bytesEach) {
        int position = input.position();
        int count = input.readVarInt(true);
        int left = input.limit() - input.position();
        if (count < 0 || count > most || (long) count * bytesEach > left) {
            throw new MalformedBytes(
                    position,
                    "a length is " + count + ", with " + left + " bytes left (at most " + most + ")",
                    NOT_OURS);
        }
        return count;
    }

    static void writeFence(Output output, FenceId fence) {
        output.writeVarLong(fence.context(), true);
        output.writeVarLong(fence.seqno(), true);
    }

    static FenceId readFence(Input input) {
        return new FenceId(input.readVarLong(true), input.readVarLong(true));
    }

    /** Reads a flag that was appended to its fact later; older bodies end before it, and then it is false. */
    static boolean readFlagIfLeft(Input input) {
        return input.position() < input.limit() && input.readBoolean();
    }

    /** Reads a number that was appended to its fact later; older bodies end before it, and then it is 0. */
    static long readVarLongIfLeft(Input input) {
        return input.position() < input.limit() ? input.readVarLong(true) : 0;
    }

    static void writeDwords(Output output, Dwords dwords) {
        output.writeVarInt(dwords.size(), true);
        for (int at = 0; at < dwords.size(); at++) {
            output.writeInt(dwords.dword(at));
        }
    }

    static Dwords readDwords(Input input, int most) {
        int[] words = new int[readCount(input, most, Integer.BYTES)];
        for (int at = 0; at < words.length; at++) {
            words[at] = input.readInt();
        }
        return Dwords.of(words);
    }

    /** Reads dwords that were appended to their fact later; older bodies end before them, and then there are none. */
    static Dwords readDwordsIfLeft(Input input, int most) {
        return input.position() < input.limit() ? readDwords(input, most) : Dwords.none();
    }

    /** Refuses bytes behind the last field. */
    static void end(Input input) {
        if (input.position() != input.limit()) {
            throw new MalformedBytes(input.position(), "bytes follow behind the last field", NOT_OURS);
        }
    }
}
