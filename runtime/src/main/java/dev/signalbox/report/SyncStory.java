package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the facts tell of the sync objects of one number or name. */
final class SyncStory implements Explainer.Subject {
    private static final int MOST_NAMES = 6;

    /** An object that was created, and when its last handle was closed and by whom. */
    private static final class Life {
        final SyncFact.SyncObjectCreated created;
        SyncFact.@Nullable SyncHandleClosed closed;

        Life(SyncFact.SyncObjectCreated created) {
            this.created = created;
        }
    }

    private final String wanted;
    private final Map<Long, Life> lives = new TreeMap<>();
    private @Nullable String later;

    SyncStory(String wanted) {
        this.wanted = wanted;
    }

    private boolean isWanted(SyncFact.SyncObjectCreated created) {
        return created.name().equals(wanted) || Long.toString(created.object()).equals(wanted);
    }

    @Override
    public void hear(Fact fact, long number, OpenWork work) {
        if (fact instanceof SyncFact.SyncObjectCreated created && isWanted(created)) {
            lives.put(created.object(), new Life(created));
        } else if (fact instanceof SyncFact.SyncHandleClosed closed
                && work.syncs().object(closed.object()) == null) {
            Life life = lives.get(closed.object());
            if (life != null) {
                life.closed = closed;
            }
        }
    }

    @Override
    public void hearLater(Fact fact, long number) {
        if (later == null && fact instanceof SyncFact.SyncObjectCreated created && isWanted(created)) {
            later = "it is created at " + Text.span(created.time()) + ", fact " + number;
        }
    }

    @Override
    public Explained tell(Explainer.Scene scene) {
        Life byNumber = lives.values().stream()
                .filter(life -> Long.toString(life.created.object()).equals(wanted))
                .findFirst()
                .orElse(null);
        List<Life> open =
                lives.values().stream().filter(life -> life.closed == null).toList();
        if (byNumber == null && open.size() > 1) {
            throw new Refusal(
                    Errno.EINVAL,
                    "several sync objects are called " + Text.word(wanted),
                    "give a number of "
                            + open.stream()
                                    .map(life -> Long.toString(life.created.object()))
                                    .collect(Collectors.joining(", ")));
        }
        Life found = byNumber != null ? byNumber : open.size() == 1 ? open.get(0) : newest();
        OpenSyncObject object = found == null ? null : scene.work().syncs().object(found.created.object());
        if (found == null || (object == null && found.closed == null)) {
            throw missing(scene);
        }
        return object == null ? gone(found, scene) : new SyncTold(object, scene).explained();
    }

    private @Nullable Life newest() {
        return lives.isEmpty() ? null : List.copyOf(lives.values()).get(lives.size() - 1);
    }

    private Refusal missing(Explainer.Scene scene) {
        List<OpenSyncObject> known = List.copyOf(scene.work().syncs().objects());
        String there = known.stream().limit(MOST_NAMES).map(SyncWords::named).collect(Collectors.joining(", "));
        String more = known.size() <= MOST_NAMES ? "" : ", and " + (known.size() - MOST_NAMES) + " more";
        String hint = known.isEmpty() ? "there is none at all then" : "there are " + there + more;
        return new Refusal(
                Errno.ENOENT,
                "there is no sync object " + Text.word(wanted) + " " + scene.when(),
                later == null ? hint : later);
    }

    private static Explained gone(Life life, Explainer.Scene scene) {
        SyncFact.SyncHandleClosed closed = Objects.requireNonNull(life.closed);
        HangWords words = new HangWords(scene.work());
        Map<String, @Nullable Object> fields = SyncTold.fields(life.created, scene, "gone");
        fields.put("gone_ns", closed.time());
        String name = life.created.name();
        return new Explained(
                "sync object " + life.created.object() + (name.isEmpty() ? "" : " " + Text.word(name)) + " "
                        + scene.when(),
                List.of(
                        "created by client " + words.client(life.created.client()) + " at "
                                + Text.span(life.created.time()),
                        "gone since " + Text.span(closed.time()) + ": client " + words.client(closed.client())
                                + " closed the last handle"),
                fields,
                List.of(),
                List.of(),
                "it is gone: nobody can put a fence in, and nobody can wait for it");
    }
}
