package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt.FaultReason;
import dev.signalbox.device.ResetScope;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import dev.signalbox.fence.FenceId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells which facts are incidents, with the jobs that they are about: show it the opening of the device, what is given to the
 * rings, and every fact about the device, in order.
 */
public final class IncidentFold {
    private final RingEntries entries = new RingEntries();
    private final Map<Integer, String> rings = new TreeMap<>();
    private final Visitor visitor = new Visitor();

    /** Creates a fold that has seen nothing. */
    public IncidentFold() {}

    /** Notes what the rings are called. */
    public void opened(Fact.DeviceOpened device) {
        rings.clear();
        entries.clear();
        for (Engine engine : device.engines()) {
            rings.put(rings.size(), engine.name());
        }
    }

    /** Notes so many jobs in a row that were given to a ring. */
    public void ran(Fact.JobRan first, int count) {
        entries.ran(first, count);
    }

    /** Returns the incident that a fact tells of. */
    public Optional<Incident> of(DeviceFact fact) {
        return fact.visit(visitor);
    }

    /** Returns a scope in small letters. */
    static String word(ResetScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /** Returns a reason in words. */
    static String word(FaultReason reason) {
        return switch (reason) {
            case UNMAPPED -> "unmapped";
            case READ_ONLY -> "read-only";
            case NO_SPACE -> "no address space";
            case NO_MEMORY -> "no memory";
        };
    }

    /** Returns what an access found and what it wanted. */
    static String access(DeviceFact.FaultRaised fault) {
        return "0x" + Long.toHexString(fault.address()) + " (" + word(fault.reason()) + ", "
                + (fault.write() ? "write" : "read") + ")";
    }

    private String ring(int ring) {
        return Text.printable(rings.getOrDefault(ring, "ring " + ring));
    }

    private String who(int ring, long entry) {
        FenceId job = entries.job(ring, entry);
        return job == null ? "entry " + entry : "job " + job;
    }

    private Optional<Incident> incident(Incident.Kind kind, DeviceFact fact, int ring, long entry, String text) {
        return Optional.of(new Incident(kind, fact.time(), ring, entries.job(ring, entry), text));
    }

    /** What each kind of fact means here. */
    private final class Visitor implements DeviceFact.Visitor<Optional<Incident>> {
        @Override
        public Optional<Incident> onBufferPlaced(DeviceFact.BufferPlaced fact) {
            return Optional.empty();
        }

        @Override
        public Optional<Incident> onBufferReleased(DeviceFact.BufferReleased fact) {
            return Optional.empty();
        }

        @Override
        public Optional<Incident> onBufferWritten(DeviceFact.BufferWritten fact) {
            return Optional.empty();
        }

        @Override
        public Optional<Incident> onPagesAccessed(DeviceFact.PagesAccessed fact) {
            return Optional.empty();
        }

        @Override
        public Optional<Incident> onFaultRaised(DeviceFact.FaultRaised fact) {
            String text = who(fact.ring(), fact.entry()) + " faults at " + access(fact) + " on " + ring(fact.ring());
            return incident(Incident.Kind.PAGE_FAULT, fact, fact.ring(), fact.entry(), text);
        }

        @Override
        public Optional<Incident> onFaultResolved(DeviceFact.FaultResolved fact) {
            return Optional.empty();
        }

        @Override
        public Optional<Incident> onFailureInjected(DeviceFact.FailureInjected fact) {
            String where = fact.ring() < 0 ? "the device" : ring(fact.ring());
            String hit = fact.entry() == 0 ? "" : ", in " + who(fact.ring(), fact.entry());
            String text = Text.printable(fact.failure()) + " injected on " + where + hit;
            return incident(Incident.Kind.INJECTED_FAILURE, fact, fact.ring(), fact.entry(), text);
        }

        @Override
        public Optional<Incident> onJobHung(DeviceFact.JobHung fact) {
            String who = who(fact.ring(), fact.entry());
            boolean lost = fact.lostInterrupt();
            String text = lost
                    ? "the interrupt of " + who + " on " + ring(fact.ring()) + " was lost"
                    : who + " hung on " + ring(fact.ring());
            Incident.Kind kind = lost ? Incident.Kind.LOST_INTERRUPT : Incident.Kind.HUNG_JOB;
            return incident(kind, fact, fact.ring(), fact.entry(), text);
        }

        @Override
        public Optional<Incident> onResetRequested(DeviceFact.ResetRequested fact) {
            String article = fact.scope() == ResetScope.ENGINE ? " asked for an " : " asked for a ";
            String hit = fact.entry() == 0 ? "" : " because of " + who(fact.ring(), fact.entry());
            String text = ring(fact.ring()) + article + word(fact.scope()) + " reset" + hit + " ("
                    + Text.printable(fact.reason()) + ")";
            return incident(Incident.Kind.RESET_REQUEST, fact, fact.ring(), fact.entry(), text);
        }

        @Override
        public Optional<Incident> onRingReset(DeviceFact.RingReset fact) {
            String reset = word(fact.scope()) + " reset of " + ring(fact.ring());
            if (!fact.worked()) {
                return incident(Incident.Kind.FAILED_RESET, fact, fact.ring(), 0, reset + " failed");
            }
            String again = fact.restarted() == 0 ? "" : ", " + jobs(fact.restarted()) + " given again";
            String lost = fact.memoryLost() ? ", its memory was lost" : "";
            return incident(Incident.Kind.RING_RESET, fact, fact.ring(), 0, reset + again + lost);
        }

        @Override
        public Optional<Incident> onRingFailed(DeviceFact.RingFailed fact) {
            String text = ring(fact.ring()) + " cannot be used (" + Text.printable(fact.reason()) + ")";
            return incident(Incident.Kind.FAILED_RING, fact, fact.ring(), 0, text);
        }

        @Override
        public Optional<Incident> onEntityBlamed(DeviceFact.EntityBlamed fact) {
            String text = "queue " + fact.entity() + " is guilty because of job " + fact.culprit() + " on "
                    + ring(fact.ring());
            return Optional.of(
                    new Incident(Incident.Kind.GUILTY_QUEUE, fact.time(), fact.ring(), fact.culprit(), text));
        }

        private String jobs(int count) {
            return Text.count(count, "job");
        }
    }
}
