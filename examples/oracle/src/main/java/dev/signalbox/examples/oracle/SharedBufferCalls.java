package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.SharedBuffer;
import dev.signalbox.syncobj.SyncFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls on shared buffers. */
final class SharedBufferCalls {
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int POLLIN = 1;
    private static final int POLLOUT = 4;

    private final Session session;
    private final Map<Integer, SharedBuffer> buffers = new HashMap<>();

    SharedBufferCalls(Session session) {
        this.session = session;
    }

    void addTo(UserCalls calls) {
        calls.add("bnew", this::create);
        calls.add("bexp", this::exportFile);
        calls.add("bimp", this::importFile);
        calls.addAnswering("bpoll", this::poll);
    }

    private void create(Json call) {
        buffers.put(
                call.at(1).integer(), new SharedBuffer(new Reservation<>(HeldFenceView.VIEW), session.containers()));
    }

    private void exportFile(Json call) {
        int register = call.at(2).integer();
        session.abi().openNothing(register);
        SharedBuffer buffer = buffer(call);
        boolean write = isWrite(call);
        session.abi().open(register, SyncFile.of(buffer.exportFence(write, session.now())));
    }

    private void importFile(Json call) {
        SharedBuffer buffer = buffer(call);
        boolean write = isWrite(call);
        SyncFile file = session.abi().opened(call.at(2).integer(), SyncFile.class, Errno.EINVAL);
        buffer.importFence(file.fence(), write);
    }

    /** Whoever writes may read as well: with both bits it is a write. */
    private static boolean isWrite(Json call) {
        long flags = call.at(3).number();
        KernelAbi.checkFlags(flags, READ | WRITE);
        if (flags == 0) {
            throw KernelAbi.refusal(Errno.EINVAL, "neither for reading nor for writing");
        }
        return (flags & WRITE) != 0;
    }

    /** The kernel looks at writing first. */
    private List<@Nullable Object> poll(Json call) {
        SharedBuffer buffer = buffer(call);
        long events = call.at(2).number();
        long ready = 0;
        if ((events & POLLOUT) != 0 && buffer.pollOut()) {
            ready |= POLLOUT;
        }
        if ((events & POLLIN) != 0 && buffer.pollIn()) {
            ready |= POLLIN;
        }
        return List.of(ready == 0 ? 0 : 1, ready);
    }

    private SharedBuffer buffer(Json call) {
        SharedBuffer buffer = buffers.get(call.at(1).integer());
        if (buffer == null) {
            throw KernelAbi.refusal(Errno.EBADF, "no buffer is open there");
        }
        return buffer;
    }
}
