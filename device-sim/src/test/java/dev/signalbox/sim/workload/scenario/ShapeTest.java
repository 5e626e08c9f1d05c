package dev.signalbox.sim.workload.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final int TEXTS = 100_000;
    private static final List<String> PIECES = List.of(
            "{",
            "{",
            "}",
            "}",
            "[",
            "]",
            "=",
            "=",
            ":",
            ",",
            "\n",
            "\n",
            " ",
            " ",
            ".",
            "a",
            "b",
            "\"a\"",
            "a = ",
            "b {",
            "\"a.b\"",
            "\"\"\"b\"\"\"",
            "# c\n",
            "// \"\n",
            "+",
            "\u00a0");

    private static final List<String> BEFORE =
            List.of("", "a = ", "b: ", "\"a\" = ", "a.b = ", "b { a = ", "c = { b = ", "{ c = ", "c = [");
    private static final List<String> BEHIND = List.of("", ", ", "\n", " }", "} ", "] ");

    /** The parser merges what stands twice; no text passes here that loses a value to that. */
    @Test
    void noValueOfATextThatIsAcceptedIsLost() {
        long seed = Long.getLong("seed", 1);
        SplittableRandom random = new SplittableRandom(seed);
        int accepted = 0;
        for (int i = 0; i < TEXTS; i++) {
            List<String> values = new ArrayList<>();
            String text = text(random, values);
            try {
                String read = new Source("t.conf", text).root().render(ConfigRenderOptions.concise());
                assertThat(values).as("seed %d: %s", seed, text).allMatch(read::contains);
                accepted += values.size() > 1 ? 1 : 0;
            } catch (ScenarioException refused) {
                assertThat(refused.line()).isPositive();
            }
        }
        assertThat(accepted).as("seed %d", seed).isGreaterThan(TEXTS / 500);
    }

    /** Each value is one of a kind, so that a lost one is missed. */
    private static String text(SplittableRandom random, List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(2, 10); left > 0; left--) {
            int piece = random.nextInt(PIECES.size() + 16);
            if (piece < PIECES.size()) {
                text.append(PIECES.get(piece));
            } else {
                values.add("<" + values.size() + ">");
                text.append(BEFORE.get(random.nextInt(BEFORE.size())))
                        .append(values.get(values.size() - 1))
                        .append(BEHIND.get(random.nextInt(BEHIND.size())));
            }
        }
        return text.toString();
    }
}
