package dev.signalbox.actor;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import dev.signalbox.actor.MemoryCommand.CreateBuffer;
import dev.signalbox.actor.MemoryCommand.DestroyBuffer;
import dev.signalbox.actor.MemoryCommand.ExportFences;
import dev.signalbox.actor.MemoryCommand.ImportFences;
import dev.signalbox.actor.MemoryCommand.LeaveMemory;
import dev.signalbox.actor.MemoryCommand.Prepare;
import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.memory.Buffers;
import dev.signalbox.sched.JobDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The memory manager of a device: owns its buffers and all of their reservations.
 *
 * <p>{@code client -> memory manager: CreateBuffer, DestroyBuffer. client -> memory manager: Prepare; memory manager -> entity:
 * Submit | Refuse. program -> memory manager: ExportFences, ImportFences; memory manager -> client: Deliver.}
 */
public final class MemoryActor extends Shell<MemoryCommand> implements MemoryCommand.Handler {
    private final Board board;
    private final Buffers buffers;

    private MemoryActor(Board board) {
        this.board = board;
        this.buffers = new Buffers(board);
    }

    /** Creates the behaviour of a memory manager without buffers. */
    public static Behavior<MemoryCommand> create(Board board) {
        return Behaviors.setup(context -> new MemoryActor(board));
    }

    @Override
    void handle(MemoryCommand message) {
        message.accept(this);
    }

    @Override
    public void onCreateBuffer(CreateBuffer create) {
        buffers.create(create.client(), create.buffer(), create.bytes());
        board.facts().report(new Fact.BufferCreated(board.now(), create.client(), create.buffer(), create.bytes()));
    }

    @Override
    public void onDestroyBuffer(DestroyBuffer destroy) {
        if (buffers.destroy(destroy.buffer())) {
            board.facts().report(new Fact.BufferDestroyed(board.now(), destroy.buffer()));
        }
    }

    @Override
    public void onPrepare(Prepare prepare) {
        Batch batch = prepare.batch();
        OptionalLong missing = batch.drafts().stream()
                .map(draft -> buffers.firstMissing(draft.accesses()))
                .filter(OptionalLong::isPresent)
                .findFirst()
                .orElse(OptionalLong.empty());
        prepare.entity()
                .tell(
                        missing.isPresent()
                                ? new EntityCommand.Refuse(batch, noSuchBuffer(missing.getAsLong()))
                                : new EntityCommand.Submit(batch.with(prepared(prepare))));
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
    public void onLeaveMemory(LeaveMemory leave) {
        board.behindAnswers(() -> leave.replyTo().tell(new ClientCommand.MemoryLeft()));
    }

    @Override
    public void onInspect(Inspect inspect) {
        List<Buffers.State> held = buffers.state();
        inspect.answer(state -> state.buffers(held));
    }

    private List<JobDraft> prepared(Prepare prepare) {
        List<JobDraft> drafts = new ArrayList<>(prepare.batch().drafts().size());
        long seqno = prepare.batch().first();
        for (JobDraft draft : prepare.batch().drafts()) {
            FenceId finished = new FenceId(prepare.finishedContext(), seqno++);
            drafts.add(draft.waitingFor(buffers.prepare(draft.accesses(), finished)));
        }
        return drafts;
    }

    private static Refusal noSuchBuffer(long buffer) {
        return new Refusal(Errno.ENOENT, "buffer " + buffer + " does not exist", "submit before you destroy it");
    }
}
