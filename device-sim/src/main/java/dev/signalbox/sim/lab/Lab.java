package dev.signalbox.sim.lab;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import dev.signalbox.event.Schedule;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.concurrent.BlockContext;
import scala.concurrent.CanAwait;

/**
 * An actor system that runs only when told to, on the calling thread, in an order that a seed decides.
 *
 * <p>A lab belongs to the thread that opened it. Several may be open, on one thread or on many. Actors are spawned with
 * {@code system().systemActorOf(behavior, name, Props.empty())} and by actors. What actors do must itself be a function
 * of their messages, the {@link #clock()} and the {@link #random()}.
 */
public final class Lab implements AutoCloseable {
    private final LabOptions options;
    private final LabCore core;
    private final long number;
    private final SplittableRandom random;
    private final ActorSystem<Void> system;
    private boolean closed;

    private Lab(LabOptions options) {
        this.options = options;
        core = new LabCore();
        number = LabRegistry.register(core);
        SplittableRandom seeded = new SplittableRandom(options.seed());
        random = seeded.split();
        system = boot();
        core.chooseBy(options.chooser().queue(seeded.split()));
    }

    /** Opens a lab whose actor system has booted, in order of arrival, and is idle at time 0. */
    public static Lab open(LabOptions options) {
        return new Lab(options);
    }

    private ActorSystem<Void> boot() {
        try {
            Config config = LabConfig.of(number, options.overrides());
            return drainingWhileBlocked(() -> {
                ActorSystem<Void> booted = ActorSystem.create(Behaviors.<Void>empty(), options.name(), config);
                core.drain();
                return booted;
            });
        } catch (RuntimeException e) {
            LabRegistry.remove(number);
            throw e;
        }
    }

    /** Akka waits for its own tasks when it starts and stops: they run in between, on this thread. */
    private <T> T drainingWhileBlocked(Function0<T> body) {
        return BlockContext.withBlockContext(
                new BlockContext() {
                    @Override
                    public <R> R blockOn(Function0<R> wait, CanAwait permission) {
                        core.drain();
                        return wait.apply();
                    }
                },
                body);
    }

    /** The actor system; its guardian does nothing. */
    public ActorSystem<Void> system() {
        return system;
    }

    /** What decides the order in which mailboxes run, to be told to a runtime on this lab. */
    public Schedule schedule() {
        return new Schedule(options.chooser().name().toLowerCase(Locale.ROOT), options.seed());
    }

    /**
     * Lets another seed decide the schedule from now on, so that one lab serves many runs: a lab that is idle goes on as a new one
     * would, but for its clock.
     *
     * @throws IllegalStateException as {@link #step()}
     */
    public void reseed(long seed) {
        core.requireOwner();
        core.chooseBy(options.chooser().queue(new SplittableRandom(seed)));
    }

    /** Virtual time in nanoseconds since the lab was opened. */
    public LongSupplier clock() {
        return core::nowNanos;
    }

    /** The caller's split of the seed; drawing from it does not change the schedule. */
    public SplittableRandom random() {
        return random;
    }

    /**
     * Runs one task, or moves the clock to the next timer if no task can run.
     *
     * @return false if there is neither
     * @throws IllegalStateException on another thread than the lab's, or from inside a task
     */
    public boolean step() {
        return core.step();
    }

    /**
     * Runs one task, or fires the timers that are due, and leaves the clock as it is.
     *
     * @return false if nothing is left to do at this time
     * @throws IllegalStateException as {@link #step()}
     */
    public boolean stepNow() {
        return core.stepNow();
    }

    /**
     * Runs until neither a task nor a timer is left; a recurring timer must be cancelled for that.
     *
     * @throws LabException after {@link LabOptions#maxTasks()} steps
     */
    public void runUntilIdle() {
        runUntil(() -> false);
    }

    /**
     * Runs until a condition holds, asking before each step.
     *
     * @return false if nothing was left to run first
     * @throws LabException after {@link LabOptions#maxTasks()} steps
     */
    public boolean runUntil(BooleanSupplier condition) {
        long left = options.maxTasks();
        while (!condition.getAsBoolean()) {
            if (left-- == 0) {
                throw failure("more than " + options.maxTasks() + " steps in one call");
            }
            if (!core.step()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Runs until a stage completes, and returns its value. A stage that failed throws its failure as it is, checked
     * exceptions included.
     *
     * @throws LabException if nothing is left to run before, or after {@link LabOptions#maxTasks()} steps
     */
    public <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (!runUntil(future::isDone)) {
            throw failure("nothing left to run");
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            Lab.<RuntimeException>throwAsItIs(e.getCause() == null ? e : e.getCause());
            throw e;
        }
    }

    @SuppressWarnings("unchecked") // the cast is erased: any throwable passes
    private static <E extends Throwable> void throwAsItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    /** The number of tasks run so far, those of the boot included. */
    public long tasksRun() {
        return core.tasksRun();
    }

    /** How often another thread sent a message, submitted a task or touched a timer; more than 0 makes closing fail. */
    public long foreignTasks() {
        return core.foreignCount();
    }

    /** Lets somebody hear of every message from now on, on the thread that sends it; a new listener takes the place of the old. */
    public void listenToMessages(MessageListener listener) {
        core.listenToMessages(listener);
    }

    /** Virtual time in nanoseconds since the lab was opened. */
    public long virtualNanos() {
        return core.nowNanos();
    }

    /**
     * Ends the actor system by running its remaining tasks in order of arrival. Closing again does nothing.
     *
     * @throws LabException if the system does not end, or if a foreign thread was seen
     */
    @Override
    public void close() {
        core.requireOwner();
        if (closed) {
            return;
        }
        closed = true;
        try {
            terminate();
        } finally {
            core.close();
            LabRegistry.remove(number);
        }
        Throwable foreign = core.firstForeign();
        if (foreign != null) {
            LabException failure = failure(foreignTasks() + " foreign accesses, first: " + foreign.getMessage());
            failure.initCause(foreign);
            throw failure;
        }
    }

    private void terminate() {
        core.chooseBy(new ArrivalTasks());
        CompletableFuture<?> ended = system.getWhenTerminated().toCompletableFuture();
        boolean met = drainingWhileBlocked(() -> {
            system.terminate();
            return runUntil(ended::isDone);
        });
        if (!met) {
            throw failure("the actor system did not end, nothing left to run");
        }
        core.drain();
    }

    private LabException failure(String what) {
        return new LabException(what, core.nowNanos(), options.seed());
    }
}
