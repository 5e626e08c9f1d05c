package dev.signalbox.examples.oracle;

import org.jspecify.annotations.Nullable;

/**
 * How the cases of one kind ended.
 *
 * @param kind the kind
 * @param cases how many there are
 * @param equal how many end as observed
 * @param different how many end otherwise
 * @param tied how many end otherwise that say of themselves that they depend on the order of things at one instant
 * @param unsupported how many nobody can run yet
 * @param first the first that ends otherwise; null when none does
 */
public record KindResult(
        String kind,
        long cases,
        long equal,
        long different,
        long tied,
        long unsupported,
        @Nullable First first) {
    /**
     * The first case that ends otherwise.
     *
     * @param id the name of the case
     * @param place file and line
     * @param difference what differs
     */
    public record First(String id, String place, Difference difference) {}

    static KindResult none(String kind) {
        return new KindResult(kind, 0, 0, 0, 0, 0, null);
    }

    KindResult unsupportedCase() {
        return new KindResult(kind, cases + 1, equal, different, tied, unsupported + 1, first);
    }

    KindResult equalCase() {
        return new KindResult(kind, cases + 1, equal + 1, different, tied, unsupported, first);
    }

    KindResult tiedCase() {
        return new KindResult(kind, cases + 1, equal, different, tied + 1, unsupported, first);
    }

    KindResult differentCase(First found) {
        return new KindResult(kind, cases + 1, equal, different + 1, tied, unsupported, first == null ? found : first);
    }

    KindResult plus(KindResult other) {
        return new KindResult(
                kind,
                cases + other.cases,
                equal + other.equal,
                different + other.different,
                tied + other.tied,
                unsupported + other.unsupported,
                null);
    }
}
