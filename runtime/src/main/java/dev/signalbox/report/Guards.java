package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.SyncFact;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import dev.signalbox.resv.Access;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which fences guard which buffers. */
final class Guards {
    /** A buffer, by whom it was created, and what a fence guards it for. */
    record Guarded(long buffer, int client, Usage usage) {}

    private record Held(int client, Reservation<FenceId> fences) {}

    private final SignalledView signalled;
    private final Map<Long, Held> buffers = new TreeMap<>();

    Guards(SignalledView signalled) {
        this.signalled = signalled;
    }

    /** Folds a fact; most are not about buffers. */
    void fold(Fact fact) {
        if (fact instanceof Fact.BufferCreated created) {
            buffers.put(created.buffer(), new Held(created.client(), new Reservation<>(signalled)));
        } else if (fact instanceof Fact.BufferDestroyed destroyed) {
            buffers.remove(destroyed.buffer());
        } else if (fact instanceof Fact.JobAccepted job) {
            for (Access access : job.accesses()) {
                add(buffers.get(access.buffer()), List.of(job.fence()), access.usage());
            }
        } else if (fact instanceof SyncFact.FencesImported imported) {
            add(buffers.get(imported.buffer()), imported.fences(), Usage.ofAccess(imported.write()));
        }
    }

    /** A buffer may be gone by the time that a job is accepted which uses it. */
    private static void add(@Nullable Held buffer, List<FenceId> fences, Usage usage) {
        if (buffer != null) {
            buffer.fences().addAll(fences, usage);
        }
    }

    /** Returns what a fence guards that is not over, in the order of buffers. */
    List<Guarded> by(FenceId fence) {
        return buffers.entrySet().stream()
                .flatMap(buffer -> buffer.getValue().fences().state().stream()
                        .filter(entry -> entry.fence().equals(fence))
                        .map(entry ->
                                new Guarded(buffer.getKey(), buffer.getValue().client(), entry.usage())))
                .toList();
    }
}
