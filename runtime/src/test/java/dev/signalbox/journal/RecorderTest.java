package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final Refusal full = new Refusal(Errno.EIO, "no space", "make some");

    private final List<String> seen = new ArrayList<>();
    private int asked;

    private Recorder recorder(long lead) {
        Recorder recorder = new Recorder(lead);
        recorder.wakeBy(() -> asked++);
        return recorder;
    }

    private Gate.Held held(String name) {
        return new Gate.Held() {
            @Override
            public void pass() {
                seen.add(name);
            }

            @Override
            public void lost(Refusal why) {
                seen.add(name + " lost");
            }
        };
    }

    private static Fact closed(int client) {
        return new Fact.ClientClosed(1, client);
    }

    private static Block drained(Recorder recorder) {
        return Objects.requireNonNull(recorder.drain());
    }

    @Test
    void theFirstFactAsksForADrainAndLaterOnesDoNot() {
        Recorder recorder = recorder(0);
        recorder.report(closed(1));
        recorder.report(closed(2));
        assertThat(asked).isEqualTo(1);
        assertThat(drained(recorder).runs()).hasSize(2);
        assertThat(recorder.drain()).isNull();
        recorder.report(closed(3));
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void blocksCarryTheFactsInOrderNumberedThrough() {
        Recorder recorder = recorder(0);
        recorder.report(new Fact.JobQueued(1, 0, new FenceId(2, 1), 1), 64);
        recorder.report(closed(1));
        assertThat(drained(recorder).first()).isEqualTo(1);
        recorder.report(closed(2));
        assertThat(drained(recorder)).isEqualTo(new Block(66, List.of(new FactRun(closed(2), 1))));
    }

    @Test
    void whatIsTooMuchForOneBlockGoesIntoTheNext() {
        Recorder recorder = recorder(0);
        int facts = 3 * Weight.FULL_BLOCK / Weight.of(closed(1));
        for (int i = 0; i < facts; i++) {
            recorder.report(closed(i));
        }
        long next = 1;
        for (Block block = recorder.drain(); block != null; block = recorder.drain()) {
            assertThat(block.first()).isEqualTo(next);
            next += block.runs().size();
        }
        assertThat(next - 1).isEqualTo(facts);
        assertThat(recorder.isAwake()).isFalse();
    }

    @Test
    void whatIsShownWaitsForTheFactsReportedBefore() {
        Recorder recorder = recorder(0);
        recorder.pass(held("before any fact"));
        recorder.report(closed(1));
        recorder.pass(held("first"));
        drained(recorder);
        recorder.report(closed(2));
        recorder.pass(held("second"));
        assertThat(seen).containsExactly("before any fact");
        recorder.storedDrained();
        assertThat(seen).containsExactly("before any fact", "first");
        drained(recorder);
        recorder.storedDrained();
        recorder.pass(held("third"));
        assertThat(seen).containsExactly("before any fact", "first", "second", "third");
    }

    @Test
    void withALeadOnlyWhatIsTooFarAheadWaits() {
        Recorder recorder = recorder(2);
        recorder.report(closed(1));
        recorder.report(closed(2));
        recorder.pass(held("within"));
        recorder.report(closed(3));
        recorder.pass(held("ahead"));
        assertThat(seen).containsExactly("within");
        drained(recorder);
        recorder.storedDrained();
        assertThat(seen).containsExactly("within", "ahead");
    }

    @Test
    void aRecordThatIsContinuedClosesWhatWasLeftOpenFirst() {
        Recorder recorder = recorder(0);
        recorder.report(closed(1));
        recorder.pass(held("first"));
        recorder.resume(40, List.of(new FactRun(closed(7), 1), new FactRun(closed(8), 1)));
        Block block = drained(recorder);
        assertThat(block.first()).isEqualTo(41);
        assertThat(block.runs()).extracting(FactRun::first).containsExactly(closed(7), closed(8), closed(1));
        recorder.storedDrained();
        assertThat(seen).containsExactly("first");
    }

    /** What is left open may fill blocks of its own; what rests on new facts waits for these. */
    @Test
    void nothingPassesWhileOnlyWhatWasLeftOpenIsStored() {
        Recorder recorder = recorder(0);
        recorder.report(closed(1));
        recorder.pass(held("first"));
        int left = 2 * Weight.FULL_BLOCK / Weight.of(closed(7));
        recorder.resume(40, Collections.nCopies(left, new FactRun(closed(7), 1)));
        long first = 41;
        for (int block = 0; block < 2; block++) {
            Block stored = drained(recorder);
            assertThat(stored.first()).isEqualTo(first);
            first += stored.runs().size();
            recorder.storedDrained();
            assertThat(seen).isEmpty();
        }
        assertThat(drained(recorder)).isEqualTo(new Block(41L + left, List.of(new FactRun(closed(1), 1))));
        recorder.storedDrained();
        assertThat(seen).containsExactly("first");
    }

    @Test
    void whatIsReportedAfterTheEndIsNoPartOfTheRecord() {
        Recorder recorder = recorder(0);
        recorder.report(closed(1));
        recorder.seal();
        recorder.report(closed(2));
        recorder.pass(held("last"));
        assertThat(drained(recorder).runs()).hasSize(1);
        recorder.storedDrained();
        recorder.pass(held("late"));
        assertThat(seen).containsExactly("last", "late");
    }

    @Test
    void longTextsFillABlock() {
        Recorder recorder = recorder(0);
        String megabyte = "x".repeat(1 << 20);
        for (int client = 0; client < 100; client++) {
            recorder.report(new Fact.ClientOpened(1, client, megabyte));
        }
        for (int client = 0; client < 100; client++) {
            assertThat(drained(recorder).runs()).hasSize(1);
        }
    }

    @Test
    void whenNothingCanBeStoredWhatWaitsIsLostAndNothingIsTaken() {
        Recorder recorder = recorder(0);
        recorder.refuseWhenBroken();
        recorder.report(closed(1));
        recorder.pass(held("waiting"));
        recorder.fail(full);
        recorder.fail(new Refusal(Errno.EIO, "again", "-"));
        recorder.pass(held("late"));
        recorder.report(closed(2));
        assertThat(seen).containsExactly("waiting lost", "late lost");
        assertThat(recorder.drain()).isNull();
        assertThatThrownBy(recorder::refuseWhenBroken).isSameAs(full);
    }

    /** Owners on many threads, one that stores: what each owner shows passes once, in order, and never before it is stored. */
    @Test
    void whatEachOwnerShowsPassesInOrderAndWhenStoredUnderThreads() throws InterruptedException {
        long seed = Long.getLong("seed", 5);
        Recorder recorder = new Recorder(0);
        recorder.wakeBy(() -> {});
        List<Owner> owners = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            owners.add(new Owner(number, recorder, new SplittableRandom(seed + number)));
        }
        List<Thread> threads = owners.stream().map(Thread::new).toList();
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(Thread::isAlive)) {
            store(recorder, owners);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        store(recorder, owners);
        for (Owner owner : owners) {
            assertThat(owner.passed).as("seed %d", seed).hasSize(Owner.STEPS).isSorted();
            assertThat(owner.early).as("seed %d", seed).isZero();
        }
    }

    private static void store(Recorder recorder, List<Owner> owners) {
        for (Block block = recorder.drain(); block != null; block = recorder.drain()) {
            block.runs()
                    .forEach(run -> owners.get(((Fact.ClientClosed) run.first()).client())
                            .stored
                            .incrementAndGet());
            recorder.storedDrained();
        }
        recorder.storedDrained();
    }

    /** Reports facts under its number, and shows something after each step. */
    private static final class Owner implements Runnable {
        private static final int STEPS = 5_000;

        private final int number;
        private final Recorder recorder;
        private final SplittableRandom random;
        private final AtomicInteger stored = new AtomicInteger();
        private final List<Integer> passed = Collections.synchronizedList(new ArrayList<>());
        private volatile int early;
        private int reported;

        Owner(int number, Recorder recorder, SplittableRandom random) {
            this.number = number;
            this.recorder = recorder;
            this.random = random;
        }

        @Override
        public void run() {
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(3) > 0) {
                    recorder.report(closed(number));
                    reported++;
                }
                recorder.pass(shown(step, reported));
            }
        }

        private Gate.Held shown(int step, int restsOn) {
            return new Gate.Held() {
                @Override
                public void pass() {
                    passed.add(step);
                    if (stored.get() < restsOn) {
                        early = restsOn;
                    }
                }

                @Override
                public void lost(Refusal why) {
                    throw new AssertionError(why);
                }
            };
        }
    }
}
