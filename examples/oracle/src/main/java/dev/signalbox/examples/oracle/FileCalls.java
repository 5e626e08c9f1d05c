package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.syncobj.SyncFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls on descriptors of sync files. */
final class FileCalls {
    private static final int POLLIN = 1;

    private final Session session;

    FileCalls(Session session) {
        this.session = session;
    }

    void addTo(UserCalls calls) {
        calls.add("merge", this::merge);
        calls.add("fclose", call -> session.abi().close(call.at(1).integer()));
        calls.addAnswering("finfo", this::fileInfo);
        calls.addAnswering("fpoll", this::pollFile);
    }

    private void merge(Json call) {
        int register = call.at(3).integer();
        session.abi().openNothing(register);
        SyncFile one = session.abi().called(call.at(1).integer(), SyncFile.class);
        KernelAbi.checkFlags(call.at(4).number(), 0);
        SyncFile other = session.abi().opened(call.at(2).integer(), SyncFile.class, Errno.ENOENT);
        session.abi().open(register, SyncFile.merge("merged", one, other, session.containers()));
    }

    private List<@Nullable Object> fileInfo(Json call) {
        SyncFile file = session.abi().called(call.at(1).integer(), SyncFile.class);
        Object status = Errors.status(file.status());
        List<List<Object>> entries = file.info().entries().stream()
                .map(entry -> List.of(Errors.status(entry.status()), (Object) entry.driver()))
                .toList();
        return List.of(0, status, entries.size(), entries);
    }

    /** Polls a descriptor; of none there is nothing to say. */
    private List<@Nullable Object> pollFile(Json call) {
        boolean ready = session.abi().opened(call.at(1).integer()) instanceof SyncFile file && file.poll();
        return ready ? List.of(1, POLLIN) : List.of(0, 0);
    }
}
