package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Does random things to a device, and keeps, of every entry, the ways in which it may end. */
final class DeviceModel {
    private static final List<Errno> ERRORS = List.of(Errno.EIO, Errno.ETIME, Errno.ESRCH);
    private static final List<ResetScope> SCOPES = List.of(ResetScope.values());

    private final DeviceTrial trial;
    private final SplittableRandom random;
    private final List<DeviceTrials.Sample> samples;
    private final List<Map<Long, Set<Optional<Errno>>>> endings = new ArrayList<>();
    private int resets;

    DeviceModel(DeviceTrial trial, List<DeviceTrials.Sample> samples) {
        this.trial = trial;
        this.random = trial.random();
        this.samples = samples;
        for (int ring = 0; ring < trial.rings(); ring++) {
            endings.add(new HashMap<>());
        }
    }

    /** Does one thing. */
    void step() {
        int ring = random.nextInt(trial.rings());
        int what = random.nextInt(20);
        if (what < 10) {
            write(ring);
        } else if (what < 15) {
            end(ring, entry(ring), random.nextBoolean() ? null : error());
        } else if (what < 17) {
            reset(ring, entry(ring), SCOPES.get(random.nextInt(SCOPES.size())));
        } else if (what < 18) {
            trial.awaitAnswer(ring);
        } else {
            disturb(ring, entry(ring));
        }
    }

    /** Ends what does not end by itself, and compares. */
    void end() {
        trial.awaitAnswers();
        for (int ring = 0; ring < trial.rings(); ring++) {
            int last = ring;
            trial.publish(last);
            trial.endAll(last, entry -> allow(last, entry, null));
            for (long entry = 1; entry <= trial.ring(ring).written(); entry++) {
                compare(ring, entry);
            }
        }
        for (int ring = 0; ring < trial.rings(); ring++) {
            int heard = trial.ring(ring).answers().size();
            assertTrue(heard <= resets, () -> trial.name() + ": " + heard + " answers to " + resets + " resets");
        }
    }

    private void compare(int ring, long entry) {
        Set<Optional<Errno>> allowed = new HashSet<>(endings.get(ring).getOrDefault(entry, Set.of()));
        if (trial.ring(ring).givenUp().contains(entry)) {
            allowed.add(Optional.empty());
        }
        Optional<Errno> outcome = trial.ring(ring).outcome(entry);
        assertTrue(
                allowed.contains(outcome),
                () -> trial.name() + ": entry " + entry + " of ring " + ring + " ended with " + outcome
                        + ", not one of " + allowed);
    }

    private void write(int ring) {
        trial.makeRoom(ring, entry -> end(ring, entry, null));
        switch (random.nextInt(samples.isEmpty() ? 6 : 7)) {
            case 0 -> marked(ring, Work.none());
            case 1 -> marked(ring, Work.micros(random.nextInt(50)));
            case 2 -> unmarked(ring, Work.micros(random.nextInt(5)).failing(error()));
            case 3 -> unmarked(ring, Work.of(bad()));
            case 4 -> endless(ring);
            case 5 ->
                marked(
                        ring,
                        Work.of(Program.builder()
                                .delay(random.nextInt(9_000))
                                .delay(700)
                                .build()));
            default -> sample(ring);
        }
        if (random.nextInt(3) > 0) {
            trial.publish(ring);
        }
    }

    private void marked(int ring, Work work) {
        allow(ring, trial.ring(ring).writeMarked(work), null);
    }

    private void unmarked(int ring, Work work) {
        Errno error = work.fault() == null ? Errno.EINVAL : work.fault();
        allow(ring, trial.ring(ring).write(work), error);
    }

    private void endless(int ring) {
        long entry = trial.ring(ring).writeMarked(Work.endless());
        endings.get(ring).put(entry, new HashSet<>());
    }

    private void sample(int ring) {
        DeviceTrials.Sample sample = samples.get(random.nextInt(samples.size()));
        allow(ring, trial.ring(ring).write(sample.work()), sample.error());
    }

    private void end(int ring, long entry, @Nullable Errno error) {
        if (entry > trial.ring(ring).done()) {
            allow(ring, entry, error);
        }
        trial.publish(ring);
        trial.end(ring, entry, error);
    }

    private void reset(int ring, long entry, ResetScope scope) {
        if (scope == ResetScope.JOB) {
            allow(ring, entry, Errno.ENODATA);
        }
        trial.reset(ring, entry, scope);
        resets++;
    }

    private void disturb(int ring, long entry) {
        trial.tell(new DeviceCommand.HastenEntry(ring, entry, random.nextInt(1_000)));
        trial.tell(new DeviceCommand.ResolveFault(ring, trial.ring(ring).generation(), entry, random.nextBoolean()));
        trial.tell(new DeviceCommand.MemoryWritten());
        trial.publish(ring);
    }

    private void allow(int ring, long entry, @Nullable Errno error) {
        endings.get(ring).computeIfAbsent(entry, each -> new HashSet<>()).add(Optional.ofNullable(error));
    }

    /** An entry that is over, executing, or behind that; none that was never written. */
    private long entry(int ring) {
        HostRing chosen = trial.ring(ring);
        long last = chosen.written();
        return last == 0 ? 0 : Math.max(1, Math.min(last, chosen.done() + random.nextInt(4)));
    }

    private Errno error() {
        return ERRORS.get(random.nextInt(ERRORS.size()));
    }

    private Program bad() {
        List<Program> programs = DeviceRingContract.badPrograms();
        return programs.get(random.nextInt(programs.size()));
    }
}
