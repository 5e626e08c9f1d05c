package dev.signalbox.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.signalbox.DeviceProvider;
import dev.signalbox.testkit.TinyDevice.Flaw;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract lets a device pass that keeps it, and finds those that do not. */
class DeviceContractTest {
    private static Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    private static boolean insideKit;

    static boolean insideKit() {
        return insideKit;
    }

    @EnabledIf("dev.signalbox.testkit.DeviceContractTest#insideKit")
    static class Tiny extends DeviceContract {
        @Override
        protected DeviceProvider provider() {
            return new TinyDevice(flaws);
        }
    }

    private static Events run(Set<Flaw> planted, DiscoverySelector selector) {
        flaws = planted;
        insideKit = true;
        try {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(selector)
                    .execute()
                    .testEvents();
        } finally {
            insideKit = false;
        }
    }

    @Test
    void aDeviceThatKeepsTheContractPasses() {
        run(EnumSet.noneOf(Flaw.class), selectClass(Tiny.class))
                .assertStatistics(statistics -> statistics
                        .started(29)
                        .skipped(0)
                        .aborted(0)
                        .succeeded(29)
                        .failed(0));
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTES_OUT_OF_ORDER, entriesEndInTheirOrder, was answered before",
        "FORGETS_GENERATIONS, whatEndsLateEndsNothing, is done",
        "WRITES_BACK_LATE, errorsAreToldOnceWithTheirEntries, write-back is behind the interrupt",
        "ANSWERS_TWICE, anEntryThatIsDoneIsNotEndedAgain, was answered before",
        "LOSES_ENDINGS, anEntryIsEndedBeforeItExecutes, is not done",
        "RESETS_TOO_MUCH, aResetOfAnEngineLeavesOthersAlone, is done"
    })
    void aFlawIsFound(Flaw flaw, String method, String complaint) {
        run(EnumSet.of(flaw), selectMethod(Tiny.class, method))
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(method),
                                finishedWithFailure(
                                        message(text -> text.contains("seed ") && text.contains(complaint)))));
    }
}
