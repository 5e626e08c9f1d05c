package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.syncobj.SyncFile;
import dev.signalbox.syncobj.SyncObject;
import dev.signalbox.syncobj.SyncPoint;
import dev.signalbox.syncobj.SyncWait;
import dev.signalbox.syncobj.Transfer;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls that make sync objects, change what they hold, and take it elsewhere. */
final class SyncObjectCalls {
    /** How long a transfer waits for its source. */
    private static final long TRANSFER_PATIENCE = 5_000_000_000L;

    private static final int SIGNALLED = 1;
    private static final int LAST_SUBMITTED = 1;
    private static final int WAIT_FOR_SUBMIT = 2;
    private static final int SYNC_FILE = 1;
    private static final int TIMELINE = 2;

    private final Session session;
    private final SyncHandles objects;

    SyncObjectCalls(Session session, SyncHandles objects) {
        this.session = session;
        this.objects = objects;
    }

    void addTo(UserCalls calls) {
        calls.add("create", this::create);
        calls.add("destroy", this::destroy);
        calls.add("reset", this::reset);
        calls.add("signal", this::signal);
        calls.add("tsignal", this::signalPoints);
        calls.addAnswering("query", this::query);
        calls.add("transfer", this::transfer);
        calls.add("expsf", this::export);
        calls.add("impsf", this::importFrom);
    }

    private void create(Json call) {
        int register = call.at(1).integer();
        session.abi().keepNoHandle(register);
        KernelAbi.checkFlags(call.at(2).number(), SIGNALLED);
        session.abi()
                .keepHandle(
                        register,
                        call.at(2).number() == SIGNALLED ? objects.createSignalled(session.now()) : objects.create());
    }

    private void destroy(Json call) {
        KernelAbi.checkFlags(call.at(2).number(), 0);
        int register = call.at(1).integer();
        long handle = session.abi().handle(register);
        session.abi().freeHandle(register);
        objects.destroy(handle);
    }

    private void reset(Json call) {
        KernelAbi.checkFlags(call.at(1).number(), 0);
        some(call.at(2).elements()).forEach(SyncObject::reset);
    }

    private void signal(Json call) {
        KernelAbi.checkFlags(call.at(1).number(), 0);
        some(call.at(2).elements()).forEach(object -> object.signal(session.now()));
    }

    private void signalPoints(Json call) {
        KernelAbi.checkFlags(call.at(1).number(), 0);
        List<SyncObject> found = some(KernelAbi.firsts(call.at(2)));
        for (int i = 0; i < found.size(); i++) {
            found.get(i).signalPoint(call.at(2).at(i).at(1).number(), session.now());
        }
    }

    private List<@Nullable Object> query(Json call) {
        KernelAbi.checkFlags(call.at(1).number(), LAST_SUBMITTED);
        boolean lastSubmitted = call.at(1).number() == LAST_SUBMITTED;
        Stream<Object> values =
                some(call.at(2).elements()).stream().map(object -> Json.unsigned(object.value(lastSubmitted)));
        return Stream.concat(Stream.<Object>of(0), values).toList();
    }

    private void transfer(Json call) {
        SyncObject target = object(call.at(3));
        SyncObject source = object(call.at(1));
        KernelAbi.checkFlags(call.at(5).number(), WAIT_FOR_SUBMIT);
        SyncPoint from = new SyncPoint(source, call.at(2).number());
        SyncPoint to = new SyncPoint(target, call.at(4).number());
        if (call.at(5).number() == 0) {
            Transfer.now(from, to, session.now());
        } else {
            transferInTime(from, to);
        }
    }

    private void transferInTime(SyncPoint from, SyncPoint to) {
        SyncWait wait = SyncWait.start(List.of(from), Transfer.SOURCE, OptionalLong.empty(), outcome -> {});
        if (wait.outcome() == null) {
            session.pass(TRANSFER_PATIENCE);
            wait.expire();
        }
        Transfer.found(wait, to, session.now());
    }

    private void export(Json call) {
        int register = call.at(2).integer();
        session.abi().openNothing(register);
        long flags = call.at(3).number();
        KernelAbi.checkFlags(flags, SYNC_FILE | TIMELINE);
        long point = (flags & TIMELINE) != 0 ? call.at(4).number() : 0;
        long handle = session.abi().handle(call.at(1).integer());
        if ((flags & SYNC_FILE) != 0) {
            session.abi().open(register, objects.find(handle).exportFile(point, session.now()));
        } else {
            checkNoPoint(call);
            session.abi().open(register, objects.export(handle));
        }
    }

    private void importFrom(Json call) {
        if ((call.at(3).number() & SYNC_FILE) != 0) {
            importFile(call);
        } else {
            importHandle(call);
        }
    }

    private void importFile(Json call) {
        long flags = call.at(3).number();
        KernelAbi.checkFlags(flags, SYNC_FILE | TIMELINE);
        SyncFile file = session.abi().opened(call.at(2).integer(), SyncFile.class, Errno.EINVAL);
        SyncObject object = object(call.at(1));
        object.importFile(file, (flags & TIMELINE) != 0 ? call.at(4).number() : 0);
    }

    private void importHandle(Json call) {
        int register = call.at(5).integer();
        session.abi().keepNoHandle(register);
        KernelAbi.checkFlags(call.at(3).number(), TIMELINE);
        checkNoPoint(call);
        SyncExport export = session.abi().opened(call.at(2).integer(), SyncExport.class, Errno.EINVAL);
        session.abi().keepHandle(register, objects.importExport(export));
    }

    private static void checkNoPoint(Json call) {
        if (call.at(4).number() != 0) {
            throw KernelAbi.refusal(Errno.EINVAL, "only a sync file is of a point");
        }
    }

    private SyncObject object(Json register) {
        return objects.find(session.abi().handle(register.integer()));
    }

    private List<SyncObject> some(List<Json> registers) {
        return objects.findSome(session.abi().handles(registers));
    }
}
