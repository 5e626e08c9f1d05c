package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import dev.signalbox.syncobj.SyncObject;
import dev.signalbox.syncobj.SyncPoint;
import dev.signalbox.syncobj.SyncWait;
import dev.signalbox.syncobj.WaitFlags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Calls that wait for points of sync objects, or ask to be told. */
final class WaitCalls {
    private static final int UNTOUCHED = 77;
    private static final int ALL = 1;
    private static final int FOR_SUBMIT = 2;
    private static final int AVAILABLE = 4;
    private static final int DEADLINE = 8;

    /** Counts events until somebody reads it. */
    private static final class EventCounter {
        private int events;

        private int read() {
            int read = events;
            events = 0;
            return read;
        }
    }

    private final Session session;
    private final SyncHandles objects;
    private final Map<Integer, EventCounter> counters = new HashMap<>();

    WaitCalls(Session session, SyncHandles objects) {
        this.session = session;
        this.objects = objects;
    }

    void addTo(UserCalls calls) {
        calls.addAnswering("wait", call -> waitFor(call, true));
        calls.addAnswering("twait", call -> waitFor(call, false));
        calls.add("evnew", call -> counters.put(call.at(1).integer(), new EventCounter()));
        calls.add("eventfd", this::subscribe);
        calls.addAnswering("evread", this::readEvents);
    }

    private List<@Nullable Object> waitFor(Json call, boolean binary) {
        try {
            return fulfilled(call, binary);
        } catch (Refusal refusal) {
            return Arrays.asList(refusal.errno().negated(), null);
        }
    }

    private List<@Nullable Object> fulfilled(Json call, boolean binary) {
        long flags = call.at(1).number();
        KernelAbi.checkFlags(flags, ALL | FOR_SUBMIT | DEADLINE | (binary ? 0 : AVAILABLE));
        if (call.at(3).size() == 0) {
            return List.of(0, UNTOUCHED);
        }
        SyncWait wait = SyncWait.start(
                points(call.at(3), binary),
                new WaitFlags((flags & ALL) != 0, (flags & FOR_SUBMIT) != 0, (flags & AVAILABLE) != 0),
                (flags & DEADLINE) != 0 ? OptionalLong.of(0) : OptionalLong.empty(),
                outcome -> {});
        wait.expire();
        return List.of(0, Objects.requireNonNull(wait.outcome(), "outcome").orThrow());
    }

    private List<SyncPoint> points(Json list, boolean binary) {
        List<Json> registers = binary ? list.elements() : KernelAbi.firsts(list);
        List<SyncObject> found = objects.findAll(session.abi().handles(registers));
        List<SyncPoint> points = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            points.add(new SyncPoint(found.get(i), binary ? 0 : list.at(i).at(1).number()));
        }
        return points;
    }

    private void subscribe(Json call) {
        KernelAbi.checkFlags(call.at(3).number(), AVAILABLE);
        SyncObject object = objects.find(session.abi().handle(call.at(1).integer()));
        EventCounter counter = counter(call.at(4));
        SyncPoint point = new SyncPoint(object, call.at(2).number());
        WaitFlags flags = new WaitFlags(false, true, call.at(3).number() == AVAILABLE);
        SyncWait.start(List.of(point), flags, OptionalLong.empty(), outcome -> counter.events++);
    }

    private List<@Nullable Object> readEvents(Json call) {
        int events = counter(call.at(1)).read();
        return events == 0 ? List.of(Errno.EAGAIN.negated(), 0) : List.of(0, events);
    }

    private EventCounter counter(Json register) {
        EventCounter counter = counters.get(register.integer());
        if (counter == null) {
            throw KernelAbi.refusal(Errno.EBADF, "no event counter is open there");
        }
        return counter;
    }
}
