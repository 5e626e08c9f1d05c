package dev.signalbox.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.signalbox.Fence;
import dev.signalbox.fence.Errno;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract finds owners that do not keep it; a lost wake-up is planted. */
class FenceOwnerContractTest {
    private static boolean planted;

    static boolean planted() {
        return planted;
    }

    /** Forgets whoever asks when the fence has signalled. */
    @EnabledIf("dev.signalbox.testkit.FenceOwnerContractTest#planted")
    static class ForgetfulOwner extends TimelineFencesTest {
        @Override
        Promise promise(Fence fence) {
            Promise kept = Promise.of(fence);
            return new Promise() {
                @Override
                public CompletionStage<Optional<Errno>> told() {
                    return fence.isSignalled() ? new CompletableFuture<>() : kept.told();
                }

                @Override
                public void deadline(long nanos) {
                    kept.deadline(nanos);
                }
            };
        }
    }

    /** Takes a deadline for an order to be done. */
    @EnabledIf("dev.signalbox.testkit.FenceOwnerContractTest#planted")
    static class HastyOwner extends TimelineFencesTest {
        @Override
        Promise promise(Fence fence) {
            Promise kept = Promise.of(fence);
            return new Promise() {
                @Override
                public CompletionStage<Optional<Errno>> told() {
                    return kept.told();
                }

                @Override
                public void deadline(long nanos) {
                    timeline().signal(fence);
                }
            };
        }
    }

    private static Events run(Class<?> contract) {
        planted = true;
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(contract))
                    .execute()
                    .testEvents();
        } finally {
            planted = false;
        }
    }

    @Test
    void aLateSubscriberThatIsForgottenIsFound() {
        run(ForgetfulOwner.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("aLateSubscriberIsAnswered"),
                                finishedWithFailure(message(text ->
                                        text.contains("seed ") && text.contains("a late subscriber waits for ever")))));
    }

    @Test
    void aDeadlineThatChangesTheOutcomeIsFound() {
        run(HastyOwner.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("aDeadlineIsAHint"),
                                finishedWithFailure(message(text -> text.contains("told for a deadline")))));
    }
}
