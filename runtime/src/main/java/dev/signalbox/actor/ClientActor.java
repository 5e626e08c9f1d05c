package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.ClientCommand.Await;
import dev.signalbox.actor.ClientCommand.Closing;
import dev.signalbox.actor.ClientCommand.Deliver;
import dev.signalbox.actor.ClientCommand.EntityClosed;
import dev.signalbox.actor.ClientCommand.EntityOpened;
import dev.signalbox.actor.ClientCommand.Outcome;
import dev.signalbox.actor.ClientCommand.OwnerGone;
import dev.signalbox.actor.ClientCommand.TimeIsUp;
import dev.signalbox.event.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A client: the lifetime of everything one program opened, and the place where its answers are delivered.
 *
 * <p>{@code program -> client: EntityOpened, Await, Close. entity -> client: Deliver, EntityClosed. owner -> client:
 * FenceSignals. client -> entity: Close; client -> table: CloseTimeline; client -> memory manager: DestroyBuffer.}
 */
public final class ClientActor extends Shell<ClientCommand> implements ClientCommand.Handler {
    private final ActorContext<ClientCommand> context;
    private final Board board;
    private final ClientSetup setup;
    private final Watching<ClientCommand> watching;
    private final Map<Integer, ActorRef<EntityCommand>> entities = new TreeMap<>();
    private final Map<Long, TreeMap<Long, List<Pledge<Outcome>>>> awaited = new TreeMap<>();
    private @Nullable Closing closing;

    private ClientActor(ActorContext<ClientCommand> context, Board board, ClientSetup setup) {
        this.context = context;
        this.board = board;
        this.setup = setup;
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, board.contexts(), self, OwnerGone::new);
    }

    /** Creates the behaviour of a client without queues. */
    public static Behavior<ClientCommand> create(Board board, ClientSetup setup) {
        return Behaviors.setup(context -> new ClientActor(context, board, setup));
    }

    @Override
    void handle(ClientCommand message) {
        message.accept(this);
    }

    @Override
    public void onEntityOpened(EntityOpened opened) {
        entities.put(opened.entity(), opened.actor());
    }

    @Override
    public void onEntityClosed(EntityClosed closed) {
        entities.remove(closed.entity());
        if (isDone()) {
            finish();
        }
    }

    @Override
    public void onDeliver(Deliver deliver) {
        deliver.answers().forEach(this::run);
    }

    @Override
    public void onAwait(Await await) {
        awaited.computeIfAbsent(await.slot().context(), each -> new TreeMap<>())
                .computeIfAbsent(await.seqno(), each -> new ArrayList<>(1))
                .add(await.pledge());
        watching.ask(await.slot(), List.of(await.seqno()), this::heard);
    }

    @Override
    public void onClosing(Closing close) {
        closing = close;
        close.timelines()
                .forEach(each -> setup.table().tell(new SyncCommand.CloseTimeline(each.context(), each.last())));
        closeEntities(close, close.patienceNanos() == 0);
        if (close.patienceNanos() > 0) {
            context.scheduleOnce(Duration.ofNanos(close.patienceNanos()), context.getSelf(), new TimeIsUp());
        }
        if (isDone()) {
            finish();
        }
    }

    @Override
    public void onTimeIsUp(TimeIsUp timeIsUp) {
        if (closing != null) {
            closeEntities(closing, true);
        }
    }

    @Override
    public void onOwnerGone(OwnerGone gone) {
        watching.ownerGone(gone.owner(), this::heard);
    }

    @Override
    public void onFenceSignals(FenceSignals signals) {
        watching.heard(signals);
        heard(signals);
    }

    @Override
    boolean isDone() {
        return closing != null && entities.isEmpty();
    }

    private void closeEntities(Closing close, boolean abort) {
        close.lastJobs().forEach((entity, last) -> {
            ActorRef<EntityCommand> actor = entities.get(entity);
            if (actor != null) {
                actor.tell(new EntityCommand.Close(last, abort));
            }
        });
    }

    private void finish() {
        if (closing != null) {
            closing.buffers().forEach(buffer -> setup.memory().tell(new MemoryCommand.DestroyBuffer(buffer)));
            board.facts().report(new Fact.ClientClosed(board.now(), setup.client()));
            run(closing.done().answer(board.now()));
        }
    }

    private void heard(FenceSignals signals) {
        TreeMap<Long, List<Pledge<Outcome>>> points = awaited.get(signals.context());
        if (points == null) {
            return;
        }
        for (FenceSignals.Point point : signals.points()) {
            List<Pledge<Outcome>> pledges = points.remove(point.seqno());
            if (pledges != null) {
                pledges.forEach(pledge -> run(pledge.answer(new Outcome(point.error()))));
            }
        }
        if (points.isEmpty()) {
            awaited.remove(signals.context());
        }
    }

    /** An executor that takes nothing any more must not keep anybody waiting: the answer is then delivered here. */
    private void run(@Nullable Runnable answer) {
        if (answer == null) {
            return;
        }
        try {
            setup.executor().execute(answer);
        } catch (RejectedExecutionException rejected) {
            context.getLog().warn("The executor of client {} takes no answers; delivering here", setup.client());
            answer.run();
        }
    }
}
