package dev.signalbox.journal;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.Schedule;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Draws facts of every kind, with all that can be absent now there and now not. */
final class FactSamples {
    private final SplittableRandom random;
    private long time;

    FactSamples(SplittableRandom random) {
        this.random = random;
    }

    /** Returns blocks in order, the first of them with each kind of fact. */
    List<Block> blocks(int count) {
        List<Block> blocks = new ArrayList<>();
        long first = 1;
        for (int i = 0; i < count; i++) {
            Block block = new Block(first, i == 0 ? oneOfEach() : someRuns());
            blocks.add(block);
            first = block.last() + 1;
        }
        return blocks;
    }

    /** Returns a run of each kind of fact. */
    List<FactRun> oneOfEach() {
        return Stream.of(owners(), drivers(), jobs(), syncObjects(), device())
                .flatMap(facts -> facts)
                .map(fact -> new FactRun(fact, formsRuns(fact) ? 1 + random.nextInt(100) : 1))
                .toList();
    }

    private List<FactRun> someRuns() {
        List<FactRun> all = oneOfEach();
        List<FactRun> some = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    private static boolean formsRuns(Fact fact) {
        return fact instanceof Fact.JobAccepted
                || fact instanceof Fact.JobQueued
                || fact instanceof Fact.JobRan
                || fact instanceof Fact.JobFinished;
    }

    private Stream<Fact> owners() {
        return Stream.of(
                new Fact.DeviceOpened(
                        now(),
                        text(),
                        list(() -> new Engine("VCS" + number(), "VCS", 1 + random.nextInt(64))),
                        maybe() ? id() : 0,
                        maybe() ? id() : 0),
                new Fact.ClientOpened(now(), number(), text()),
                new Fact.ClientClosed(now(), number()),
                new Fact.EntityOpened(
                        now(), number(), number(), id(), text(), oneOf(Priority.values()), list(this::number), maybe()),
                new Fact.BufferCreated(now(), number(), id(), id()),
                new Fact.BufferDestroyed(now(), id()),
                new Fact.TimelineCreated(now(), number(), id(), text(), maybe()),
                new Fact.TimelineAdvanced(now(), id(), id()),
                new Fact.TimelineClosed(now(), id()));
    }

    private Stream<Fact> drivers() {
        return Stream.of(
                new Fact.RunBegan(now(), text(), maybe() ? new Schedule(text(), random.nextLong()) : null, text()),
                new Fact.WorkloadGiven(now(), number(), text(), text(), text(), id(), random.nextLong()),
                new Fact.CycleBegan(now(), number(), id()),
                new Fact.CycleEnded(now(), number(), id(), maybe()),
                new Fact.ExpectationChecked(now(), number(), text(), maybe(), text(), text()),
                new Fact.RunEnded(now(), oneOf(RunOutcome.values())));
    }

    private Stream<Fact> jobs() {
        return Stream.of(
                new Fact.JobAccepted(
                        now(),
                        number(),
                        fence(),
                        random.nextLong(),
                        work(),
                        number(),
                        list(this::fence),
                        list(() -> new Access(id(), maybe()))),
                new Fact.JobRefused(now(), number(), fence(), oneOf(Errno.values()), text()),
                new Fact.JobQueued(now(), number(), fence(), number()),
                new Fact.JobBlocked(now(), number(), fence(), fence()),
                new Fact.JobRan(now(), number(), fence(), id(), number()),
                new Fact.JobFinished(
                        now(), number(), fence(), maybe() ? -1 : time - id(), maybe() ? oneOf(Errno.values()) : null),
                new Fact.EndRequested(now(), number(), fence()));
    }

    private Stream<Fact> syncObjects() {
        return Stream.of(
                new SyncFact.SyncObjectCreated(now(), number(), id(), text(), maybe()),
                new SyncFact.SyncHandleOpened(now(), number(), id()),
                new SyncFact.SyncHandleClosed(now(), number(), id()),
                new SyncFact.SyncSignalled(now(), number(), id(), point()),
                new SyncFact.SyncReset(now(), number(), id()),
                new SyncFact.SyncAttached(now(), number(), id(), point(), list(this::fence)),
                new SyncFact.SyncTransferred(now(), number(), id(), point(), id(), point(), id()),
                new SyncFact.SyncWaitBegan(
                        now(),
                        number(),
                        id(),
                        list(() -> new SyncPointId(id(), point())),
                        maybe(),
                        maybe(),
                        maybe(),
                        maybe() ? Long.MAX_VALUE : time + id()),
                new SyncFact.SyncWaitEnded(now(), number(), id(), number() - 1, maybe() ? oneOf(Errno.values()) : null),
                new SyncFact.FencesImported(now(), number(), id(), maybe(), list(this::fence)),
                new SyncFact.DeadlineSet(now(), fence(), time + id()));
    }

    private Stream<Fact> device() {
        return Stream.of(
                new DeviceFact.BufferPlaced(now(), id(), random.nextLong(), id(), id()),
                new DeviceFact.BufferReleased(now(), id()),
                new DeviceFact.BufferWritten(now(), number(), id(), id(), dwords()),
                new DeviceFact.PagesAccessed(now(), number(), id(), list(this::pages), list(this::pages)),
                new DeviceFact.FaultRaised(
                        now(),
                        number(),
                        id(),
                        number(),
                        random.nextLong(),
                        maybe(),
                        oneOf(Interrupt.FaultReason.values()),
                        maybe()),
                new DeviceFact.FaultResolved(now(), number(), id(), maybe()),
                new DeviceFact.FailureInjected(now(), maybe() ? number() : -1, maybe() ? id() : 0, text()),
                new DeviceFact.JobHung(now(), number(), id(), maybe()),
                new DeviceFact.ResetRequested(now(), number(), id(), oneOf(ResetScope.values()), text()),
                new DeviceFact.RingReset(
                        now(), number(), number(), oneOf(ResetScope.values()), maybe(), maybe(), number()),
                new DeviceFact.RingFailed(now(), number(), text()),
                new DeviceFact.EntityBlamed(now(), number(), number(), fence()),
                new EntityFact.EntityKilled(now(), number()),
                new EntityFact.EntityDrained(now(), number(), number(), number()),
                new EntityFact.EntityBanned(now(), number()),
                new EntityFact.PriorityChanged(now(), number(), oneOf(Priority.values())),
                new EntityFact.EnginesChanged(now(), number(), List.of(number(), number())));
    }

    private PageRange pages() {
        return new PageRange(id(), id());
    }

    private Dwords dwords() {
        return Dwords.of(random.ints(random.nextInt(20)).toArray());
    }

    /** All 64 bits; often 0. */
    private long point() {
        return maybe() ? random.nextLong() : random.nextInt(3);
    }

    private long now() {
        time += random.nextInt(5) == 0 ? id() : 0;
        return time;
    }

    private Work work() {
        Work work = maybe() ? Work.endless().preemptibleEvery(id()) : Work.nanos(id());
        Work programmed = maybe() ? work.with(new Program(dwords())) : work;
        return maybe() ? programmed.failing(oneOf(Errno.values())) : programmed;
    }

    private boolean maybe() {
        return random.nextBoolean();
    }

    private int number() {
        return random.nextInt(1 << (1 + random.nextInt(20)));
    }

    /** Numbers of all sizes up to 40 bits. */
    private long id() {
        return 1 + random.nextLong(1L << (1 + random.nextInt(40)));
    }

    private FenceId fence() {
        return new FenceId(id(), id());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(" abcXYZ:\"{}\u00e9\u20ac".codePointAt(random.nextInt(13)));
        }
        return maybe() ? text.toString() : text + "\ud83d\ude80";
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(Supplier<T> item) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }
}
