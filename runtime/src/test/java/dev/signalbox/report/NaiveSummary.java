package dev.signalbox.report;

import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.report.Summary.ClientRow;
import dev.signalbox.report.Summary.EngineRow;
import dev.signalbox.report.Summary.Spread;
import dev.signalbox.report.Summary.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A summary by looking everything up in the whole list, for streams in which every job is accepted or refused first. */
final class NaiveSummary {
    private final List<Fact> facts;

    private NaiveSummary(List<Fact> facts) {
        this.facts = facts;
    }

    static Summary of(List<Fact> facts) {
        return new NaiveSummary(facts).summary();
    }

    private Summary summary() {
        List<ClientRow> clients = all(Fact.ClientOpened.class).map(this::client).toList();
        Fact.DeviceOpened device = all(Fact.DeviceOpened.class).findFirst().orElseThrow();
        List<EngineRow> engines = IntStream.range(0, device.engines().size())
                .mapToObj(ring -> engine(ring, device))
                .toList();
        long accepted = all(Fact.JobAccepted.class).count();
        long finished = all(Fact.JobFinished.class).count();
        long failed =
                all(Fact.JobFinished.class).filter(over -> over.error() != null).count();
        long refused = all(Fact.JobRefused.class).count();
        Totals totals = new Totals(accepted, finished, failed, accepted - finished, refused);
        return new Summary(elapsed(), clients, engines, totals, incidents());
    }

    private Summary.Incidents incidents() {
        TreeMap<Incident.Kind, Long> counts = new TreeMap<>();
        List<Incident> told = new ArrayList<>();
        for (Incident.Kind kind : Incident.Kind.values()) {
            List<Incident> all =
                    incidentsInOrder().filter(each -> each.kind() == kind).toList();
            if (!all.isEmpty()) {
                counts.put(kind, (long) all.size());
                told.addAll(all.subList(0, Math.min(3, all.size())));
            }
        }
        List<Incident> inOrder = incidentsInOrder().filter(told::contains).toList();
        return new Summary.Incidents(counts, inOrder);
    }

    /** What they say is for other tests. */
    private Stream<Incident> incidentsInOrder() {
        List<Incident> all = new ArrayList<>();
        for (int at = 0; at < facts.size(); at++) {
            Fact fact = facts.get(at);
            String text = "#" + at;
            if (fact instanceof DeviceFact.FaultRaised it) {
                all.add(about(Incident.Kind.PAGE_FAULT, fact, it.ring(), it.entry(), at));
            } else if (fact instanceof DeviceFact.FailureInjected it) {
                all.add(about(Incident.Kind.INJECTED_FAILURE, fact, it.ring(), it.entry(), at));
            } else if (fact instanceof DeviceFact.JobHung it) {
                Incident.Kind kind = it.lostInterrupt() ? Incident.Kind.LOST_INTERRUPT : Incident.Kind.HUNG_JOB;
                all.add(about(kind, fact, it.ring(), it.entry(), at));
            } else if (fact instanceof DeviceFact.ResetRequested it) {
                all.add(about(Incident.Kind.RESET_REQUEST, fact, it.ring(), it.entry(), at));
            } else if (fact instanceof DeviceFact.RingReset it) {
                Incident.Kind kind = it.worked() ? Incident.Kind.RING_RESET : Incident.Kind.FAILED_RESET;
                all.add(new Incident(kind, fact.time(), it.ring(), null, text));
            } else if (fact instanceof DeviceFact.RingFailed it) {
                all.add(new Incident(Incident.Kind.FAILED_RING, fact.time(), it.ring(), null, text));
            }
        }
        return all.stream();
    }

    private Incident about(Incident.Kind kind, Fact fact, int ring, long entry, int at) {
        FenceId job = facts.subList(0, at).stream()
                .filter(Fact.JobRan.class::isInstance)
                .map(Fact.JobRan.class::cast)
                .filter(ran -> ran.ring() == ring && ran.entry() == entry)
                .map(Fact.JobRan::fence)
                .findFirst()
                .orElse(null);
        return new Incident(kind, fact.time(), ring, job, "#" + at);
    }

    private long elapsed() {
        return end() - facts.get(0).time();
    }

    private long end() {
        return facts.stream().mapToLong(Fact::time).reduce(0, Math::max);
    }

    private ClientRow client(Fact.ClientOpened opened) {
        int number = opened.client();
        List<Integer> entities = all(Fact.EntityOpened.class)
                .filter(entity -> entity.client() == number)
                .map(Fact.EntityOpened::entity)
                .toList();
        List<Fact.JobFinished> over = all(Fact.JobFinished.class)
                .filter(job -> entities.contains(job.entity()))
                .toList();
        List<Fact.CycleEnded> cycles = all(Fact.CycleEnded.class)
                .filter(cycle -> cycle.client() == number)
                .toList();
        long until = all(Fact.ClientClosed.class)
                .filter(closed -> closed.client() == number)
                .map(Fact::time)
                .findFirst()
                .orElse(end());
        List<Fact.JobFinished> ran = over.stream().filter(job -> job.ran() >= 0).toList();
        return new ClientRow(
                number,
                opened.name(),
                until - opened.time(),
                cycles.size(),
                cycles.stream().filter(Fact.CycleEnded::missed).count(),
                over.size(),
                over.stream().filter(job -> job.error() != null).count(),
                all(Fact.JobRefused.class)
                        .filter(job -> entities.contains(job.entity()))
                        .count(),
                spread(ran.stream().map(job -> job.ran() - acceptedAt(job.fence()))),
                spread(ran.stream().map(this::run)),
                spread(cycles.stream().map(this::cycleTime)));
    }

    private EngineRow engine(int ring, Fact.DeviceOpened device) {
        List<Long> runs = ended(ring).stream().map(this::run).toList();
        long busy = runs.stream().mapToLong(Long::longValue).sum();
        return new EngineRow(ring, device.engines().get(ring).name(), runs.size(), busy, elapsed());
    }

    private long run(Fact.JobFinished job) {
        List<Fact.JobFinished> onRing = ended(ring(job.fence()));
        int place = onRing.indexOf(job);
        long before = place == 0 ? 0 : onRing.get(place - 1).time();
        return job.time() - Math.max(job.ran(), before);
    }

    private List<Fact.JobFinished> ended(int ring) {
        return all(Fact.JobFinished.class)
                .filter(job -> job.ran() >= 0 && ring(job.fence()) == ring)
                .toList();
    }

    private int ring(FenceId fence) {
        return all(Fact.JobRan.class)
                .filter(ran -> ran.fence().equals(fence))
                .findFirst()
                .orElseThrow()
                .ring();
    }

    private long acceptedAt(FenceId fence) {
        return all(Fact.JobAccepted.class)
                .filter(accepted -> accepted.fence().equals(fence))
                .findFirst()
                .orElseThrow()
                .time();
    }

    private long cycleTime(Fact.CycleEnded ended) {
        return all(Fact.CycleBegan.class)
                .filter(began -> began.client() == ended.client() && began.cycle() == ended.cycle())
                .map(began -> ended.time() - began.time())
                .findFirst()
                .orElseThrow();
    }

    private static Spread spread(Stream<Long> durations) {
        List<Long> sorted = new ArrayList<>(durations.sorted().toList());
        return sorted.isEmpty()
                ? new Spread(0, 0, 0, 0, 0)
                : new Spread(
                        sorted.size(),
                        rank(sorted, 50),
                        rank(sorted, 95),
                        rank(sorted, 99),
                        sorted.get(sorted.size() - 1));
    }

    private static long rank(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private <F extends Fact> Stream<F> all(Class<F> kind) {
        return facts.stream().filter(kind::isInstance).map(kind::cast);
    }
}
