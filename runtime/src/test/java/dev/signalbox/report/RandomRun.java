package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A random stream of facts that could be one of a device: rings end jobs in order, time never goes back. */
final class RandomRun {
    private static final int STEPS = 600;
    private static final int CLIENTS = 3;
    private static final int RINGS = 2;
    private static final List<ResetScope> SCOPES = List.of(ResetScope.JOB, ResetScope.ENGINE, ResetScope.DEVICE);

    private record Job(int entity, FenceId fence, long ran) {}

    private final SplittableRandom random;
    private final List<Fact> facts = new ArrayList<>();
    private final ArrayDeque<Job> queued = new ArrayDeque<>();
    private final List<ArrayDeque<Job>> rings = new ArrayList<>();
    private final long[] taken = new long[2 * CLIENTS + 1];
    private final long[] entries = new long[RINGS];
    private final long[] cycles = new long[CLIENTS + 1];
    private long now;

    RandomRun(long seed) {
        this.random = new SplittableRandom(seed);
    }

    List<Fact> facts() {
        open();
        for (int step = 0; step < STEPS; step++) {
            now += random.nextInt(8) == 0 ? random.nextLong(50_000_000) : random.nextLong(5_000);
            step();
        }
        facts.add(new Fact.ClientClosed(now, 1));
        facts.add(new Fact.BufferDestroyed(now + 777, 1));
        return facts;
    }

    private void open() {
        now = random.nextLong(1_000_000);
        facts.add(new Fact.DeviceOpened(now, "toy", List.of(new Engine("A", "A", 4), new Engine("B", "B", 4))));
        for (int ring = 0; ring < RINGS; ring++) {
            rings.add(new ArrayDeque<>());
        }
        for (int client = 1; client <= CLIENTS; client++) {
            now += random.nextLong(1_000);
            facts.add(new Fact.ClientOpened(now, client, "client" + client));
        }
        for (int entity = 1; entity < taken.length; entity++) {
            int client = 1 + entity % CLIENTS;
            facts.add(new Fact.EntityOpened(
                    now, entity, client, 2L * entity, "q", Priority.NORMAL, List.of(0, 1), false));
        }
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> accept();
            case 3, 4 -> run();
            case 5, 6, 7 -> end();
            case 8 -> incident();
            default -> cycle();
        }
    }

    private void accept() {
        int entity = 1 + random.nextInt(taken.length - 1);
        FenceId fence = new FenceId(2L * entity + 1, ++taken[entity]);
        if (random.nextInt(20) == 0) {
            facts.add(new Fact.JobRefused(now, entity, fence, Errno.ENOENT, "no such buffer"));
        } else {
            facts.add(new Fact.JobAccepted(now, entity, fence, 0, Work.none(), 1, List.of(), List.of()));
            queued.addLast(new Job(entity, fence, -1));
        }
    }

    private void run() {
        Job job = queued.pollFirst();
        if (job == null) {
            return;
        }
        if (random.nextInt(15) == 0) {
            facts.add(new Fact.JobFinished(now, job.entity(), job.fence(), -1, Errno.ESRCH));
            return;
        }
        int ring = random.nextInt(RINGS);
        facts.add(new Fact.JobRan(now, ring, job.fence(), ++entries[ring], 1));
        rings.get(ring).addLast(new Job(job.entity(), job.fence(), now));
    }

    private void end() {
        Job job = rings.get(random.nextInt(RINGS)).pollFirst();
        if (job != null) {
            facts.add(new Fact.JobFinished(now, job.entity(), job.fence(), job.ran(), error()));
        }
    }

    /** About an entry that may be on a ring, or may not have been there yet. */
    private void incident() {
        int ring = random.nextInt(RINGS);
        long entry = Math.max(1, entries[ring] - random.nextInt(5) + 1);
        ResetScope scope = SCOPES.get(random.nextInt(3));
        facts.add(
                switch (random.nextInt(8)) {
                    case 0 -> new DeviceFact.PagesAccessed(now, ring, entry, List.of(), List.of());
                    case 1, 2 ->
                        new DeviceFact.FaultRaised(
                                now, ring, entry, 1, random.nextInt(), true, Interrupt.FaultReason.UNMAPPED, false);
                    case 3 -> new DeviceFact.FailureInjected(now, random.nextInt(2) - 1, entry, "hang");
                    case 4 -> new DeviceFact.JobHung(now, ring, entry, random.nextBoolean());
                    case 5 -> new DeviceFact.ResetRequested(now, ring, entry, scope, "late");
                    case 6 -> new DeviceFact.RingReset(now, ring, 1, scope, random.nextBoolean(), false, 0);
                    default -> new DeviceFact.RingFailed(now, ring, "worn");
                });
    }

    private @Nullable Errno error() {
        return random.nextInt(10) == 0 ? Errno.ECANCELED : null;
    }

    private void cycle() {
        int client = 1 + random.nextInt(CLIENTS);
        if (cycles[client] > 0) {
            facts.add(new Fact.CycleEnded(now, client, cycles[client], random.nextBoolean()));
        }
        facts.add(new Fact.CycleBegan(now, client, ++cycles[client]));
    }
}
