package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.fence.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb", "\u202Eb", "\uD83D"})
    void whatCannotBePrintedOnOneLineIsNoName(String name) {
        assertThatThrownBy(() -> Texts.checkName("the name of a client", name))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("EINVAL")
                .hasMessageContaining("the name of a client")
                .hasMessageContaining("printable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "two words", "Käthe", "\uD83D\uDE00"})
    void whateverElseIsPrintedIs(String name) {
        assertThatCode(() -> Texts.checkName("the name of a client", name)).doesNotThrowAnyException();
    }
}
