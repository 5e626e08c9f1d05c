package dev.signalbox.examples.oracle;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a case is not played through the actors. */
enum Unplayed {
    /** It is of another kind. */
    NO_SCHEDULERS("is of no scheduler"),
    /** It may end otherwise on the kernel too. */
    TIED("says that it depends on the order of things at one instant"),
    /** Actors that nobody has ordered do these in any order. */
    ONE_INSTANT("two actions at one instant"),
    /** Rings are actors of their own. */
    SHARED("several schedulers share a work queue");

    private final String reason;

    Unplayed(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }

    /** Returns why a case is not played; null when it is. */
    static @Nullable Unplayed of(OracleCase observed) {
        if (!OracleKinds.SCHEDULERS.names().contains(observed.kind())) {
            return NO_SCHEDULERS;
        }
        if (observed.expected().field("ties").flag()
                || observed.expected().field("order_ties").flag()) {
            return TIED;
        }
        if (hasOneInstant(observed.input())) {
            return ONE_INSTANT;
        }
        boolean isShared = observed.input().field("shared_workqueue").flag();
        return isShared && observed.input().field("schedulers").size() > 1 ? SHARED : null;
    }

    private static boolean hasOneInstant(Json input) {
        Set<Long> times = new HashSet<>();
        return !input.field("actions").elements().stream()
                .allMatch(action -> times.add(action.field("t").number()));
    }
}
