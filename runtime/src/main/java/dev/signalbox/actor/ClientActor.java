package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.ClientCommand.AllShown;
import dev.signalbox.actor.ClientCommand.Await;
import dev.signalbox.actor.ClientCommand.AwaitSome;
import dev.signalbox.actor.ClientCommand.CloseTimeline;
import dev.signalbox.actor.ClientCommand.Closing;
import dev.signalbox.actor.ClientCommand.Deliver;
import dev.signalbox.actor.ClientCommand.EntityClosed;
import dev.signalbox.actor.ClientCommand.EntityOpened;
import dev.signalbox.actor.ClientCommand.MemoryGone;
import dev.signalbox.actor.ClientCommand.MemoryLeft;
import dev.signalbox.actor.ClientCommand.Outcome;
import dev.signalbox.actor.ClientCommand.OwnerGone;
import dev.signalbox.actor.ClientCommand.TableLeft;
import dev.signalbox.actor.ClientCommand.TimeIsUp;
import dev.signalbox.actor.ClientCommand.WaitTimeIsUp;
import dev.signalbox.event.Fact;
import dev.signalbox.event.Gate;
import dev.signalbox.fence.Refusal;
import dev.signalbox.fence.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client: the lifetime of everything one program opened, and the place where its answers are delivered.
 *
 * <p>{@code program -> client: EntityOpened, Await, AwaitSome, CloseTimeline, Closing. entity, table, memory manager -> client:
 * Deliver; entity -> client: EntityClosed. owner -> client: FenceSignals. client -> entity: Close, Wedge. client -> table:
 * CloseTimeline, LeaveTable; table -> client: TableLeft. client -> memory manager: LeaveMemory, DestroyBuffer, CloseSpace; memory
 * manager -> client: MemoryLeft.}
 */
public final class ClientActor extends Shell<ClientCommand> implements ClientCommand.Handler {
    /** Points of one context of this client that the program wants to hear of. */
    private record Awaited(ContextSlot slot, TreeMap<Long, List<Pledge<Outcome>>> points) {}

    private final ActorContext<ClientCommand> context;
    private final Board board;
    private final ClientSetup setup;
    private final Watching<ClientCommand> watching;
    private final Map<Integer, ActorRef<EntityCommand>> entities = new TreeMap<>();
    private final Map<Long, Awaited> awaited = new TreeMap<>();
    private final ForeignFences fences;
    private final FenceWaits waits;
    private final Set<Long> closingTimelines = new TreeSet<>();
    private @Nullable Closing closing;
    private boolean leavingTable;
    private boolean leavingMemory;
    private boolean tableGone;
    private boolean memoryGone;
    private boolean finished;
    private boolean allShown;

    private ClientActor(ActorContext<ClientCommand> context, Board board, ClientSetup setup) {
        this.context = context;
        this.board = board;
        this.setup = setup;
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, board.contexts(), self, OwnerGone::new);
        this.fences = new ForeignFences(board, watching);
        this.waits = new FenceWaits(context, board, fences);
        watching.watch(setup.table().narrow());
        context.watchWith(setup.memory(), new MemoryGone());
    }

    /** Creates the behaviour of a client without queues. */
    public static Behavior<ClientCommand> create(Board board, ClientSetup setup) {
        return Behaviors.setup(context -> new ClientActor(context, board, setup));
    }

    @Override
    void handle(ClientCommand message) {
        message.accept(this);
        answerWaits();
    }

    @Override
    public void onEntityOpened(EntityOpened opened) {
        entities.put(opened.entity(), opened.actor());
        if (tableGone || memoryGone) {
            opened.actor().tell(new EntityCommand.Wedge());
        }
    }

    @Override
    public void onEntityClosed(EntityClosed closed) {
        entities.remove(closed.entity());
        finishWhenDone();
    }

    @Override
    public void onDeliver(Deliver deliver) {
        run(deliver.answers());
    }

    @Override
    public void onAwait(Await await) {
        awaited.computeIfAbsent(await.slot().context(), each -> new Awaited(await.slot(), new TreeMap<>()))
                .points()
                .computeIfAbsent(await.seqno(), each -> new ArrayList<>(1))
                .add(await.pledge());
        watching.ask(await.slot(), List.of(await.seqno()), this::heard);
    }

    @Override
    public void onAwaitSome(AwaitSome await) {
        waits.start(await);
    }

    @Override
    public void onWaitTimeIsUp(WaitTimeIsUp timeIsUp) {
        waits.timeIsUp(timeIsUp.number());
    }

    @Override
    public void onClosing(Closing close) {
        if (closing == null) {
            closing = close;
            leaveTable(close);
        }
        close.timelines().forEach(this::closeTimeline);
        closeEntities(close, close.patienceNanos() == 0);
        if (close.patienceNanos() > 0) {
            context.scheduleOnce(Duration.ofNanos(close.patienceNanos()), context.getSelf(), new TimeIsUp());
        }
        finishWhenDone();
    }

    @Override
    public void onTimeIsUp(TimeIsUp timeIsUp) {
        if (closing != null) {
            closeEntities(closing, true);
        }
    }

    @Override
    public void onCloseTimeline(CloseTimeline close) {
        closeTimeline(close.timeline());
    }

    @Override
    public void onOwnerGone(OwnerGone gone) {
        watching.ownerGone(gone.owner(), this::hearAll);
        if (gone.owner().equals(setup.table())) {
            closingTimelines.forEach(timeline -> abandon(board.contexts().find(timeline)));
            closingTimelines.clear();
            tableGone = true;
            wedge();
            tableIsLeft();
        }
        finishWhenDone();
    }

    @Override
    public void onMemoryGone(MemoryGone gone) {
        memoryGone = true;
        leavingMemory = false;
        wedge();
        finishWhenDone();
    }

    @Override
    public void onTableLeft(TableLeft left) {
        tableIsLeft();
        finishWhenDone();
    }

    @Override
    public void onMemoryLeft(MemoryLeft left) {
        leavingMemory = false;
        finishWhenDone();
    }

    @Override
    public void onFenceSignals(FenceSignals signals) {
        watching.heard(signals);
        hearAll(signals);
        finishWhenDone();
    }

    @Override
    public void onAllShown(AllShown shown) {
        allShown = true;
    }

    @Override
    public void onInspect(Inspect inspect) {
        inspect.answer(finished ? InspectorCommand.Look.NOTHING : state -> state.client(setup.client(), setup.name()));
    }

    @Override
    boolean isDone() {
        return allShown;
    }

    /** A submission may be under way through an owner that is gone: its queue can never be in order again. */
    private void wedge() {
        entities.values().forEach(entity -> entity.tell(new EntityCommand.Wedge()));
        List<ReadyAnswer<?>> answers = setup.questions().end();
        if (!answers.isEmpty()) {
            board.gate().pass(new Showing(List.of(), answers, this::deliver));
        }
    }

    private void leaveTable(Closing close) {
        if (close.usesTable() && !tableGone) {
            leavingTable = true;
            setup.table().tell(new SyncCommand.LeaveTable(setup.client(), context.getSelf()));
        } else {
            leaveMemory();
        }
    }

    private void tableIsLeft() {
        if (leavingTable) {
            leavingTable = false;
            leaveMemory();
        }
    }

    /** Questions may have gone there by way of the table, so its leave is taken first. */
    private void leaveMemory() {
        if (closing != null && closing.asksMemory() && !memoryGone) {
            leavingMemory = true;
            setup.memory().tell(new MemoryCommand.LeaveMemory(context.getSelf()));
        }
    }

    private void hearAll(FenceSignals signals) {
        fences.heard(signals);
        heard(signals);
    }

    private void answerWaits() {
        while (fences.askOwners()) {
            // An owner that is gone has answered in place, and a wait for all of several may now ask for the next.
        }
        List<ReadyAnswer<?>> answers = waits.collect();
        if (!answers.isEmpty()) {
            board.gate().pass(new Showing(List.of(), answers, this::deliver));
        }
    }

    /** The client outlives its timelines, so that whoever asks it for a fence gets an answer. */
    private void closeTimeline(Closing.LastTimeline timeline) {
        ContextSlot slot = board.contexts().find(timeline.context());
        if (tableGone) {
            abandon(slot);
        } else {
            setup.table().tell(new SyncCommand.CloseTimeline(timeline.context(), timeline.last()));
        }
        if (timeline.last() > 0 && slot != null && closingTimelines.add(timeline.context())) {
            watching.ask(slot, List.of(timeline.last()), this::heard);
        }
    }

    /** The table has stopped before it heard of this timeline: nobody else will ever say how its points end. */
    private void abandon(@Nullable ContextSlot slot) {
        if (slot != null && !slot.isOver()) {
            board.publishLast(slot, new Timeline(slot.context()));
        }
    }

    private void closeEntities(Closing close, boolean abort) {
        close.lastJobs().forEach((entity, last) -> {
            ActorRef<EntityCommand> actor = entities.get(entity);
            if (actor != null) {
                actor.tell(new EntityCommand.Close(last, abort));
            }
        });
    }

    private void finishWhenDone() {
        if (closing != null && !finished && isLeft()) {
            finished = true;
            waits.lookOnce();
            waits.cancelAll();
            answerWaits();
            List.copyOf(awaited.values()).forEach(this::giveLastWord);
            destroy(closing.buffers());
            board.facts().report(new Fact.ClientClosed(board.now(), setup.client()));
            board.gate().pass(new LastShowing(closing.done()));
        }
    }

    private boolean isLeft() {
        return entities.isEmpty() && closingTimelines.isEmpty() && !leavingTable && !leavingMemory;
    }

    /** The client is over, also when that cannot be stored. */
    private final class LastShowing implements Gate.Held {
        private final Pledge<Long> done;
        private final long time = board.now();

        LastShowing(Pledge<Long> done) {
            this.done = done;
        }

        @Override
        public void pass() {
            deliver(Stream.ofNullable(done.answer(time)).toList());
            if (board.gate().isOpen()) {
                allShown = true;
            } else {
                context.getSelf().tell(new AllShown());
            }
        }

        @Override
        public void lost(Refusal why) {
            pass();
        }
    }

    private void destroy(List<Long> buffers) {
        if (!memoryGone) {
            buffers.forEach(buffer -> setup.memory().tell(new MemoryCommand.DestroyBuffer(buffer)));
            if (setup.hasSpace()) {
                setup.memory().tell(new MemoryCommand.CloseSpace(setup.client()));
            }
        }
    }

    /**
     * Every context of a client that is done has had its last word, though the news of it may still be on its way here. A context of
     * somebody else may go on.
     */
    private void giveLastWord(Awaited context) {
        context.points().forEach((seqno, pledges) -> {
            Outcome outcome = context.slot().lastWord(seqno);
            if (outcome != null) {
                answer(pledges, outcome);
            } else {
                show(pledges, pledge -> ReadyAnswer.failed(pledge, Await.cancelled()));
            }
        });
        awaited.remove(context.slot().context());
    }

    private void heard(FenceSignals signals) {
        ContextSlot slot = board.contexts().find(signals.context());
        if (slot == null || slot.isOver()) {
            closingTimelines.remove(signals.context());
        }
        Awaited context = awaited.get(signals.context());
        if (context != null) {
            signals.points().forEach(point -> answer(context, point));
            if (context.points().isEmpty()) {
                awaited.remove(signals.context());
            }
        }
    }

    /** The table no longer knows how points of a timeline that is gone have ended; the slot does. */
    private void answer(Awaited context, FenceSignals.Point point) {
        List<Pledge<Outcome>> pledges = context.points().remove(point.seqno());
        if (pledges != null) {
            Outcome lastWord = context.slot().lastWord(point.seqno());
            Outcome outcome = lastWord == null ? new Outcome(point.error()) : lastWord;
            answer(pledges, outcome);
        }
    }

    private void answer(List<Pledge<Outcome>> pledges, Outcome outcome) {
        show(pledges, pledge -> ReadyAnswer.of(pledge, outcome));
    }

    private void show(List<Pledge<Outcome>> pledges, Function<Pledge<Outcome>, ReadyAnswer<?>> answer) {
        List<ReadyAnswer<?>> answers = new ArrayList<>(pledges.size());
        pledges.forEach(pledge -> answers.add(answer.apply(pledge)));
        board.gate().pass(new Showing(List.of(), answers, this::deliver));
    }

    /** What passes later comes back as a message, for it passes on another thread. */
    private void deliver(List<Runnable> answers) {
        if (board.gate().isOpen()) {
            run(answers);
        } else if (!answers.isEmpty()) {
            context.getSelf().tell(new Deliver(answers));
        }
    }

    private void run(List<Runnable> answers) {
        answers.forEach(this::run);
    }

    /** An executor that takes nothing any more must not keep anybody waiting: the answer is then delivered here. */
    private void run(Runnable answer) {
        try {
            setup.executor().execute(answer);
        } catch (RejectedExecutionException rejected) {
            context.getLog().warn("The executor of client {} takes no answers; delivering here", setup.client());
            answer.run();
        }
    }
}
