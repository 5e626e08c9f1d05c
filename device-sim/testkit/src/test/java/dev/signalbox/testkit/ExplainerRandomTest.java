package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Closing;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.report.Explained;
import dev.signalbox.report.Explainer;
import dev.signalbox.report.Moment;
import dev.signalbox.syncobj.SyncTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens, and at whichever fact: everything can be explained, and nothing is blamed that has signalled. */
class ExplainerRandomTest {
    private static final int SEEDS = 10;
    private static final int MOMENTS = 12;
    private static final int FENCES = 6;
    private static final long MAX_TASKS = 50_000_000;

    static List<String> scenarios() {
        return ScenarioExamples.names();
    }

    @Test
    void randomProgramsAreExplainedAtEveryMoment() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    RandomProgram program = new RandomProgram(run, random.split());
                    run.allowDeadLetter("gpu0-entity");
                    for (int i = 0; i < 120; i++) {
                        program.step();
                    }
                    run.runUntilIdle();
                    assertThat(check(run.facts().all(), random))
                            .as("explanations with a root, seed %d", seed)
                            .isPositive();
                    program.end();
                }));
    }

    @Test
    void randomProgramsWithSyncObjectsAreExplainedAtEveryMoment() {
        Seeds.first(SEEDS)
                .forEach(seed -> LabRun.check(seed, run -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    RandomSyncProgram program = new RandomSyncProgram(run, random.split());
                    run.allowDeadLetter("gpu0-entity");
                    for (int i = 0; i < 80; i++) {
                        program.step();
                    }
                    run.runUntilIdle();
                    assertThat(check(run.facts().all(), random))
                            .as("explanations with a root, seed %d", seed)
                            .isPositive();
                    program.end(Closing.abort());
                }));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioIsExplainedAtEveryMoment(String name) {
        long seed = Seeds.one();
        List<Fact> facts =
                Staged.inLab(ScenarioExamples.read(name), seed, MAX_TASKS).facts();
        assertThat(check(facts, new SplittableRandom(seed))).as("seed %d", seed).isNotNegative();
    }

    /** Asks about some fences and every sync object at some moments; returns how many of the answers had a root. */
    private static int check(List<Fact> facts, SplittableRandom random) {
        List<FenceId> known = known(facts);
        int rooted = 0;
        for (int moment = 0; moment < MOMENTS && !known.isEmpty(); moment++) {
            int last = 1 + random.nextInt(facts.size());
            Signalled signalled = Signalled.after(facts.subList(0, last));
            for (int i = 0; i < FENCES; i++) {
                FenceId fence = known.get(random.nextInt(known.size()));
                Explainer explainer = Explainer.ofFence(fence, Moment.after(last));
                rooted += check(tell(explainer, facts), signalled, "fence " + fence + " after fact " + last);
                assertThat(tell(Explainer.ofFence(fence, Moment.after(last)), facts)
                                .roots()
                                .isEmpty())
                        .as("fence %s after fact %d is not over, or has a root", fence, last)
                        .isEqualTo(signalled.has(fence));
            }
            for (long object : objects(facts.subList(0, last))) {
                Explainer explainer = Explainer.ofSyncObject(Long.toString(object), Moment.after(last));
                rooted += check(tell(explainer, facts), signalled, "sync object " + object + " after fact " + last);
            }
            agrees(beforeEnd(facts.subList(0, last)));
        }
        return rooted;
    }

    /** Points are those that the rules make of the same facts; these may hear later that a job was started. */
    private static void agrees(List<Fact> facts) {
        Signalled signalled = Signalled.after(facts);
        for (SyncTable.ObjectState object : DeviceFold.of(facts).state().syncObjects()) {
            if (object.pending().stream().anyMatch(signalled::has)) {
                continue;
            }
            Explained explained = tell(Explainer.ofSyncObject(Long.toString(object.object()), Moment.end()), facts);
            assertThat(explained.json())
                    .as("sync object %d after fact %d", object.object(), facts.size())
                    .contains("\"value\": \"" + Long.toUnsignedString(object.value()) + "\"")
                    .contains("\"last_submitted\": \"" + Long.toUnsignedString(object.newest()) + "\"")
                    .contains(
                            object.isEmpty()
                                    ? "\"status\": \"empty\""
                                    : object.pending().isEmpty() ? "\"signalled\"" : "\"status\": \"pending\"");
        }
    }

    private static List<Fact> beforeEnd(List<Fact> facts) {
        return facts.stream()
                .takeWhile(fact -> !(fact instanceof Fact.RunEnded))
                .toList();
    }

    private static int check(Explained explained, Signalled signalled, String what) {
        assertThat(explained.roots()).as(what).noneMatch(signalled::has);
        assertThat(explained.lines()).as(what).hasSizeGreaterThan(2).doesNotContainNull();
        assertThat(explained.json()).as(what).startsWith("{").endsWith("}");
        return explained.roots().isEmpty() ? 0 : 1;
    }

    private static Explained tell(Explainer explainer, List<Fact> facts) {
        facts.forEach(explainer::report);
        return explainer.explain();
    }

    /** Returns every fence that a fact names, of jobs also the start. */
    private static List<FenceId> known(List<Fact> facts) {
        Set<FenceId> known = new LinkedHashSet<>();
        for (Fact fact : facts) {
            if (fact instanceof Fact.JobAccepted job) {
                known.add(job.fence());
                known.add(new FenceId(job.fence().context() - 1, job.fence().seqno()));
                known.addAll(job.dependencies());
            } else if (fact instanceof SyncFact.SyncAttached attached) {
                known.addAll(attached.fences());
            } else if (fact instanceof Fact.TimelineCreated timeline) {
                known.add(new FenceId(timeline.context(), 1));
            }
        }
        return new ArrayList<>(known);
    }

    private static Set<Long> objects(List<Fact> facts) {
        Set<Long> objects = new LinkedHashSet<>();
        for (Fact fact : facts) {
            if (fact instanceof SyncFact.SyncObjectCreated created) {
                objects.add(created.object());
            }
        }
        return objects;
    }

    /** What has signalled, worked out without any fold of the runtime. */
    private static final class Signalled {
        private final Set<FenceId> over = new HashSet<>();
        private final Map<Long, Long> reached = new TreeMap<>();

        static Signalled after(List<Fact> facts) {
            Signalled signalled = new Signalled();
            for (Fact fact : facts) {
                if (fact instanceof Fact.RunEnded) {
                    break;
                }
                signalled.hear(fact);
            }
            return signalled;
        }

        private void hear(Fact fact) {
            if (fact instanceof Fact.JobFinished job) {
                job(job.fence());
            } else if (fact instanceof Fact.JobRefused job) {
                job(job.fence());
            } else if (fact instanceof Fact.JobRan job) {
                over.add(new FenceId(job.fence().context() - 1, job.fence().seqno()));
            } else if (fact instanceof Fact.TimelineAdvanced timeline) {
                reached.merge(timeline.context(), timeline.seqno(), Math::max);
            } else if (fact instanceof Fact.TimelineClosed timeline) {
                reached.put(timeline.context(), Long.MAX_VALUE);
            }
        }

        private void job(FenceId finished) {
            over.add(finished);
            over.add(new FenceId(finished.context() - 1, finished.seqno()));
        }

        boolean has(FenceId fence) {
            return over.contains(fence) || reached.getOrDefault(fence.context(), 0L) >= fence.seqno();
        }
    }
}
