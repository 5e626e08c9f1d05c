package dev.signalbox.replay;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds the facts of one device into fresh rules, and says what they hold. A fact that contradicts what they hold is told
 * ({@link #contradictions}); what the rules hold after it is a best effort.
 *
 * <p>A run of like facts costs little more than one fact. Used by one thread at a time.
 */
public final class DeviceFold implements Facts {
    /** How many contradictions are kept; what follows from the first one is mostly noise. */
    public static final int MOST_CONTRADICTIONS = 100;

    private final FoldedRooms rooms = new FoldedRooms();
    private final List<Contradiction> contradictions = new ArrayList<>();
    private long facts;

    /** Creates the fold of an empty stream. */
    public DeviceFold() {}

    /** Folds facts that are at hand, one by one. */
    public static DeviceFold of(Iterable<Fact> facts) {
        DeviceFold fold = new DeviceFold();
        facts.forEach(fold::report);
        return fold;
    }

    @Override
    public void report(Fact fact) {
        report(fact, 1);
    }

    @Override
    public void report(Fact first, int count) {
        try {
            rooms.fold(first, count);
        } catch (IllegalStateException broken) {
            if (contradictions.size() < MOST_CONTRADICTIONS) {
                contradictions.add(new Contradiction(facts + 1, first, String.valueOf(broken.getMessage())));
            }
        }
        facts += count;
    }

    /** Returns how many facts were folded. */
    public long facts() {
        return facts;
    }

    /** Returns which facts cannot be, after those before them; the first {@link #MOST_CONTRADICTIONS}. */
    public List<Contradiction> contradictions() {
        return List.copyOf(contradictions);
    }

    /** Returns what the rules hold after the facts so far. */
    public DeviceState state() {
        return rooms.state();
    }
}
