package dev.signalbox.sim.actor;

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

/** The thread of a client program, as an actor: resumes the program when what it waited for has come. */
public final class ProgramActor extends AbstractBehavior<ProgramActor.Resume> implements ProgramHost {
    /** To itself: go on. */
    public enum Resume {
        /** The only one. */
        RESUME
    }

    private final Program program;
    private final LongSupplier clock;
    private final CompletableFuture<Void> done;
    private boolean over;

    private ProgramActor(
            ActorContext<Resume> context, Program program, LongSupplier clock, CompletableFuture<Void> done) {
        super(context);
        this.program = program;
        this.clock = clock;
        this.done = done;
        context.getSelf().tell(Resume.RESUME);
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
        return newReceiveBuilder().onMessage(Resume.class, resume -> onResume()).build();
    }

    private Behavior<Resume> onResume() {
        try {
            program.resume(this);
        } catch (RuntimeException failure) {
            over = true;
            done.completeExceptionally(failure);
        }
        return over ? Behaviors.stopped() : this;
    }

    @Override
    public long now() {
        return clock.getAsLong();
    }

    @Override
    public void resumeWhen(CompletionStage<?> stage) {
        ActorRef<Resume> self = getContext().getSelf();
        stage.whenComplete((value, failure) -> self.tell(Resume.RESUME));
    }

    @Override
    public void resumeAfter(long nanos) {
        getContext().scheduleOnce(Duration.ofNanos(nanos), getContext().getSelf(), Resume.RESUME);
    }

    @Override
    public void ended() {
        over = true;
        done.complete(null);
    }
}
