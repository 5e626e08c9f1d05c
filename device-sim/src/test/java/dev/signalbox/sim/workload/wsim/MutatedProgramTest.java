package dev.signalbox.sim.workload.wsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutatedProgramTest {
    private static final long SEED = Long.getLong("seed", 20_260_917L);
    private static final int LARGEST = (1 << 20) - 1;
    private static final int MUTANTS_PER_KIND_AND_PROGRAM = 100;
    private static final List<String> NUMBERS =
            List.of("0", "-0", "007", "2147483648", "9223372036854775808", "-1", "+1", "1e9", "0x10", "9".repeat(400));
    private static final String LETTERS = "sdptqfaTPXMBbSwWxyzZ0*|/-.,#n k\u00e9\u6d4b";

    @Test
    void isReadOrRefusedWhenCutOffAnywhere() {
        List<byte[]> mutants = new ArrayList<>();
        for (String name : Examples.NAMES) {
            byte[] content = Examples.content(name);
            for (int end = 0; end < content.length; end++) {
                mutants.add(Arrays.copyOf(content, end));
            }
        }
        assertThat(mutants).hasSizeGreaterThan(500);
        assertAllReadOrRefused(mutants);
    }

    @Test
    void isReadOrRefusedWithFlippedBits() {
        assertAllReadOrRefused(mutants((random, content) -> {
            byte[] mutant = content.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return mutant;
        }));
    }

    @Test
    void isReadOrRefusedWithOddNumbers() {
        assertAllReadOrRefused(mutants((random, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
            int at = random.nextInt(text.length());
            return utf8(text.substring(0, at) + text.substring(at).replaceFirst("\\d+", number));
        }));
    }

    @Test
    void isReadOrRefusedWithOddOffsets() {
        assertAllReadOrRefused(mutants((random, content) -> {
            String text = new String(content, StandardCharsets.UTF_8);
            int at = random.nextInt(text.length());
            return utf8(text.substring(0, at) + text.substring(at).replaceFirst("-\\d+", "-" + random.nextInt(30)));
        }));
    }

    @Test
    void isReadOrRefusedWithOddLetters() {
        assertAllReadOrRefused(mutants((random, content) -> {
            StringBuilder text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
            text.setCharAt(random.nextInt(text.length()), LETTERS.charAt(random.nextInt(LETTERS.length())));
            return utf8(text.toString());
        }));
    }

    @Test
    void isReadOrRefusedWithStepsRemovedOrSwapped() {
        assertAllReadOrRefused(mutants((random, content) -> {
            List<String> lines = new ArrayList<>(
                    new String(content, StandardCharsets.UTF_8).lines().toList());
            String moved = lines.remove(random.nextInt(lines.size()));
            if (random.nextBoolean()) {
                lines.add(random.nextInt(lines.size() + 1), moved);
            }
            return utf8(String.join("\n", lines));
        }));
    }

    @Test
    void isRefusedWhenItIsRandomBytes() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] noise = new byte[random.nextInt(64, 4096)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> Wsim.parse("noise", noise))
                    .as("seed %d", SEED)
                    .isInstanceOf(WsimSyntaxException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.RCS.5.0.0,", "-1/", "1.", "M.1.VCS|", ",", "\n", "9", "w.1.1/", "T.-1,", "f\n", "r1-0/"})
    void isReadOrRefusedQuicklyWhenItIsAsLargeAsCanBe(String piece) {
        String text = piece.repeat(LARGEST / piece.length());
        assertReadOrRefused(
                Duration.ofSeconds(8),
                List.of(
                        utf8(text),
                        utf8("w.1.9n1\n1.RCS.5." + text.substring(100)),
                        utf8("w.1." + text.substring(100))));
    }

    @Test
    void isReadQuicklyWithManyAccessesToASetOfManyRuns() {
        String accesses = "r1-0/".repeat(LARGEST / 5 - 500);
        byte[] content = utf8("w.1." + "1/".repeat(1000) + "1\n1.RCS.5." + accesses + "w1-0.0");
        Wsim program = Assertions.assertTimeout(Duration.ofSeconds(8), () -> Wsim.parse("large", content));
        assertThat(program.batches().get(0).dependencies()).hasSize(LARGEST / 5 - 499);
    }

    private static List<byte[]> mutants(BiFunction<SplittableRandom, byte[], byte[]> mutator) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<byte[]> mutants = new ArrayList<>();
        for (String name : Examples.NAMES) {
            byte[] content = Examples.content(name);
            for (int i = 0; i < MUTANTS_PER_KIND_AND_PROGRAM; i++) {
                mutants.add(mutator.apply(random, content));
            }
        }
        return mutants;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertAllReadOrRefused(List<byte[]> mutants) {
        assertReadOrRefused(Duration.ofSeconds(2), mutants);
        long refused = mutants.stream().filter(mutant -> !isRead(mutant)).count();
        assertThat(refused).as("refused of %d, seed %d", mutants.size(), SEED).isPositive();
    }

    private static void assertReadOrRefused(Duration limit, List<byte[]> mutants) {
        Assertions.assertTimeout(limit, () -> mutants.forEach(MutatedProgramTest::isRead));
    }

    private static void assertSound(Wsim program) {
        for (Step.Batch batch : program.batches()) {
            Soundness soundness = new Soundness(program.steps().subList(0, batch.index()));
            assertThat(batch.dependencies())
                    .as("seed %d: %s", SEED, batch.place())
                    .allMatch(dependency -> dependency.accept(soundness));
        }
    }

    /** Tells whether a dependency names an earlier step of the right kind. */
    private record Soundness(List<Step> earlier) implements Dependency.Visitor<Boolean> {
        @Override
        public Boolean data(Dependency.Data data) {
            return earlier.get(data.target()) instanceof Step.Batch;
        }

        @Override
        public Boolean fence(Dependency.Fence fence) {
            Step target = earlier.get(fence.target());
            return target instanceof Step.Batch || target instanceof Step.SoftwareFence;
        }

        @Override
        public Boolean submit(Dependency.Submit submit) {
            return earlier.get(submit.target()) instanceof Step.Batch;
        }

        @Override
        public Boolean access(Dependency.Access access) {
            return earlier.stream()
                    .anyMatch(step -> step instanceof Step.WorkingSet set
                            && set.set() == access.set()
                            && set.objects() > access.last());
        }
    }

    /** Whether the mutant is a program; fails unless a refusal is of the right type and has a place. */
    private static boolean isRead(byte[] mutant) {
        try {
            assertSound(Wsim.parse("mutant", mutant));
            return true;
        } catch (WsimSyntaxException refusal) {
            assertThat(List.of(refusal.line(), refusal.column()))
                    .as("seed %d: %s", SEED, refusal.getMessage())
                    .allMatch(number -> number >= 1);
            return false;
        } catch (RuntimeException other) {
            return fail("seed " + SEED + ": " + new String(mutant, StandardCharsets.UTF_8), other);
        }
    }
}
