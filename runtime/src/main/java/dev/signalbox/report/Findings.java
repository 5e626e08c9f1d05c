package dev.signalbox.report;

import dev.signalbox.report.Summary.ClientRow;
import dev.signalbox.report.Summary.EngineRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands out in a summary, or between two, in one sentence without a full stop. */
public final class Findings {
    /** The same client in two runs. */
    private record Pair(ClientRow a, ClientRow b) {
        String name() {
            return Findings.name(b);
        }

        long missedChange() {
            return Math.abs(b.missed() - a.missed());
        }

        long waitChange() {
            return Math.abs(b.waits().p99() - a.waits().p99());
        }

        /** Returns by how many percent it ends more (or, below 0, fewer) cycles per second; 0 when it had none. */
        long rateChange() {
            BigDecimal before = a.cyclesPerSecond();
            return percentChange(
                    before.unscaledValue().longValueExact(),
                    b.cyclesPerSecond().unscaledValue().longValueExact());
        }
    }

    /** What somebody asked for is the cause of the rest, so it comes first. */
    private static final Set<Incident.Kind> INJECTED = EnumSet.of(Incident.Kind.INJECTED_FAILURE);

    private static final Set<Incident.Kind> FOLLOWING = EnumSet.complementOf(EnumSet.copyOf(INJECTED));

    private Findings() {}

    /**
     * Says what stands out in a run: jobs that race; failures that were injected; the client that missed most periods, or that nobody missed any; the busiest
     * engine; who waits longest; jobs that failed, were refused or are not over; the first of the other incidents of each kind.
     */
    public static String describe(Summary summary) {
        if (summary.totals().accepted() == 0) {
            return nothingAccepted(summary);
        }
        List<String> parts = new ArrayList<>();
        Optional<ClientRow> late = first(summary.clients(), Comparator.comparingLong(ClientRow::missed));
        boolean missed = late.isPresent() && late.get().missed() > 0;
        if (missed) {
            parts.add(periods(late.get()));
        } else if (summary.clients().stream().anyMatch(client -> client.cycles() > 0)) {
            parts.add("every client met its periods");
        }
        busiest(summary).ifPresent(parts::add);
        if (missed || parts.size() < 2) {
            longestWait(summary).ifPresent(parts::add);
        }
        parts.addAll(0, incidents(summary.incidents(), INJECTED));
        parts.addAll(0, RaceWords.finding(summary.races()));
        parts.addAll(troubles(summary.totals()));
        parts.addAll(incidents(summary.incidents(), FOLLOWING));
        return String.join("; ", parts);
    }

    /**
     * Says what the second run changes: for the client whose missed periods, or else whose p99 wait, changed most; and which
     * other client pays or gains in cycles per second.
     *
     * @param labelA what distinguishes the first run, such as the name of a policy
     */
    public static String compare(String labelA, Summary a, String labelB, Summary b) {
        List<Pair> pairs = pairs(a, b);
        String lead = Text.printable(labelB) + " instead of " + Text.printable(labelA) + ": ";
        Optional<Pair> most =
                first(pairs, Comparator.comparingLong(Pair::missedChange).thenComparingLong(Pair::waitChange));
        if (most.isEmpty()) {
            return lead + "the runs have no client in common";
        }
        Pair changed = most.get();
        boolean same = changed.missedChange() == 0 && changed.waitChange() == 0;
        String main = same ? "no client's missed periods or p99 wait change" : change(changed);
        List<Pair> others =
                pairs.stream().filter(pair -> same || !pair.equals(changed)).toList();
        return lead + main + rates(others);
    }

    private static String change(Pair pair) {
        String wait = "p99 wait "
                + waitChange(pair.a().waits().p99(), pair.b().waits().p99());
        if (pair.a().cycles() == 0 && pair.b().cycles() == 0) {
            return pair.name() + "'s " + wait;
        }
        String before = pair.a().cycles() == pair.b().cycles()
                ? Long.toString(pair.a().missed())
                : pair.a().missed() + " of " + pair.a().cycles();
        String missed =
                pair.missedChange() == 0 ? periods(pair.b()) + " in both" : periods(pair.b()) + " instead of " + before;
        return missed + ", its " + wait;
    }

    private static String waitChange(long before, long after) {
        if (before == after) {
            return "stays at " + Text.span(after);
        }
        String percent = before == 0 ? "" : " (" + signed(percentChange(before, after)) + " %)";
        String verb = after < before ? "falls" : "rises";
        return verb + " from " + Text.span(before) + " to " + Text.span(after) + percent;
    }

    private static String rates(List<Pair> others) {
        return first(others, Comparator.comparingLong(pair -> Math.abs(pair.rateChange())))
                .filter(pair -> pair.rateChange() != 0)
                .map(pair -> "; " + pair.name() + " ends " + Math.abs(pair.rateChange()) + " % "
                        + (pair.rateChange() < 0 ? "fewer" : "more") + " cycles per second")
                .orElse("");
    }

    private static List<Pair> pairs(Summary a, Summary b) {
        List<Pair> pairs = new ArrayList<>();
        for (ClientRow before : a.clients()) {
            b.clients().stream()
                    .filter(after ->
                            after.client() == before.client() && after.name().equals(before.name()))
                    .findFirst()
                    .ifPresent(after -> pairs.add(new Pair(before, after)));
        }
        return pairs;
    }

    private static String periods(ClientRow client) {
        return name(client) + " misses " + client.missed() + " of " + Text.count(client.cycles(), "period");
    }

    private static Optional<String> busiest(Summary summary) {
        return first(summary.engines(), Comparator.comparingLong(EngineRow::busyNanos))
                .filter(engine -> engine.busyNanos() > 0)
                .map(engine -> Text.printable(engine.name()) + " is the busiest engine at "
                        + engine.busyPercent().toPlainString() + " %");
    }

    private static Optional<String> longestWait(Summary summary) {
        return first(
                        summary.clients(),
                        Comparator.comparingLong(client -> client.waits().p99()))
                .filter(client -> client.waits().p99() > 0)
                .map(client -> name(client) + " waits longest (p99 "
                        + Text.span(client.waits().p99()) + ")");
    }

    private static String nothingAccepted(Summary summary) {
        List<String> parts = new ArrayList<>(incidents(summary.incidents(), INJECTED));
        parts.add("no job was accepted");
        parts.addAll(troubles(summary.totals()));
        parts.addAll(incidents(summary.incidents(), FOLLOWING));
        return String.join("; ", parts);
    }

    private static List<String> troubles(Summary.Totals totals) {
        List<String> parts = new ArrayList<>();
        trouble(parts, totals.failed(), " failed");
        trouble(parts, totals.refused(), totals.refused() == 1 ? " was refused" : " were refused");
        trouble(parts, totals.pending(), totals.pending() == 1 ? " is not over" : " are not over");
        return parts;
    }

    private static List<String> incidents(Summary.Incidents incidents, Set<Incident.Kind> kinds) {
        List<String> parts = new ArrayList<>();
        incidents.counts().forEach((kind, count) -> {
            List<Incident> told = incidents.first().stream()
                    .filter(incident -> incident.kind() == kind && kinds.contains(kind))
                    .toList();
            told.forEach(incident -> parts.add(incident.text()));
            if (kinds.contains(kind) && count > told.size()) {
                parts.add(Text.count(count - told.size(), "more " + kind.noun()));
            }
        });
        return parts;
    }

    private static void trouble(List<String> parts, long jobs, String what) {
        if (jobs > 0) {
            parts.add(Text.count(jobs, "job") + what);
        }
    }

    /** Returns the largest; the first of those that are equal, so that the lower number wins. */
    private static <T> Optional<T> first(List<T> rows, Comparator<? super T> order) {
        return rows.stream().reduce((best, next) -> order.compare(next, best) > 0 ? next : best);
    }

    private static long percentChange(long before, long after) {
        return Text.ratio(after - before, before, 2, 0).longValueExact();
    }

    private static String signed(long percent) {
        return percent > 0 ? "+" + percent : Long.toString(percent);
    }

    private static String name(ClientRow client) {
        return Text.printable(client.name());
    }
}
