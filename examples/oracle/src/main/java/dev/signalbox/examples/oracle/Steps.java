package dev.signalbox.examples.oracle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the steps of a case one by one, and compares each answer with the one that was observed. */
final class Steps {
    /** Does one step. */
    @FunctionalInterface
    interface Step {
        /**
         * Does a step.
         *
         * @return the answer in plain Java values: null, truth values, whole numbers, strings, lists and maps of such
         * @throws BadCaseException when the step makes no sense
         */
        @Nullable Object run(Json step);
    }

    private Steps() {}

    /**
     * Runs steps until an answer differs.
     *
     * @return the first difference; null when there is none
     */
    static @Nullable Difference firstDifference(Json steps, Json answers, Step runner) {
        if (steps.size() != answers.size()) {
            throw new BadCaseException(
                    answers.path() + ": " + answers.size() + " answers to " + steps.size() + " steps");
        }
        for (int i = 0; i < steps.size(); i++) {
            Json step = steps.at(i);
            Difference difference = Difference.between(name(step), answers.at(i), answer(step, runner));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static String name(Json step) {
        return step.path() + " " + step.node();
    }

    /** A rule that throws has not done what the kernel did: that is an answer, and another one. */
    private static @Nullable Object answer(Json step, Step runner) {
        try {
            return runner.run(step);
        } catch (BadCaseException bad) {
            throw bad;
        } catch (RuntimeException thrown) {
            return Map.of("thrown", thrown.toString());
        }
    }
}
