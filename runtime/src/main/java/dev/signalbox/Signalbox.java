package dev.signalbox;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.actor.Contexts;
import dev.signalbox.actor.LiveClock;
import dev.signalbox.event.Facts;
import dev.signalbox.event.Schedule;
import dev.signalbox.journal.History;
import dev.signalbox.journal.Journal;
import dev.signalbox.ring.Backend;
import dev.signalbox.sched.Policies;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A runtime: opens devices on one actor system and one clock.
 *
 * <p>{@link #live} is for embedding: wall clock, all cores. The lab of the simulator builds one with {@link #on} over a virtual
 * clock and a seeded dispatcher.
 */
public final class Signalbox {
    private final ActorSystem<?> system;
    private final boolean ownsSystem;
    private final LongSupplier clock;
    private final @Nullable Schedule schedule;
    private final Settings settings;
    private final Journal journal;
    private final Contexts contexts = new Contexts();
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    private Signalbox(
            ActorSystem<?> system,
            boolean ownsSystem,
            LongSupplier clock,
            @Nullable Schedule schedule,
            Journal journal,
            Settings settings) {
        this.system = system;
        this.ownsSystem = ownsSystem;
        this.clock = clock;
        this.schedule = schedule;
        this.journal = journal;
        this.settings = settings;
    }

    /** Starts a runtime with an actor system of its own and the default configuration. */
    public static Signalbox live() {
        return live(ConfigFactory.load());
    }

    /**
     * Starts a runtime with an actor system of its own. The dispatchers come from {@code signalbox.live} unless the
     * configuration says otherwise. A journal that is there is read through before this returns, and continued.
     *
     * @throws dev.signalbox.fence.Refusal EINVAL for an unknown key or a value that makes no sense; EBUSY or EBADMSG when the
     *     journal has another writer or is damaged
     * @throws dev.signalbox.journal.JournalIoException when the journal's directory cannot be used
     */
    public static Signalbox live(Config config) {
        Settings settings = Settings.of(config);
        History history = settings.journal().history();
        Config akka = settings.journal()
                .forSystem()
                .withFallback(settings.config().getConfig("signalbox.live"))
                .withFallback(settings.config());
        ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "signalbox", akka);
        Journal journal = settings.journal().live(system, history);
        return new Signalbox(system, true, LiveClock.start(), null, journal, settings);
    }

    /**
     * Starts a runtime on an actor system that the caller keeps. Its journal plugin keeps the directory of the journal for as long
     * as the system lives, so runtimes may follow one another on it. A journal that is there is read through before this returns.
     *
     * @param clock nanoseconds since some start, never going back
     * @throws dev.signalbox.fence.Refusal as {@link #live(Config)}, and EINVAL when the system lacks the journal plugin
     * @throws dev.signalbox.journal.JournalIoException when the journal's directory cannot be used
     */
    public static Signalbox on(ActorSystem<?> system, LongSupplier clock, Config config) {
        Settings settings = Settings.of(config);
        settings.journal().checkSystem(system.settings().config());
        Journal journal = settings.journal().live(system, settings.journal().history());
        return new Signalbox(system, false, clock, null, journal, settings);
    }

    /**
     * Starts a runtime on an actor system whose schedule is a function of a seed, such as a lab's. What happens there can be
     * repeated, so the schedule is told to the facts.
     *
     * @param clock nanoseconds since some start, never going back
     * @throws dev.signalbox.fence.Refusal EINVAL for an unknown key or a value that makes no sense; EEXIST when the directory of
     *     the journal holds another run
     * @throws dev.signalbox.journal.JournalIoException when the journal's directory cannot be used
     */
    public static Signalbox on(ActorSystem<?> system, LongSupplier clock, Schedule schedule, Config config) {
        Settings settings = Settings.of(config);
        return new Signalbox(system, false, clock, schedule, settings.journal().inLab(), settings);
    }

    /**
     * Checks a configuration as {@link #live(Config)} does, without starting anything or looking at the journal.
     *
     * @return the effective configuration, with defaults
     * @throws dev.signalbox.fence.Refusal EINVAL for an unknown key or a value that makes no sense
     */
    public static Config check(Config config) {
        return Settings.of(config).config();
    }

    /** Returns the version of the runtime, as a journal says it. */
    public static String version() {
        return Version.TEXT;
    }

    /** Returns the names that {@code signalbox.ring.policy} can have. */
    public static List<String> policies() {
        return Arrays.stream(Policies.values())
                .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Opens a device whose facts nobody wants. */
    public Device open(DeviceProvider provider) {
        return open(provider, Facts.NOBODY);
    }

    /**
     * Opens a device.
     *
     * @param facts hears everything that happens on the device, on the threads where it happens, one fact at a time, and before it
     *     is in a journal
     */
    public Device open(DeviceProvider provider, Facts facts) {
        return open(provider, facts, Backend.DEFAULT);
    }

    /**
     * Opens a device whose driver decides some things itself.
     *
     * @param facts hears everything that happens on the device, as {@link #open(DeviceProvider, Facts)} says
     * @param backend what the driver decides about jobs; it is called on the actors of the rings, several at once
     */
    public Device open(DeviceProvider provider, Facts facts, Backend backend) {
        Objects.requireNonNull(facts, "who listens");
        Objects.requireNonNull(backend, "what the driver decides");
        Device device = new Device(this, provider, facts, backend, numbers.getAndIncrement());
        devices.add(device);
        return device;
    }

    /** Returns the time in nanoseconds on this runtime's clock. */
    public long now() {
        return clock.getAsLong();
    }

    /** Returns the effective configuration, with defaults. */
    public Config config() {
        return settings.config();
    }

    /**
     * Closes every device in the same way, then the actor system if it is this runtime's own. Fails with a
     * {@link dev.signalbox.fence.Refusal} (EIO) when a journal has failed; everything is closed then too.
     */
    public CompletionStage<Void> close(Closing how) {
        CompletableFuture<?>[] closings = devices.stream()
                .map(device -> device.close(how).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(closings)
                .handle((all, failure) -> closeSystem().thenRun(() -> throwAgain(failure)))
                .thenCompose(closed -> closed);
    }

    void forget(Device device) {
        devices.remove(device);
    }

    private static void throwAgain(@Nullable Throwable failure) {
        if (failure != null) {
            throw failure instanceof CompletionException known ? known : new CompletionException(failure);
        }
    }

    private CompletionStage<Void> closeSystem() {
        journal.close();
        if (!ownsSystem) {
            return CompletableFuture.completedFuture(null);
        }
        system.terminate();
        return system.getWhenTerminated().thenAccept(done -> {});
    }

    /** Returns the actor system it runs on, for programs that are actors themselves. */
    public ActorSystem<?> system() {
        return system;
    }

    @Nullable Schedule schedule() {
        return schedule;
    }

    Journal journal() {
        return journal;
    }

    LongSupplier clock() {
        return clock;
    }

    Settings settings() {
        return settings;
    }

    Contexts contexts() {
        return contexts;
    }
}
