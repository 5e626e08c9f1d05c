package dev.signalbox.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.DeviceProvider;
import dev.signalbox.Signalbox;
import dev.signalbox.fence.Refusal;
import dev.signalbox.replay.DeviceState;
import dev.signalbox.ring.Backend;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.Workloads;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabException;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A seeded lab with a runtime on it, and what a test wants to know about it. {@link #close} lets everything run to its end and
 * then checks the run:
 *
 * <ul>
 *   <li>no dead letter and no log event at WARN or above that was not declared, and every one that was;
 *   <li>folding all facts of a device gives what its owners hold ({@link #checkFold}), when the lab is idle before closing and
 *       after it;
 *   <li>the books of every device balance ({@link FactAudit}): no fact contradicts those before it, no fence pending, no credit
 *       out, nothing left open;
 *   <li>no actor of a device is left, and no foreign thread touched the lab.
 * </ul>
 */
public final class LabRun implements AutoCloseable {
    private static final Pattern ACTOR_OF_A_DEVICE = Pattern.compile("gpu\\d+-[\\w-]+");
    private static final int LAST_FACTS = 20;

    private final long seed;
    private final Lab lab;
    private final LogWatch log;
    private final DeadLetterWatch deadLetters;
    private final Signalbox signalbox;
    private final Map<Device, FoldCheck> devices = new LinkedHashMap<>();
    private final List<String> foldExcuses = new ArrayList<>();
    private boolean closed;

    private LabRun(long seed, Config config) {
        this.seed = seed;
        this.log = new LogWatch();
        this.lab = Lab.open(LabOptions.seed(seed));
        this.deadLetters = new DeadLetterWatch(lab.system());
        this.signalbox =
                Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config.withFallback(ConfigFactory.load()));
    }

    /** Opens a run with the default configuration. */
    public static LabRun open(long seed) {
        return open(seed, ConfigFactory.empty());
    }

    /**
     * Opens a run.
     *
     * @param config settings over the defaults
     */
    public static LabRun open(long seed, Config config) {
        return new LabRun(seed, config);
    }

    /** Opens a run with the default configuration for some steps, and checks it after them. */
    public static void check(long seed, Consumer<LabRun> steps) {
        try (LabRun run = open(seed)) {
            steps.accept(run);
        }
    }

    /** Returns the seed of its lab. */
    public long seed() {
        return seed;
    }

    /** Returns its lab. */
    public Lab lab() {
        return lab;
    }

    /** Returns its runtime. */
    public Signalbox signalbox() {
        return signalbox;
    }

    /** Returns the device that the configuration names; the first call opens it. */
    public Device device() {
        return devices.keySet().stream()
                .findFirst()
                .orElseGet(() -> open(SimDevice.configured(signalbox.config()).seeded(seed)));
    }

    /** Opens one of the devices under {@code signalbox.sim.devices}; {@link #device} means the first that was opened. */
    public Device device(String name) {
        return open(SimDevice.named(name, signalbox.config()).seeded(seed));
    }

    /** Opens a device. */
    public Device open(DeviceProvider provider) {
        return open(provider, Backend.DEFAULT);
    }

    /** Opens a device whose driver decides some things itself. */
    public Device open(DeviceProvider provider, Backend backend) {
        FoldCheck facts = new FoldCheck();
        Device device = signalbox.open(provider, facts, backend);
        devices.put(device, facts);
        return device;
    }

    /** Returns the facts of {@link #device()}. */
    public FactLog facts() {
        return facts(device());
    }

    /** Returns the facts of a device of this run. */
    public FactLog facts(Device device) {
        FoldCheck facts = devices.get(device);
        if (facts == null) {
            throw new IllegalArgumentException("that device was not opened by this run");
        }
        return facts.log();
    }

    /** Opens a client of {@link #device()}. */
    public Client client(String name) {
        return device().client(name);
    }

    /** Plays workloads on {@link #device()}, one client each, to their end. */
    public void play(List<Wsim> workloads, int cycles) {
        await(Workloads.play(signalbox, device(), workloads, cycles, seed));
    }

    /** Runs until a stage completes; see {@link Lab#await}. */
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return lab.await(stage);
    }

    /** Runs until nothing is left to run. */
    public void runUntilIdle() {
        lab.runUntilIdle();
    }

    /** Declares that something with this text is logged at WARN or above: level, logger, message, exception. */
    public void expectLog(String part) {
        log.expected().add(part);
    }

    /** Excuses what is logged at WARN or above with this text in it, or not, as chance has it. */
    public void allowLog(String part) {
        log.expected().allow(part);
    }

    /** Declares that a message with this text in it, or to an actor of this name, is lost. */
    public void expectDeadLetter(String part) {
        deadLetters.expected().add(part);
    }

    /** Excuses messages with this text in them, or to an actor of this name, that may be lost or not, as the schedule has it. */
    public void allowDeadLetter(String part) {
        deadLetters.expected().allow(part);
    }

    /**
     * Runs until nothing is left to run, then compares what the facts of every device fold to with what its owners hold.
     *
     * @throws AssertionError with every path at which they differ, both values, the seed and the last facts
     */
    public void checkFold() {
        runUntilIdle();
        List<String> problems = foldDifferences();
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems) + "\n" + story().getMessage());
        }
    }

    /** Declares that facts do not fold to what owners hold, because the test kills actors on purpose. */
    public void excuseFold(String reason) {
        foldExcuses.add(reason);
    }

    /** A device that is closed holds nothing; that its facts say so too is part of the audit. */
    private List<String> foldDifferences() {
        List<String> problems = new ArrayList<>();
        if (foldExcuses.isEmpty()) {
            devices.forEach((device, facts) -> {
                CompletionStage<DeviceState> live = look(device);
                if (live != null) {
                    problems.addAll(differences(facts, live));
                }
            });
        }
        return problems;
    }

    private List<String> differences(FoldCheck facts, CompletionStage<DeviceState> live) {
        try {
            return facts.differences(lab.await(live));
        } catch (Refusal gone) {
            return List.of("fold cannot be compared with live: " + gone.getMessage());
        }
    }

    private static @Nullable CompletionStage<DeviceState> look(Device device) {
        try {
            return device.state();
        } catch (Refusal closed) {
            return null;
        }
    }

    /**
     * Lets everything that was accepted run to its end, closes clients, devices and lab, and checks the run. Closing again does
     * nothing.
     *
     * @throws AssertionError with all that is wrong, the seed and the last facts
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<String> problems = new ArrayList<>();
        String story = "";
        try {
            drain(problems);
            story = String.valueOf(story().getMessage());
            devices.values().forEach(facts -> problems.addAll(facts.audit()));
            problems.addAll(deadLetters.end());
        } finally {
            closeLab(problems);
            problems.addAll(log.end());
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems) + "\n" + story);
        }
    }

    private void drain(List<String> problems) {
        try {
            lab.runUntilIdle();
            problems.addAll(foldDifferences());
            CompletionStage<Void> end = signalbox.close(Closing.drain());
            lab.runUntilIdle();
            problems.addAll(foldDifferences());
            if (!end.toCompletableFuture().isDone()) {
                problems.add("closing by drain does not come to an end");
            }
        } catch (LabException endless) {
            problems.add(String.valueOf(endless.getMessage()));
        }
        new TreeSet<>(ACTOR_OF_A_DEVICE
                        .matcher(lab.system().printTree())
                        .results()
                        .map(match -> match.group())
                        .toList())
                .forEach(actor -> problems.add("left over: actor " + actor));
    }

    private void closeLab(List<String> problems) {
        try {
            lab.close();
        } catch (LabException wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
        }
    }

    /** Returns an exception, not to be thrown but to be read: it tells the seed and the last facts of every device. */
    RunStory story() {
        String facts = devices.values().stream()
                .map(each -> each.log().last(LAST_FACTS))
                .collect(Collectors.joining("\n  --\n"));
        return new RunStory("seed " + seed + ", last facts:\n" + facts);
    }

    /** What a failed test was about. */
    static final class RunStory extends RuntimeException {
        private static final long serialVersionUID = 1;

        RunStory(String message) {
            super(message, null, false, false);
        }
    }
}
