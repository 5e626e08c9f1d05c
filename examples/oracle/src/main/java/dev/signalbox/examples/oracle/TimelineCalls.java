package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.syncobj.SwSync;
import dev.signalbox.syncobj.SyncFile;
import java.util.HashMap;
import java.util.Map;

/** Calls on software timelines. */
final class TimelineCalls {
    private final Session session;
    private final Map<Integer, SwSync> timelines = new HashMap<>();

    TimelineCalls(Session session) {
        this.session = session;
    }

    void addTo(UserCalls calls) {
        calls.add("swnew", this::open);
        calls.add("swfence", this::openFence);
        calls.add("swinc", this::advance);
        calls.add("swclose", this::close);
    }

    private void open(Json call) {
        timelines.put(call.at(1).integer(), new SwSync(1, session.newContext(), "timeline"));
    }

    private void openFence(Json call) {
        SwSync timeline = timeline(call);
        long value = timeline.state().value();
        long point = KernelAbi.point(value, call.at(3).number());
        session.abi().open(call.at(2).integer(), SyncFile.of(timeline.fence(point, session.now())));
    }

    private void advance(Json call) {
        SwSync timeline = timeline(call);
        timeline.advanceTo(timeline.state().value() + call.at(2).number(), session.now());
    }

    private void close(Json call) {
        timeline(call).close(0, session.now());
        timelines.remove(call.at(1).integer());
    }

    private SwSync timeline(Json call) {
        SwSync timeline = timelines.get(call.at(1).integer());
        if (timeline == null) {
            throw KernelAbi.refusal(Errno.EBADF, "no timeline is open there");
        }
        return timeline;
    }
}
