package dev.signalbox.actor;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.sched.JobDraft;
import dev.signalbox.syncobj.SyncClaims;
import dev.signalbox.syncobj.SyncObject;
import dev.signalbox.syncobj.SyncTable;
import dev.signalbox.syncobj.SyncWait;
import dev.signalbox.syncobj.Transfer;
import dev.signalbox.syncobj.WaitFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What programs and jobs do with the sync objects of a table: each change is reported as a fact, then done. */
final class SyncDesk {
    private final Board board;
    private final SyncTable table;
    private final OpenWaits waits;

    SyncDesk(Board board, SyncTable table, OpenWaits waits) {
        this.board = board;
        this.table = table;
        this.waits = waits;
    }

    void create(SyncCommand.CreateSyncObject create) {
        SyncFact.SyncObjectCreated fact = new SyncFact.SyncObjectCreated(
                board.now(), create.client(), create.object(), create.name(), create.signalled());
        board.facts().report(fact);
        table.apply(fact);
    }

    void openHandle(SyncCommand.OpenHandle open) {
        answer(open.reply(), () -> {
            table.object(open.object());
            SyncFact.SyncHandleOpened fact = new SyncFact.SyncHandleOpened(board.now(), open.client(), open.object());
            board.facts().report(fact);
            table.apply(fact);
            return board.now();
        });
    }

    void closeHandle(int client, long object) {
        SyncFact.SyncHandleClosed fact = new SyncFact.SyncHandleClosed(board.now(), client, object);
        board.facts().report(fact);
        SyncObject gone = table.apply(fact);
        if (gone != null) {
            waits.gone(gone);
        }
    }

    void signal(SyncCommand.SignalPoints signal) {
        if (signal.points().stream().allMatch(point -> table.contains(point.object()))) {
            for (SyncPointId point : signal.points()) {
                SyncFact.SyncSignalled fact =
                        new SyncFact.SyncSignalled(board.now(), signal.client(), point.object(), point.point());
                board.facts().report(fact);
                table.apply(fact);
            }
        }
    }

    void reset(SyncCommand.ResetObjects reset) {
        if (reset.objects().stream().allMatch(table::contains)) {
            for (long object : reset.objects()) {
                SyncFact.SyncReset fact = new SyncFact.SyncReset(board.now(), reset.client(), object);
                board.facts().report(fact);
                table.apply(fact);
            }
        }
    }

    void attach(int client, SyncPointId point, List<FenceId> fences) {
        if (table.contains(point.object())) {
            SyncFact.SyncAttached fact =
                    new SyncFact.SyncAttached(board.now(), client, point.object(), point.point(), fences);
            board.facts().report(fact);
            table.apply(fact);
        }
    }

    void transfer(SyncCommand.Transfer transfer) {
        if (transfer.until() != Long.MIN_VALUE) {
            OpenWaits.Request request = new OpenWaits.Request(
                    transfer.client(),
                    List.of(transfer.source()),
                    Transfer.SOURCE,
                    transfer.until(),
                    OptionalLong.empty());
            wait(request, new WaitingTransfer(transfer));
        } else {
            answer(transfer.reply(), () -> transferNow(transfer));
        }
    }

    void query(SyncCommand.Query query) {
        answer(
                query.reply(),
                () -> query.objects().stream()
                        .map(object -> table.object(object).value(query.lastSubmitted()))
                        .toList());
    }

    void waitForPoints(SyncCommand.WaitForPoints wait) {
        WaitFlags flags = new WaitFlags(wait.all(), wait.forSubmit(), wait.available());
        OpenWaits.Request request =
                new OpenWaits.Request(wait.client(), wait.points(), flags, wait.until(), wait.hint());
        wait(request, new Told(wait.reply()));
    }

    void export(SyncCommand.ExportPoint export) {
        answer(export.reply(), () -> board.locate(table.leaves(export.point())));
    }

    /** The table stops, and with it all handles. */
    void abandon() {
        table.clients().forEach(this::closeHandles);
    }

    /** Takes a client's leave: nobody answers it any more behind this. */
    void leave(int client) {
        waits.cancelAll(client);
        closeHandles(client);
    }

    private void closeHandles(int client) {
        Map<Long, Integer> handles = table.handlesOf(client);
        handles.forEach((object, count) -> {
            for (int handle = 0; handle < count; handle++) {
                closeHandle(client, object);
            }
        });
    }

    /**
     * Finds what jobs wait for, and puts their fences where they signal, job by job.
     *
     * @throws Refusal EINVAL or ENOENT when one of them cannot: then nothing has changed
     */
    Batch resolve(SyncCommand.Resolve resolve) {
        check(resolve.syncs());
        Batch batch = resolve.batch();
        List<JobDraft> drafts = new ArrayList<>(batch.drafts().size());
        for (int place = 0; place < batch.drafts().size(); place++) {
            FenceId finished = new FenceId(resolve.setup().slots().finished().context(), batch.first() + place);
            JobSyncs syncs = resolve.syncs().get(place);
            JobDraft draft = batch.drafts().get(place);
            for (SyncPointId point : syncs.waits()) {
                draft = draft.waitingFor(table.leaves(point));
            }
            syncs.signals().forEach(point -> attach(resolve.setup().clientNumber(), point, List.of(finished)));
            drafts.add(draft);
        }
        return batch.with(drafts);
    }

    private void check(List<JobSyncs> syncs) {
        SyncClaims claims = new SyncClaims(table);
        for (JobSyncs each : syncs) {
            each.waits().forEach(claims::waits);
            each.signals().forEach(claims::signals);
        }
    }

    private long transferNow(SyncCommand.Transfer transfer) {
        table.object(transfer.target().object());
        table.object(transfer.source().object()).find(transfer.source().point());
        SyncFact.SyncTransferred fact = report(transfer, 0);
        table.apply(fact);
        return fact.time();
    }

    private SyncFact.SyncTransferred report(SyncCommand.Transfer transfer, long wait) {
        SyncFact.SyncTransferred fact = new SyncFact.SyncTransferred(
                board.now(),
                transfer.client(),
                transfer.source().object(),
                transfer.source().point(),
                transfer.target().object(),
                transfer.target().point(),
                wait);
        board.facts().report(fact);
        return fact;
    }

    /** Takes the fence that its wait has found: the source may hold something else by the end of the step. */
    private final class WaitingTransfer implements OpenWaits.Outcome {
        private final SyncCommand.Transfer transfer;
        private long time;

        WaitingTransfer(SyncCommand.Transfer transfer) {
            this.transfer = transfer;
        }

        @Override
        public void use(SyncWait wait, long number) {
            table.object(transfer.target().object());
            SyncFact.SyncTransferred fact = report(transfer, number);
            table.apply(fact, wait);
            time = fact.time();
        }

        @Override
        public void fulfilled(int index) {
            transfer.reply().answer(board.gate(), time);
        }

        @Override
        public void refused(Refusal why) {
            transfer.reply().refuse(board.gate(), why);
        }
    }

    /** Tells a program which point was done first. */
    private final class Told implements OpenWaits.Outcome {
        private final Reply<Integer> reply;

        Told(Reply<Integer> reply) {
            this.reply = reply;
        }

        @Override
        public void fulfilled(int index) {
            reply.answer(board.gate(), index);
        }

        @Override
        public void refused(Refusal why) {
            reply.refuse(board.gate(), why);
        }
    }

    private void wait(OpenWaits.Request request, OpenWaits.Outcome outcome) {
        try {
            waits.start(request, table.points(request.points()), outcome);
        } catch (Refusal gone) {
            outcome.refused(gone);
        }
    }

    private <T> void answer(Reply<T> reply, Supplier<T> answer) {
        try {
            reply.answer(board.gate(), answer.get());
        } catch (Refusal why) {
            reply.refuse(board.gate(), why);
        }
    }
}
