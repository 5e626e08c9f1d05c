package dev.signalbox.examples.oracle;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the cases of one kind ended that were played through the actors. */
final class PlayedResult {
    /** So many differences of a kind are told in full. */
    private static final int MOST_TOLD = 5;

    /**
     * A case that ended otherwise.
     *
     * @param id the name of the case
     * @param place file and line
     * @param seed of the first schedule under which it did
     * @param all how many fields differ under that
     * @param first the first of them
     */
    record Told(String id, String place, long seed, int all, Difference first) {}

    private final String kind;
    private long cases;
    private long equal;
    private long different;
    private final Map<Unplayed, Long> unplayed = new EnumMap<>(Unplayed.class);
    private final List<Told> told = new ArrayList<>();

    PlayedResult(String kind) {
        this.kind = kind;
    }

    void unplayed(Unplayed why) {
        cases++;
        unplayed.merge(why, 1L, Long::sum);
    }

    void equal() {
        cases++;
        equal++;
    }

    void different(Told how) {
        cases++;
        different++;
        if (told.size() < MOST_TOLD) {
            told.add(how);
        }
    }

    void add(PlayedResult other) {
        cases += other.cases;
        equal += other.equal;
        different += other.different;
        other.unplayed.forEach((why, count) -> unplayed.merge(why, count, Long::sum));
    }

    String kind() {
        return kind;
    }

    long cases() {
        return cases;
    }

    long played() {
        return equal + different;
    }

    long equalCases() {
        return equal;
    }

    long differentCases() {
        return different;
    }

    Map<Unplayed, Long> unplayed() {
        return unplayed;
    }

    List<Told> told() {
        return told;
    }
}
