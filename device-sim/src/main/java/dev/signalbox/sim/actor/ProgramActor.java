package dev.signalbox.sim.actor;

import akka.actor.Cancellable;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import dev.signalbox.sim.workload.Program;
import dev.signalbox.sim.workload.ProgramHost;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The thread of a client program, as an actor: resumes the program when what it waited for has come. */
public final class ProgramActor extends AbstractBehavior<ProgramActor.Resume> implements ProgramHost {
    private static final long OVER = -1;

    /**
     * To itself: go on.
     *
     * @param waitNumber the number of the wait that is over; of an earlier one it comes too late
     */
    public record Resume(long waitNumber) {}

    private final Program program;
    private final LongSupplier clock;
    private final CompletableFuture<Void> done;
    private @Nullable Cancellable alarm;

    /** The number of the wait that the program is in; whoever completes a stage looks here whether that still counts. */
    private volatile long current;

    private ProgramActor(
            ActorContext<Resume> context, Program program, LongSupplier clock, CompletableFuture<Void> done) {
        super(context);
        this.program = program;
        this.clock = clock;
        this.done = done;
        context.getSelf().tell(new Resume(current));
    }

    /**
     * Creates the behaviour of a program that starts at once.
     *
     * @param done completes when the program is over; fails when it fails
     */
    public static Behavior<Resume> create(Program program, LongSupplier clock, CompletableFuture<Void> done) {
        return Behaviors.setup(context -> new ProgramActor(context, program, clock, done));
    }

    @Override
    public Receive<Resume> createReceive() {
        return newReceiveBuilder().onMessage(Resume.class, this::onResume).build();
    }

    private Behavior<Resume> onResume(Resume resume) {
        if (resume.waitNumber() != current) {
            return this;
        }
        beginWaitAfter(resume.waitNumber());
        try {
            program.resume(this);
        } catch (RuntimeException failure) {
            current = OVER;
            done.completeExceptionally(failure);
        }
        return current == OVER ? Behaviors.stopped() : this;
    }

    private void beginWaitAfter(long resumed) {
        current = resumed + 1;
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    @Override
    public void resumeWhen(CompletionStage<?> stage) {
        ActorRef<Resume> self = getContext().getSelf();
        Resume resume = new Resume(current);
        stage.whenComplete((value, failure) -> {
            if (resume.waitNumber() == current) {
                self.tell(resume);
            }
        });
    }

    @Override
    public void resumeWhen(CompletionStage<?> stage, long orAfterNanos) {
        resumeAfter(orAfterNanos);
        resumeWhen(stage);
    }

    @Override
    public void resumeAfter(long nanos) {
        alarm = getContext().scheduleOnce(Duration.ofNanos(nanos), getContext().getSelf(), new Resume(current));
    }

    @Override
    public void ended() {
        current = OVER;
        done.complete(null);
    }
}
