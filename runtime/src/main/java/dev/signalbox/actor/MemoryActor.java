package dev.signalbox.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.MemoryCommand.CloseSpace;
import dev.signalbox.actor.MemoryCommand.CreateBuffer;
import dev.signalbox.actor.MemoryCommand.DestroyBuffer;
import dev.signalbox.actor.MemoryCommand.DeviceGone;
import dev.signalbox.actor.MemoryCommand.ExportFences;
import dev.signalbox.actor.MemoryCommand.FaultIn;
import dev.signalbox.actor.MemoryCommand.ImportFences;
import dev.signalbox.actor.MemoryCommand.KeepAll;
import dev.signalbox.actor.MemoryCommand.LeaveMemory;
import dev.signalbox.actor.MemoryCommand.Prepare;
import dev.signalbox.actor.MemoryCommand.ReadBuffer;
import dev.signalbox.actor.MemoryCommand.Restore;
import dev.signalbox.actor.MemoryCommand.WriteBuffer;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.DeviceMemory;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.memory.Buffers;
import dev.signalbox.sched.JobDraft;
import dev.signalbox.vm.SpaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory manager of a device: owns its buffers, all of their reservations, and which memory is whose.
 *
 * <p>{@code client -> memory manager: CreateBuffer, DestroyBuffer, CloseSpace. client -> memory manager: Prepare; memory manager ->
 * entity: Submit | Refuse. program -> memory manager: ExportFences, ImportFences, WriteBuffer, ReadBuffer; memory manager -> client:
 * Deliver. ring -> memory manager: FaultIn; memory manager -> ring: FaultAnswered. memory manager -> device: MemoryWritten.
 * device -> memory manager: Restore; memory manager -> ring: Interrupted.}
 */
public final class MemoryActor extends Shell<MemoryCommand> implements MemoryCommand.Handler {
    private final Board board;
    private final Buffers buffers;
    /** Null on a device without memory, where buffers only order jobs. */
    private final @Nullable MemoryDesk desk;

    private MemoryActor(
            ActorContext<MemoryCommand> context,
            Board board,
            ActorRef<DeviceCommand> device,
            @Nullable DeviceMemory memory) {
        this.board = board;
        this.buffers = new Buffers(board.inOrder());
        this.desk = memory == null ? null : new MemoryDesk(board, buffers, memory, device);
        if (memory != null) {
            context.watchWith(device, new DeviceGone());
        }
    }

    /**
     * Creates the behaviour of a memory manager without buffers.
     *
     * @param memory of the device; null when it has none
     */
    public static Behavior<MemoryCommand> create(
            Board board, ActorRef<DeviceCommand> device, @Nullable DeviceMemory memory) {
        return Behaviors.setup(context -> new MemoryActor(context, board, device, memory));
    }

    @Override
    void handle(MemoryCommand message) {
        message.accept(this);
    }

    @Override
    public void onCreateBuffer(CreateBuffer create) {
        buffers.create(create.client(), create.buffer(), create.bytes());
        if (desk != null) {
            desk.create(create);
        }
        board.facts().report(new Fact.BufferCreated(board.now(), create.client(), create.buffer(), create.bytes()));
    }

    @Override
    public void onDestroyBuffer(DestroyBuffer destroy) {
        if (buffers.destroy(destroy.buffer())) {
            board.facts().report(new Fact.BufferDestroyed(board.now(), destroy.buffer()));
            if (desk != null) {
                desk.destroy(destroy.buffer());
            }
        }
    }

    @Override
    public void onPrepare(Prepare prepare) {
        prepare.entity().tell(answer(prepare));
    }

    private EntityCommand answer(Prepare prepare) {
        Batch batch = prepare.batch();
        OptionalLong missing = batch.drafts().stream()
                .map(draft -> buffers.firstMissing(draft.accesses()))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        if (missing.isPresent()) {
            return new EntityCommand.Refuse(batch, noSuchBuffer(missing.getAsLong()));
        }
        try {
            SpaceState space = desk == null ? null : desk.prepare(prepare.client(), batch.drafts());
            return new EntityCommand.Submit(batch.with(prepared(prepare, space)));
        } catch (Refusal noRoom) {
            return new EntityCommand.Refuse(batch, noRoom);
        }
    }

    @Override
    public void onExportFences(ExportFences export) {
        if (buffers.contains(export.buffer())) {
            export.reply().answer(board.gate(), board.locate(buffers.fencesBefore(export.buffer(), export.write())));
        } else {
            export.reply().refuse(board.gate(), noSuchBuffer(export.buffer()));
        }
    }

    @Override
    public void onImportFences(ImportFences fences) {
        if (buffers.contains(fences.buffer())) {
            SyncFact.FencesImported fact = new SyncFact.FencesImported(
                    board.now(), fences.client(), fences.buffer(), fences.write(), fences.fences());
            board.facts().report(fact);
            buffers.apply(fact);
        }
    }

    @Override
    public void onWriteBuffer(WriteBuffer write) {
        answer(write.reply(), write.buffer(), () -> {
            desk().write(write);
            return board.now();
        });
    }

    @Override
    public void onReadBuffer(ReadBuffer read) {
        answer(read.reply(), read.buffer(), () -> desk().read(read));
    }

    private <T> void answer(Reply<T> reply, long buffer, Supplier<T> access) {
        try {
            if (!buffers.contains(buffer)) {
                throw noSuchBuffer(buffer);
            }
            reply.answer(board.gate(), access.get());
        } catch (Refusal why) {
            reply.refuse(board.gate(), why);
        }
    }

    @Override
    public void onFaultIn(FaultIn fault) {
        boolean retry = desk().faultIn(fault.client(), fault.address());
        fault.replyTo().tell(new RingCommand.FaultAnswered(fault.generation(), fault.entry(), retry));
    }

    @Override
    public void onRestore(Restore restore) {
        if (restore.ended().memoryLost()) {
            desk().restore(restore.ended().ring());
        }
        restore.ring().tell(new RingCommand.Interrupted(restore.ended()));
    }

    @Override
    public void onCloseSpace(CloseSpace close) {
        desk().closeSpace(close.client());
    }

    @Override
    public void onKeepAll(KeepAll keep) {
        if (desk != null) {
            desk.keepAll();
        }
    }

    @Override
    public void onDeviceGone(DeviceGone gone) {
        desk().deviceGone();
    }

    @Override
    void stopped() {
        if (desk != null) {
            desk.stopped();
        }
    }

    private MemoryDesk desk() {
        return Objects.requireNonNull(desk, "asked of a device with memory only");
    }

    @Override
    public void onLeaveMemory(LeaveMemory leave) {
        board.behindAnswers(() -> leave.replyTo().tell(new ClientCommand.MemoryLeft()));
    }

    @Override
    public void onInspect(Inspect inspect) {
        List<Buffers.State> held = buffers.state();
        inspect.answer(state -> state.buffers(held));
    }

    private List<JobDraft> prepared(Prepare prepare, @Nullable SpaceState space) {
        List<JobDraft> drafts = new ArrayList<>(prepare.batch().drafts().size());
        long seqno = prepare.batch().first();
        for (JobDraft draft : prepare.batch().drafts()) {
            FenceId finished = new FenceId(prepare.finishedContext(), seqno++);
            JobDraft waiting = draft.waitingFor(buffers.prepare(draft.accesses(), finished));
            drafts.add(desk == null || space == null ? waiting : desk.in(space, waiting, finished));
        }
        return drafts;
    }

    private static Refusal noSuchBuffer(long buffer) {
        return new Refusal(Errno.ENOENT, "buffer " + buffer + " does not exist", "submit before you destroy it");
    }
}
