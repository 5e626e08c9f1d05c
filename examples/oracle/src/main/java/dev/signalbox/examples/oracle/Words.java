package dev.signalbox.examples.oracle;

import java.util.Arrays;

/** Words of a case that name one of several. */
final class Words {
    private Words() {}

    static <T extends Enum<T>> T read(Class<T> words, Json value) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> word.name().equals(value.text()))
                .findFirst()
                .orElseThrow(() -> value.wrong("one of " + Arrays.toString(words.getEnumConstants())));
    }
}
