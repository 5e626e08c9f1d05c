package dev.signalbox.report;

import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactVisitor;
import dev.signalbox.event.Schedule;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of text per fact, in columns: number of the fact, time, who, what, fence, details. {@link #legend()} says what stands
 * in them. Remembers only how far it has counted and what the rings are called.
 */
public final class TraceLine implements FactVisitor<String>, SyncFact.Visitor<String> {
    private static final List<String> LEGEND_OF_HOST = List.of(
            "columns: number of the fact (8, right), time in us (16, right), who (12), what (8), fence (12), details",
            "fence is context:seqno; details are key=value pairs in the order below; lists are joined by commas; - is none",
            "BEGIN     the stream of a device begins        schedule seed (live: none)",
            "INPUT     what drives a client (0: several)    client format name cycles seed chars (of its text)",
            "DEVICE    the device is ready                  name engines=name/kind/credits vram system (bytes, if any)",
            "OPEN      a client opened                      name",
            "CLOSE     a client closed                      -",
            "ENTITY    a client opened a queue              client name scheduled finished priority rings long_running (if it is)",
            "BUFFER    a client created a buffer            client buffer bytes",
            "DESTROY   a buffer is gone                     buffer",
            "TIMELINE  a client created a timeline          client name context user (if its fences are)",
            "SIGNAL    a timeline signalled up to a fence   -",
            "ENDTL     a timeline is gone                   context",
            "ACCEPT    a job was accepted                   tag work_us preempt_us credits after uses (r read, w write) fault program (dwords) (if any)",
            "REFUSE    a job was refused                    error reason",
            "QUEUE     a job stands in the queue of a ring  queued (jobs of its entity there)",
            "BLOCK     the head of an entity waits          for (a fence)",
            "RUN       a job was given to its ring          entry (0: not to the hardware) credits (in flight)",
            "DONE      a job is over                        ran_us (when it was given to its ring) status",
            "END       somebody asked for a job to end      -",
            "SYNCOBJ   a client created a sync object         client object name signalled",
            "HANDLE    a client has one handle more of it     client object",
            "RELEASE   a client has one handle less of it     client object",
            "SYNCSIG   a program signals a sync object        client point (object@point; @0 replaces all it holds)",
            "RESET     a sync object holds nothing any more   client object",
            "ATTACH    a fence goes into a sync object        client point fences (-: has signalled)",
            "TRANSFER  a fence goes from one into another     client from to (points)",
            "WAIT      a wait for sync objects began          client wait points flags (all for-submit available) until_us",
            "WAITEND   a wait for sync objects is over        client wait index status",
            "IMPORT    fences now guard a buffer              client uses (r read, w write) fences",
            "DEADLINE  an owner was told by when to signal    deadline_us",
            "CYCLE     a client began a cycle               cycle",
            "CYCEND    a client ended a cycle               cycle missed",
            "CHECK     an expectation was checked           what met expected actual",
            "OVER      the run is over; the rest clears up  outcome");

    private final Map<Integer, String> rings = new TreeMap<>();
    private final DeviceLines device = new DeviceLines(this::ringName);
    private final EntityLines queues = new EntityLines(this::ringName);
    private long number;

    /** Returns lines that explain the columns and every kind of line. */
    public static List<String> legend() {
        return Stream.of(LEGEND_OF_HOST, EntityLines.LEGEND, DeviceLines.LEGEND)
                .flatMap(List::stream)
                .toList();
    }

    /** Says that the next line is about the fact of this number; without it facts are counted from 1. */
    public TraceLine at(long next) {
        number = next - 1;
        return this;
    }

    @Override
    public String onRunBegan(Fact.RunBegan fact) {
        Schedule schedule = fact.schedule();
        String details = schedule == null ? "live" : "schedule=" + schedule.chooser() + " seed=" + schedule.seed();
        return line(fact, "gpu", "BEGIN", "-", details);
    }

    @Override
    public String onWorkloadGiven(Fact.WorkloadGiven fact) {
        String details =
                "format=" + Text.word(fact.format()) + " name=" + Text.word(fact.name()) + " cycles=" + fact.cycles()
                        + " seed=" + fact.seed() + " chars=" + fact.text().length();
        return line(fact, client(fact.client()), "INPUT", "-", details);
    }

    @Override
    public String onExpectationChecked(Fact.ExpectationChecked fact) {
        String details = "what=" + Text.quoted(fact.what()) + " met=" + fact.met() + " expected="
                + Text.quoted(fact.expected()) + " actual=" + Text.quoted(fact.actual());
        return line(fact, client(fact.client()), "CHECK", "-", details);
    }

    @Override
    public String onRunEnded(Fact.RunEnded fact) {
        return line(fact, "gpu", "OVER", "-", "outcome=" + fact.outcome());
    }

    @Override
    public String onDeviceOpened(Fact.DeviceOpened fact) {
        rings.clear();
        for (Engine engine : fact.engines()) {
            rings.put(rings.size(), Text.word(engine.name()));
        }
        List<String> engines = fact.engines().stream()
                .map(engine -> Text.word(engine.name()) + "/" + Text.word(engine.kind()) + "/" + engine.credits())
                .toList();
        String details = "name=" + Text.word(fact.name()) + " engines=" + list(engines)
                + (fact.vramBytes() == 0 ? "" : " vram=" + fact.vramBytes())
                + (fact.systemBytes() == 0 ? "" : " system=" + fact.systemBytes());
        return line(fact, "gpu", "DEVICE", "-", details);
    }

    @Override
    public String onClientOpened(Fact.ClientOpened fact) {
        return line(fact, client(fact.client()), "OPEN", "-", "name=" + Text.word(fact.name()));
    }

    @Override
    public String onClientClosed(Fact.ClientClosed fact) {
        return line(fact, client(fact.client()), "CLOSE", "-", "");
    }

    @Override
    public String onEntityOpened(Fact.EntityOpened fact) {
        String details = "client=" + fact.client() + " name=" + Text.word(fact.name()) + " scheduled=" + fact.context()
                + " finished=" + (fact.context() + 1) + " priority=" + fact.priority() + " rings="
                + list(fact.rings().stream().map(this::ringName).toList())
                + (fact.longRunning() ? " long_running=true" : "");
        return line(fact, entity(fact.entity()), "ENTITY", "-", details);
    }

    @Override
    public String onBufferCreated(Fact.BufferCreated fact) {
        String details = "client=" + fact.client() + " buffer=" + fact.buffer() + " bytes=" + fact.bytes();
        return line(fact, "memory", "BUFFER", "-", details);
    }

    @Override
    public String onBufferDestroyed(Fact.BufferDestroyed fact) {
        return line(fact, "memory", "DESTROY", "-", "buffer=" + fact.buffer());
    }

    @Override
    public String onTimelineCreated(Fact.TimelineCreated fact) {
        String details = "client=" + fact.client() + " name=" + Text.word(fact.name()) + " context=" + fact.context()
                + (fact.user() ? " user=true" : "");
        return line(fact, "sync", "TIMELINE", "-", details);
    }

    @Override
    public String onTimelineAdvanced(Fact.TimelineAdvanced fact) {
        return line(fact, "sync", "SIGNAL", fact.context() + ":" + fact.seqno(), "");
    }

    @Override
    public String onTimelineClosed(Fact.TimelineClosed fact) {
        return line(fact, "sync", "ENDTL", "-", "context=" + fact.context());
    }

    @Override
    public String onJobAccepted(Fact.JobAccepted fact) {
        Work work = fact.work();
        String details = "tag=" + fact.tag()
                + " work_us=" + (work.isEndless() ? "endless" : Text.micros(work.nanos(), 3))
                + " preempt_us=" + Text.micros(work.preemptNanos(), 3)
                + " credits=" + fact.credits()
                + " after=" + list(fact.dependencies())
                + " uses=" + list(fact.accesses())
                + fault(work)
                + program(work);
        return line(fact, entity(fact.entity()), "ACCEPT", fact.fence(), details);
    }

    @Override
    public String onJobRefused(Fact.JobRefused fact) {
        String details = "error=" + fact.error().negated() + " reason=" + Text.quoted(fact.reason());
        return line(fact, entity(fact.entity()), "REFUSE", fact.fence(), details);
    }

    @Override
    public String onJobQueued(Fact.JobQueued fact) {
        return line(fact, ring(fact.ring()), "QUEUE", fact.fence(), "queued=" + fact.queued());
    }

    @Override
    public String onJobBlocked(Fact.JobBlocked fact) {
        return line(fact, ring(fact.ring()), "BLOCK", fact.fence(), "for=" + fact.dependency());
    }

    @Override
    public String onJobRan(Fact.JobRan fact) {
        String details = "entry=" + fact.entry() + " credits=" + fact.creditsInFlight();
        return line(fact, ring(fact.ring()), "RUN", fact.fence(), details);
    }

    @Override
    public String onJobFinished(Fact.JobFinished fact) {
        String ran = fact.ran() < 0 ? "never" : Text.micros(fact.ran(), 3);
        String status = fact.error() == null ? "ok" : fact.error().negated();
        return line(fact, entity(fact.entity()), "DONE", fact.fence(), "ran_us=" + ran + " status=" + status);
    }

    @Override
    public String onEndRequested(Fact.EndRequested fact) {
        return line(fact, entity(fact.entity()), "END", fact.fence(), "");
    }

    @Override
    public String onCycleBegan(Fact.CycleBegan fact) {
        return line(fact, client(fact.client()), "CYCLE", "-", "cycle=" + fact.cycle());
    }

    @Override
    public String onCycleEnded(Fact.CycleEnded fact) {
        String details = "cycle=" + fact.cycle() + " missed=" + fact.missed();
        return line(fact, client(fact.client()), "CYCEND", "-", details);
    }

    @Override
    public String onDevice(DeviceFact fact) {
        DeviceLines.Words words = fact.visit(device);
        return line(fact, words.who(), words.what(), "-", words.details());
    }

    @Override
    public String onEntity(EntityFact fact) {
        EntityLines.Words words = fact.visit(queues);
        return line(fact, words.who(), words.what(), "-", words.details());
    }

    @Override
    public String onSync(SyncFact fact) {
        return fact.visit(this);
    }

    @Override
    public String onSyncObjectCreated(SyncFact.SyncObjectCreated fact) {
        String details =
                " object=" + fact.object() + " name=" + Text.word(fact.name()) + " signalled=" + fact.signalled();
        return sync(fact, "SYNCOBJ", fact.client(), details);
    }

    @Override
    public String onSyncHandleOpened(SyncFact.SyncHandleOpened fact) {
        return sync(fact, "HANDLE", fact.client(), " object=" + fact.object());
    }

    @Override
    public String onSyncHandleClosed(SyncFact.SyncHandleClosed fact) {
        return sync(fact, "RELEASE", fact.client(), " object=" + fact.object());
    }

    @Override
    public String onSyncSignalled(SyncFact.SyncSignalled fact) {
        return sync(fact, "SYNCSIG", fact.client(), " point=" + new SyncPointId(fact.object(), fact.point()));
    }

    @Override
    public String onSyncReset(SyncFact.SyncReset fact) {
        return sync(fact, "RESET", fact.client(), " object=" + fact.object());
    }

    @Override
    public String onSyncAttached(SyncFact.SyncAttached fact) {
        SyncPointId point = new SyncPointId(fact.object(), fact.point());
        return sync(fact, "ATTACH", fact.client(), " point=" + point + " fences=" + list(fact.fences()));
    }

    @Override
    public String onSyncTransferred(SyncFact.SyncTransferred fact) {
        SyncPointId from = new SyncPointId(fact.source(), fact.sourcePoint());
        SyncPointId to = new SyncPointId(fact.target(), fact.targetPoint());
        String found = fact.waitId() == 0 ? "" : " wait=" + fact.waitId();
        return sync(fact, "TRANSFER", fact.client(), " from=" + from + " to=" + to + found);
    }

    @Override
    public String onSyncWaitBegan(SyncFact.SyncWaitBegan fact) {
        List<String> flags = new ArrayList<>();
        if (fact.all()) {
            flags.add("all");
        }
        if (fact.forSubmit()) {
            flags.add("for-submit");
        }
        if (fact.available()) {
            flags.add("available");
        }
        String until = fact.until() == Long.MAX_VALUE ? "never" : Text.micros(fact.until(), 3);
        String details = " wait=" + fact.waitId() + " points=" + list(fact.points()) + " flags=" + list(flags)
                + " until_us=" + until;
        return sync(fact, "WAIT", fact.client(), details);
    }

    @Override
    public String onSyncWaitEnded(SyncFact.SyncWaitEnded fact) {
        String status = fact.error() == null ? "ok" : fact.error().negated();
        String details = " wait=" + fact.waitId() + " index=" + fact.index() + " status=" + status;
        return sync(fact, "WAITEND", fact.client(), details);
    }

    @Override
    public String onFencesImported(SyncFact.FencesImported fact) {
        String details = "client=" + fact.client() + " uses=" + new Access(fact.buffer(), fact.write()) + " fences="
                + list(fact.fences());
        return line(fact, "memory", "IMPORT", "-", details);
    }

    @Override
    public String onDeadlineSet(SyncFact.DeadlineSet fact) {
        return line(fact, "-", "DEADLINE", fact.fence(), "deadline_us=" + Text.micros(fact.deadline(), 3));
    }

    private String sync(SyncFact fact, String what, int client, String details) {
        return line(fact, "sync", what, "-", "client=" + client + details);
    }

    private String line(Fact fact, String who, String what, Object fence, String details) {
        number++;
        String line = Text.right(Long.toString(number), 8)
                + " " + Text.right(Text.micros(fact.time(), 3), 16)
                + " " + Text.left(who, 12)
                + " " + Text.left(what, 8)
                + " " + Text.left(fence.toString(), 12)
                + " " + details;
        return line.stripTrailing();
    }

    private static String fault(Work work) {
        return work.fault() == null ? "" : " fault=" + work.fault().negated();
    }

    private static String program(Work work) {
        return work.program().isEmpty()
                ? ""
                : " program=" + work.program().code().size();
    }

    private String ring(int ring) {
        return "ring " + ringName(ring);
    }

    private String ringName(int ring) {
        return rings.getOrDefault(ring, Integer.toString(ring));
    }

    private static String client(int client) {
        return "client " + client;
    }

    private static String entity(int entity) {
        return "entity " + entity;
    }

    private static String list(List<?> items) {
        return items.isEmpty() ? "-" : items.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
