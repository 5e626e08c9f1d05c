package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Fence;
import dev.signalbox.PointWait;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.SyncFile;
import dev.signalbox.SyncObject;
import dev.signalbox.SyncPoint;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a program does with sync objects on one thread has the answers that the naive table gives, under any schedule. */
class SyncModelTest {
    private static final int SCHEDULES = 200;
    private static final int OPERATIONS = 60;

    @Test
    void everyAnswerIsThatOfTheNaiveTable() {
        Map<Object, Integer> seen = new LinkedHashMap<>();
        Seeds.first(SCHEDULES)
                .forEach(seed -> LabRun.check(
                        seed, run -> new Program(run).run().forEach(answer -> seen.merge(answer, 1, Integer::sum))));
        assertThat(seen.keySet())
                .as("what was compared was worth comparing")
                .contains(-1L, 0, 1, 2, Errno.EINVAL, Errno.ETIME, Errno.ENOENT, Errno.ECANCELED);
    }

    /** One program, and what it has to hear. */
    private static final class Program {
        private static final Duration LONG = Duration.ofMillis(1);

        private final LabRun run;
        private final SplittableRandom random;
        private final Client client;
        private final Client other;
        private final List<SyncObject> timelines = new ArrayList<>();
        private final List<SyncObject> binaries = new ArrayList<>();
        private final List<SoftwareTimeline> software = new ArrayList<>();
        private final List<Fence> fences = new ArrayList<>();
        private final Map<Long, Long> handedOut = new TreeMap<>();
        private final NaiveTable model = new NaiveTable();
        private final Map<NaiveTable.Wait, CompletionStage<Integer>> waits = new LinkedHashMap<>();
        private final Set<NaiveTable.Wait> patient = new LinkedHashSet<>();
        private final List<Object> seen = new ArrayList<>();

        Program(LabRun run) {
            this.run = run;
            this.random = new SplittableRandom(run.seed());
            this.client = run.client("one");
            this.other = run.client("two");
            for (int i = 0; i < 3; i++) {
                software.add(client.timeline("timeline " + i));
                timelines.add(create());
                binaries.add(create());
            }
        }

        List<Object> run() {
            for (int i = 0; i < OPERATIONS; i++) {
                step();
                for (int steps = random.nextInt(20); steps > 0; steps--) {
                    run.lab().stepNow();
                }
            }
            boolean late = random.nextBoolean();
            if (late) {
                run.runUntilIdle();
            }
            run.await(client.close(random.nextBoolean() ? Closing.drain() : Closing.abort()));
            model.open().forEach(wait -> wait.answer = late && !patient.contains(wait) ? Errno.ETIME : Errno.ECANCELED);
            waits.forEach((wait, stage) -> check("wait", wait.answer, answer(stage)));
            return seen;
        }

        private SyncObject create() {
            boolean signalled = random.nextInt(4) == 0;
            SyncObject object = signalled ? client.signalledSyncObject("object") : client.syncObject("object");
            model.create(object.number(), signalled);
            return object;
        }

        private void step() {
            int choice = random.nextInt(100);
            if (choice < 20) {
                fence();
            } else if (choice < 40) {
                put();
            } else if (choice < 65) {
                await();
            } else if (choice < 75) {
                query();
            } else if (choice < 85) {
                transfer();
            } else if (choice < 93) {
                export();
            } else {
                handles();
            }
        }

        /** Hands out a point of a timeline, or reaches some. */
        private void fence() {
            SoftwareTimeline timeline = one(software);
            if (random.nextBoolean() || fences.isEmpty()) {
                Fence fence = timeline.fence();
                fences.add(fence);
                handedOut.put(fence.id().context(), fence.id().seqno());
            } else {
                Fence fence = one(fences);
                long context = fence.id().context();
                software.stream().filter(each -> isOf(each, fence)).forEach(each -> each.signal(fence));
                model.advance(context, fence.id().seqno());
            }
        }

        private static boolean isOf(SoftwareTimeline timeline, Fence fence) {
            try {
                timeline.signal(fence);
                return true;
            } catch (Refusal notOfThis) {
                return false;
            }
        }

        private void put() {
            SyncObject object = random.nextBoolean() ? one(timelines) : one(binaries);
            long number = object.number();
            long point = timelines.contains(object) ? next(number) : 0;
            int choice = random.nextInt(6);
            if (choice == 0) {
                object.reset();
                model.reset(number);
            } else if (choice < 3 || fences.isEmpty()) {
                object.signal(point);
                model.put(number, point, List.of());
            } else {
                Fence[] some = new Fence[1 + random.nextInt(3)];
                for (int i = 0; i < some.length; i++) {
                    some[i] = one(fences);
                }
                SyncFile file = SyncFile.of("file", some);
                object.importFile(file, point);
                model.put(number, point, List.of(some).stream().map(Fence::id).toList());
            }
        }

        private long next(long object) {
            return model.lastSubmitted(object) + 1 + random.nextInt(3);
        }

        /** A point that is there, or not yet. */
        private SyncPoint point() {
            SyncObject object = random.nextBoolean() ? one(timelines) : one(binaries);
            boolean whole = binaries.contains(object) || random.nextInt(4) == 0;
            return object.at(whole ? 0 : Math.max(1, model.lastSubmitted(object.number()) + 2 - random.nextInt(5)));
        }

        private void await() {
            SyncPoint[] points = new SyncPoint[1 + random.nextInt(3)];
            List<Long> objects = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            for (int i = 0; i < points.length; i++) {
                points[i] = point();
                objects.add(points[i].object().number());
                numbers.add(points[i].point());
            }
            boolean all = random.nextBoolean();
            boolean forSubmit = random.nextInt(3) > 0;
            boolean available = random.nextInt(3) == 0;
            int patience = random.nextInt(3);
            PointWait question = all ? PointWait.forAll(points) : PointWait.forAny(points);
            question = forSubmit ? question.whenSubmitted() : question;
            question = available ? question.whenAvailable() : question;
            question =
                    patience == 0 ? question.within(Duration.ZERO) : patience == 1 ? question.within(LONG) : question;
            question = random.nextInt(3) == 0 ? question.deadline(random.nextInt(1_000)) : question;
            NaiveTable.Wait wait = new NaiveTable.Wait(objects, numbers, all, available);
            waits.put(wait, client.await(question));
            if (patience == 2) {
                patient.add(wait);
            }
            model.start(wait, forSubmit, patience == 0);
        }

        private void query() {
            SyncObject object = random.nextBoolean() ? one(timelines) : one(binaries);
            long number = object.number();
            check("value", model.value(number), run.await(object.value()));
            check("last submitted", model.lastSubmitted(number), run.await(object.lastSubmitted()));
            seen.add(-1L);
        }

        /** To a point of a timeline whatever is there; to a binary object what another one holds. */
        private void transfer() {
            boolean toTimeline = random.nextBoolean();
            SyncPoint source = toTimeline ? point() : one(binaries).at(0);
            SyncObject target = toTimeline ? one(timelines) : one(binaries);
            long point = toTimeline ? next(target.number()) : 0;
            Set<FenceId> fences =
                    model.fences(source.object().number(), source.point()).orElse(null);
            CompletionStage<Long> done = random.nextBoolean()
                    ? source.object().transfer(source.point(), target.at(point))
                    : source.object().transferWhenThere(source.point(), target.at(point), Duration.ZERO);
            if (fences != null) {
                model.put(target.number(), point, fences);
            }
            Object answer = answer(done);
            if (fences == null) {
                assertThat(answer).as("seed %d: transfer", run.seed()).isIn(Errno.EINVAL, Errno.ETIME);
            } else {
                assertThat(answer).as("seed %d: transfer", run.seed()).isInstanceOf(Long.class);
            }
        }

        private void export() {
            SyncPoint source = point();
            Set<FenceId> fences =
                    model.fences(source.object().number(), source.point()).orElse(null);
            Object answer = answer(source.object().exportFile(source.point()));
            if (answer instanceof SyncFile file) {
                check(
                        "export",
                        fences,
                        new LinkedHashSet<>(
                                file.fences().stream().map(Fence::id).toList()));
                SyncObject target = one(timelines);
                long point = next(target.number());
                target.importFile(file, point);
                model.put(
                        target.number(),
                        point,
                        file.fences().stream().map(Fence::id).toList());
            } else {
                check("export", fences, null);
                check("export", Errno.EINVAL, answer);
            }
        }

        /** Another client opens an object; whoever goes last takes the object along. */
        private void handles() {
            List<SyncObject> kind = random.nextBoolean() ? timelines : binaries;
            SyncObject object = one(kind);
            kind.remove(object);
            if (random.nextBoolean()) {
                SyncObject shared = run.await(other.open(object.share()));
                model.openHandle(object.number());
                kind.add(shared);
                // The object is used through the handle of the client that waits.
                kind.set(kind.indexOf(shared), object);
                shared.close();
                model.closeHandle(object.number());
            } else {
                SyncObject.Shared offered = object.share();
                object.close();
                model.closeHandle(object.number());
                check("open", Errno.ENOENT, answer(other.open(offered)));
                kind.add(create());
            }
        }

        private void check(String what, @Nullable Object expected, @Nullable Object actual) {
            assertThat(actual).as("seed %d: %s", run.seed(), what).isEqualTo(expected);
            if (actual instanceof Errno || actual instanceof Integer) {
                seen.add(actual);
            }
        }

        /** Returns what a stage completes with, or the errno of its refusal. */
        private Object answer(CompletionStage<?> stage) {
            try {
                return run.await(stage);
            } catch (Refusal | CompletionException failure) {
                return Failures.errno(failure);
            }
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
