package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.fence.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void whatIsEmptyIsNoName(String name) {
        assertThatThrownBy(() -> Texts.checkName("the name of a client", name))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("EINVAL")
                .hasMessageContaining("the name of a client")
                .hasMessageContaining("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "two words", "x\u0007\ny", "Käthe", "\uD83D\uDE00"})
    void whateverElseIsAName(String name) {
        assertThatCode(() -> Texts.checkName("the name of a client", name)).doesNotThrowAnyException();
    }
}
