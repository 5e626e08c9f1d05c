package dev.signalbox.examples.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What we claim to do as the kernel does, over all observed cases. */
class SharedOracleTest {
    /** The kinds of which every case ends as observed. */
    static final List<String> CLAIMED = List.of(
            "unwrap_merge",
            "fence_array",
            "fence_chain",
            "resv",
            "drm_exec",
            "syncobj_binary",
            "syncobj_wait",
            "syncobj_timeline",
            "syncobj_transfer",
            "syncobj_eventfd",
            "syncobj_errors",
            "sync_file",
            "dma_buf",
            "sched_basic",
            "sched_prio",
            "sched_deps",
            "sched_lb",
            "sched_tdr",
            "sched_kill",
            "sched_fini",
            "sched_guilty",
            "sched_runerr",
            "sched_mixed",
            "sched_clients_two",
            "sched_clients_many");

    /** So many cases of schedulers say that they depend on the order of things at one instant. */
    private static final int TIED_CASES = 24;

    /** Under so many schedules each case is played; the command plays twenty. */
    private static final int SEEDS = 3;

    /** So many cases of schedulers are played through the actors: those that do not depend on the order of things at one instant. */
    private static final int PLAYED_CASES = 1461;

    @Test
    void everyClaimCanBeRunAndWhatCanBeRunIsClaimed() {
        assertThat(OracleKinds.BY_NAME.keySet()).containsExactlyInAnyOrderElementsOf(CLAIMED);
    }

    /** A kind whose file is missing has no result here, so that is a failure too. */
    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void everyObservedCaseOfAClaimedKindEndsTheSame() throws IOException {
        Path shared = Path.of(System.getProperty("test.shared"), "oracle");
        OracleReport report = Oracle.run(shared, OracleSelection.of(List.of(), List.of()));
        assertThat(report.kinds().stream().collect(Collectors.toMap(KindResult::kind, Function.identity())))
                .containsKeys(CLAIMED.toArray(String[]::new));
        assertThat(report.kinds())
                .filteredOn(kind -> CLAIMED.contains(kind.kind()))
                .allMatch(kind -> kind.equal() + kind.tied() == kind.cases() && kind.cases() >= 45);
        assertThat(report.total().tied()).isLessThanOrEqualTo(TIED_CASES);
        assertThat(report.differs()).as(String.join("\n", report.lines())).isFalse();
    }

    @Test
    @EnabledIfSystemProperty(named = "test.shared", matches = ".+")
    void everyObservedCaseOfSchedulersEndsTheSameOnActors() throws IOException {
        Path shared = Path.of(System.getProperty("test.shared"), "oracle");
        PlayedReport report = ActorOracle.run(shared, OracleSelection.of(List.of("sched_*"), List.of()), SEEDS);
        assertThat(report.differs()).as(String.join("\n", report.lines())).isFalse();
        assertThat(report.played()).isGreaterThanOrEqualTo(PLAYED_CASES);
    }
}
