package dev.signalbox.report;

import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.FenceId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells waits for sync objects in words. */
final class SyncWords {
    private final OpenWork work;

    SyncWords(OpenWork work) {
        this.work = work;
    }

    /** Names a wait, and what it is for. */
    String wait(SyncFact.SyncWaitBegan wait) {
        String points = wait.points().stream().map(this::point).collect(Collectors.joining(", "));
        String which = wait.points().size() == 1 ? "" : wait.all() ? "all of " : "any of ";
        String until = wait.until() == Long.MAX_VALUE ? "" : ", until " + Text.span(wait.until());
        return "wait " + wait.waitId() + " (client " + Text.word(work.client(wait.client())) + ", for " + which + points
                + (wait.available() ? " to have a fence" : "") + until + ")";
    }

    /** Says what holds up those who end at a wait, or at a point without a fence; null for every other node. */
    @Nullable String root(FenceId node) {
        SyncFact.SyncWaitBegan wait = work.syncs().wait(node);
        if (wait != null) {
            return wait(wait) + " has all that it waits for, and was not told";
        }
        SyncPointId point = work.syncs().missing(node);
        return point == null ? null : missing(point);
    }

    private String missing(SyncPointId point) {
        OpenSyncObject object = work.syncs().object(point.object());
        if (object == null) {
            return "sync object " + point.object() + " is gone: nobody can put a fence in";
        }
        String owner = "sync object " + named(object) + " of client " + Text.word(work.client(object.created.client()));
        return owner + (object.isEmpty() ? " holds nothing" : newest(object)) + ": nobody has put a fence in"
                + (point.point() == 0 ? "" : " for point " + Long.toUnsignedString(point.point()));
    }

    private static String newest(OpenSyncObject object) {
        return object.newest() == 0
                ? " holds a fence and no timeline"
                : " has come to point " + Long.toUnsignedString(object.newest()) + " only";
    }

    private String point(SyncPointId point) {
        OpenSyncObject object = work.syncs().object(point.object());
        String name = object == null ? Long.toString(point.object()) : named(object);
        String at = point.point() == 0 ? "" : " at point " + Long.toUnsignedString(point.point());
        return "sync object " + name + at;
    }

    static String named(OpenSyncObject object) {
        String name = object.created.name();
        return object.created.object() + (name.isEmpty() ? "" : " " + Text.word(name));
    }
}
