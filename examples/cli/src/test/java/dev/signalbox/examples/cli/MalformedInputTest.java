package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hundred ways to write a workload wrong: each is refused by line and column, at once, without a stack trace. */
class MalformedInputTest {
    private static final long SEED = Long.getLong("seed", 1);
    private static final int CASES = 200;

    private static final List<String> STEPS = List.of(
            "1.RCS.100-200.0.0",
            "2.BCS.50.-1.1",
            "M.3.VCS1|VCS2",
            "B.3",
            "3.DEFAULT.300.0.0",
            "d.100",
            "p.2000",
            "P.1.5",
            "w.1.4n4k/2m",
            "1.RCS.10.r1-0-3/w1-4.0",
            "s.-1");

    private static final List<String> BROKEN = List.of(
            "1.RCS.100",
            "1.RCS.100.0",
            "1.RCS..0.0",
            "1.RCS.100.0.2",
            "1.XCS.100.0.0",
            "1.RCS.200-100.0.0",
            "1.RCS.0.0.0",
            "1.RCS.100.-0.0",
            "1.RCS.100.+1.0",
            "1.RCS.100.--1.0",
            "1.RCS.100.-999.0",
            "1.RCS.100.f-999.0",
            "1.RCS.100.s-999.0",
            "1.RCS.99999999999999999999.0.0",
            "99999999999.RCS.100.0.0",
            "1.RCS.*.0.0",
            "1.RCS.*.0.1",
            "1.RCS9.100.0.0",
            "1.RCS-9.100.0.0",
            "1.VCS0.100.0.0",
            "z.1",
            "S.1.3",
            "q.0",
            "q.x",
            "t.0",
            "t.99999",
            "d.-5",
            "d.0",
            "d",
            "p.",
            "f.1",
            "a.-999",
            "a.1",
            "T.-999",
            "s.-999",
            "s.0",
            "P.0.1",
            "P.1.99999",
            "P.1",
            "X.1",
            "X.1.-1",
            "M.1",
            "M.1.",
            "M.1.DEFAULT",
            "M.1.RCS|RCS",
            "B.77",
            "B.",
            "b.77.VCS1.VCS2",
            "w.1",
            "w.9.0n4k",
            "w.9.4q",
            "w.9.4k-2k",
            "w.9.99999999999999g",
            "1.RCS.10.r77-0.0",
            "1.RCS.10.w-1.0",
            "1.RCS.10.r1-9-2.0",
            "1.RCS.100.0.0.0",
            "\u00e9.1",
            "1,,2",
            "1.RCS.1e3.0.0",
            "0x1.RCS.100.0.0",
            "1.RCS.100.0.yes");

    @TempDir
    private static Path directory = Path.of("");

    record Case(String what, String content) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        while (cases.size() < CASES) {
            cases.add(broken(cases.size(), random));
        }
        return cases.stream();
    }

    private static Case broken(int number, SplittableRandom random) {
        List<String> lines = new ArrayList<>(STEPS);
        int line = random.nextInt(lines.size() + 1);
        switch (number % 4) {
            case 0 -> lines.add(line, BROKEN.get(number / 4 % BROKEN.size()));
            case 1 -> lines.add(line, BROKEN.get(random.nextInt(BROKEN.size())));
            case 2 -> lines.set(0, "1.RCS.100-200.0." + "9".repeat(1 + random.nextInt(40)));
            default -> lines.add(line, "1.RCS.100\u0000\u0001" + (char) random.nextInt(1, 9));
        }
        String text = String.join("\n", lines) + "\n";
        return new Case("seed " + SEED + " case " + number + " line " + line, text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRefusedWithLineAndColumn(Case malformed) throws IOException {
        Path file = directory.resolve("malformed.wsim");
        Files.writeString(file, malformed.content());
        Cli cli = Cli.run("run", file.toString());
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(1);
        assertThat(cli.err())
                .matches("(?s)signalbox: malformed\\.wsim:\\d+:\\d+: .*")
                .doesNotContain("\tat ");
        assertThat(cli.out()).isEmpty();
    }
}
