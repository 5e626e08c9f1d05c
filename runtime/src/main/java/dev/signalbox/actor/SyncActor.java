package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.SyncCommand.Advance;
import dev.signalbox.actor.SyncCommand.Attach;
import dev.signalbox.actor.SyncCommand.CloseHandle;
import dev.signalbox.actor.SyncCommand.CloseTimeline;
import dev.signalbox.actor.SyncCommand.CreateSyncObject;
import dev.signalbox.actor.SyncCommand.CreateTimeline;
import dev.signalbox.actor.SyncCommand.ExportPoint;
import dev.signalbox.actor.SyncCommand.LeaveTable;
import dev.signalbox.actor.SyncCommand.OpenHandle;
import dev.signalbox.actor.SyncCommand.OwnerGone;
import dev.signalbox.actor.SyncCommand.PassOn;
import dev.signalbox.actor.SyncCommand.Query;
import dev.signalbox.actor.SyncCommand.ResetObjects;
import dev.signalbox.actor.SyncCommand.Resolve;
import dev.signalbox.actor.SyncCommand.SignalPoints;
import dev.signalbox.actor.SyncCommand.Transfer;
import dev.signalbox.actor.SyncCommand.WaitForPoints;
import dev.signalbox.actor.SyncCommand.WaitTimeIsUp;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import dev.signalbox.syncobj.SwSync;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import java.util.List;

/**
 * The table of a device: owns its sync objects, the waits for them, and the timelines that programs signal themselves.
 *
 * <p>{@code program -> table: CreateTimeline, Advance, CreateSyncObject, OpenHandle, CloseHandle, SignalPoints, ResetObjects,
 * Attach, Transfer, Query, WaitForPoints, ExportPoint, Resolve, PassOn. client -> table: CloseTimeline, LeaveTable. table ->
 * entity: Submit | Refuse; table -> memory manager: Prepare; table -> client: Deliver, TableLeft. anybody -> table: Watch,
 * SetDeadline; table -> watcher: FenceSignals.}
 */
public final class SyncActor extends Shell<SyncCommand> implements SyncCommand.Handler {
    private final Board board;
    private final Timelines timelines;
    private final Watching<SyncCommand> watching;
    private final ForeignFences foreign;
    private final FenceContainers containers;
    private final SyncTable table;
    private final OpenWaits waits;
    private final SyncDesk desk;

    /** Contexts of containers never leave the table; negative ones are nobody else's. */
    private long lastContainer;

    private SyncActor(ActorContext<SyncCommand> context, Board board) {
        this.board = board;
        this.timelines = new Timelines(board);
        ActorRef<FenceSignals> self = context.getSelf().narrow();
        this.watching = new Watching<>(context, board.contexts(), self, OwnerGone::new);
        this.foreign = new ForeignFences(board, watching);
        this.containers = new FenceContainers(() -> --lastContainer);
        this.table = new SyncTable(containers, this::fence);
        this.waits = new OpenWaits(context, board);
        this.desk = new SyncDesk(board, table, waits);
    }

    /** Creates the behaviour of an empty table. */
    public static Behavior<SyncCommand> create(Board board) {
        return Behaviors.setup(context -> new SyncActor(context, board));
    }

    @Override
    void handle(SyncCommand message) {
        message.accept(this);
        settle();
    }

    @Override
    public void onCreateTimeline(CreateTimeline create) {
        timelines.create(create);
    }

    @Override
    public void onAdvance(Advance advance) {
        timelines.advance(advance.context(), advance.seqno());
    }

    @Override
    public void onCloseTimeline(CloseTimeline close) {
        timelines.close(close.context(), close.last());
    }

    @Override
    public void onWatch(Watch watch) {
        timelines.watch(watch);
    }

    @Override
    public void onSetDeadline(SetDeadline set) {
        timelines.setDeadline(set);
    }

    @Override
    public void onCreateSyncObject(CreateSyncObject create) {
        desk.create(create);
    }

    @Override
    public void onOpenHandle(OpenHandle open) {
        desk.openHandle(open);
    }

    @Override
    public void onCloseHandle(CloseHandle close) {
        desk.closeHandle(close.client(), close.object());
    }

    @Override
    public void onSignalPoints(SignalPoints signal) {
        desk.signal(signal);
    }

    @Override
    public void onResetObjects(ResetObjects reset) {
        desk.reset(reset);
    }

    @Override
    public void onAttach(Attach attach) {
        desk.attach(attach.client(), attach.point(), attach.fences());
    }

    @Override
    public void onTransfer(Transfer transfer) {
        desk.transfer(transfer);
    }

    @Override
    public void onQuery(Query query) {
        desk.query(query);
    }

    @Override
    public void onWaitForPoints(WaitForPoints wait) {
        desk.waitForPoints(wait);
    }

    @Override
    public void onExportPoint(ExportPoint export) {
        desk.export(export);
    }

    @Override
    public void onResolve(Resolve resolve) {
        try {
            send(resolve, desk.resolve(resolve));
        } catch (Refusal why) {
            resolve.entity().tell(new EntityCommand.Refuse(resolve.batch(), why));
        }
    }

    @Override
    public void onPassOn(PassOn passOn) {
        passOn.memory().tell(passOn.command());
    }

    /** The answers to the client's waits pass the gate before the news that there are no more. */
    @Override
    public void onLeaveTable(LeaveTable leave) {
        desk.leave(leave.client());
        board.behindAnswers(() -> leave.replyTo().tell(new ClientCommand.TableLeft()));
    }

    @Override
    public void onWaitTimeIsUp(WaitTimeIsUp timeIsUp) {
        waits.timeIsUp(timeIsUp.number());
    }

    @Override
    public void onOwnerGone(OwnerGone gone) {
        watching.ownerGone(gone.owner(), foreign::heard);
    }

    @Override
    public void onFenceSignals(FenceSignals signals) {
        watching.heard(signals);
        foreign.heard(signals);
    }

    @Override
    public void onInspect(Inspect inspect) {
        List<SwSync.State> held = timelines.state();
        List<SyncTable.ObjectState> objects = table.state();
        List<SyncWait.State> open = waits.state();
        inspect.answer(state -> {
            state.timelines(held);
            state.syncObjects(objects);
            state.syncWaits(open);
        });
    }

    /** Whoever waits for points is told; whoever has a question about a timeline reads how it ended. */
    @Override
    void stopped() {
        try {
            waits.abandon();
            desk.abandon();
        } finally {
            timelines.abandon();
        }
    }

    /** Points of timelines are at hand here; everything else is another owner's. */
    private PlainFence fence(FenceId id) {
        PlainFence own = timelines.find(id);
        return own == null ? foreign.of(id) : own;
    }

    private static void send(Resolve resolve, Batch batch) {
        ActorRef<MemoryCommand> memory = resolve.memory();
        if (memory == null) {
            resolve.entity().tell(new EntityCommand.Submit(batch));
        } else {
            long context = resolve.setup().slots().finished().context();
            memory.tell(new MemoryCommand.Prepare(batch, resolve.setup().clientNumber(), context, resolve.entity()));
        }
    }

    /** Completes containers, tells who waits, and asks owners, until nothing more follows from this step. */
    private void settle() {
        boolean more = true;
        while (more) {
            containers.settle();
            more = waits.tell();
            more |= foreign.askOwners();
        }
    }
}
