package dev.signalbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Dwords;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.EntityFact;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactKinds;
import dev.signalbox.event.PageRange;
import dev.signalbox.event.Priority;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.event.Schedule;
import dev.signalbox.event.SyncFact;
import dev.signalbox.event.SyncPointId;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.resv.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactFieldsTest {
    private static final FenceId FENCE = new FenceId(3, 1);
    private static final String ODD = "a \"b\"\\\n\u2028 \u00e9 \ud83d\ude00";

    private final FactFields fields = new FactFields();

    static List<Fact> oneOfEachKind() {
        return List.of(
                new Fact.RunBegan(0, "1", new Schedule("pct", Long.MIN_VALUE), "{\"a\":1}"),
                new Fact.RunBegan(0, "1", null, "{}"),
                new Fact.WorkloadGiven(0, 1, "wsim", ODD, "1.RCS\n", 2, 3),
                new Fact.DeviceOpened(0, "toy", List.of(new Engine("RCS", "RCS", 2), new Engine("VCS1", "VCS", 4))),
                new Fact.ClientOpened(0, 1, ODD),
                new Fact.ClientClosed(9, 1),
                new Fact.EntityOpened(1, 1, 1, 2, ODD, Priority.HIGH, List.of(0, 1), true),
                new Fact.BufferCreated(1, 1, 7, 4096),
                new Fact.BufferDestroyed(8, 7),
                new Fact.TimelineCreated(1, 1, 9, ODD, true),
                new Fact.TimelineAdvanced(2, 9, 4),
                new Fact.TimelineClosed(3, 9),
                new Fact.JobAccepted(
                        4,
                        1,
                        FENCE,
                        5,
                        Work.micros(1),
                        1,
                        List.of(new FenceId(9, 4), new FenceId(5, 1)),
                        List.of(new Access(7, true), new Access(8, false))),
                new Fact.JobAccepted(4, 1, FENCE, 5, Work.endless(), 1, List.of(), List.of()),
                new Fact.JobRefused(4, 1, FENCE, Errno.ENOENT, ODD),
                new Fact.JobQueued(4, 0, FENCE, 1),
                new Fact.JobBlocked(4, 0, FENCE, new FenceId(9, 4)),
                new Fact.JobRan(4, 0, FENCE, 1, 1),
                new Fact.JobFinished(5, 1, FENCE, 4, null),
                new Fact.JobFinished(5, 1, FENCE, -1, Errno.ECANCELED),
                new Fact.EndRequested(5, 1, FENCE),
                new Fact.CycleBegan(1, 1, 0),
                new Fact.CycleEnded(6, 1, 0, true),
                new Fact.ExpectationChecked(6, 0, ODD, false, "1", "2"),
                new Fact.RunEnded(7, RunOutcome.HANGS),
                new SyncFact.SyncObjectCreated(1, 1, 2, ODD, true),
                new SyncFact.SyncHandleOpened(1, 2, 2),
                new SyncFact.SyncHandleClosed(2, 1, 2),
                new SyncFact.SyncSignalled(2, 1, 2, -1),
                new SyncFact.SyncReset(2, 1, 2),
                new SyncFact.SyncAttached(2, 1, 2, 7, List.of(FENCE)),
                new SyncFact.SyncTransferred(2, 1, 2, 7, 3, 0, 5),
                new SyncFact.SyncWaitBegan(
                        2,
                        1,
                        5,
                        List.of(new SyncPointId(2, 7), new SyncPointId(3, 0)),
                        true,
                        false,
                        true,
                        Long.MAX_VALUE),
                new SyncFact.SyncWaitEnded(3, 1, 5, -1, Errno.ETIME),
                new SyncFact.FencesImported(3, 1, 7, true, List.of(FENCE)),
                new SyncFact.DeadlineSet(3, FENCE, 9),
                new DeviceFact.BufferPlaced(3, 7, 0x10000, 0x400000000000L, 8192),
                new DeviceFact.BufferReleased(9, 7),
                new DeviceFact.BufferWritten(3, 1, 7, 64, Dwords.of(0xdeadbeef, 10)),
                new DeviceFact.PagesAccessed(
                        4, 0, 1, List.of(new PageRange(3, 1)), List.of(new PageRange(16, 16), new PageRange(40, 2))),
                new DeviceFact.FaultRaised(4, 0, 1, 1, -4096, true, Interrupt.FaultReason.READ_ONLY, true),
                new DeviceFact.FaultResolved(5, 0, 1, false),
                new DeviceFact.FailureInjected(5, -1, 0, ODD),
                new DeviceFact.JobHung(6, 0, 1, true),
                new DeviceFact.ResetRequested(6, 0, 1, ResetScope.ENGINE, ODD),
                new DeviceFact.RingReset(7, 0, 2, ResetScope.ENGINE, true, false, 3),
                new DeviceFact.RingFailed(7, 1, ODD),
                new DeviceFact.EntityBlamed(7, 1, 2, FENCE),
                new EntityFact.EntityKilled(7, 1),
                new EntityFact.EntityDrained(7, 1, 0, 2),
                new EntityFact.EntityBanned(7, 1),
                new EntityFact.PriorityChanged(7, 1, Priority.HIGH),
                new EntityFact.EnginesChanged(7, 1, List.of(0, 1)));
    }

    @Test
    void everyKindOfFactIsListed() {
        Set<Class<?>> shown = oneOfEachKind().stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(shown).containsExactlyInAnyOrderElementsOf(FactKinds.all());
        Set<String> kinds = oneOfEachKind().stream().map(this::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(FactFields.kinds().keySet()).isEqualTo(kinds);
    }

    @Test
    void kindsAreTheWordsOfTheTrace() {
        TraceLine trace = new TraceLine();
        for (Fact fact : oneOfEachKind()) {
            assertThat(fact.accept(trace)).contains(" " + kind(fact) + " ");
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void aFactHasTheFieldsThatItsKindLists(Fact fact) {
        List<String> listed = new ArrayList<>(List.of("time_ns", "kind"));
        listed.addAll(FactFields.kinds().getOrDefault(kind(fact), List.of()));
        assertThat(fact.accept(fields).keySet()).containsExactlyElementsOf(listed);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void aLineIsOneStrictJsonObjectWithTheFieldsInOrder(Fact fact) {
        String line = fields.line(12, fact);
        assertThat(line).doesNotContain("\n", "\u2028");
        Map<?, ?> object = (Map<?, ?>) StrictJson.read(line);
        List<String> names = new ArrayList<>(List.of("number", "time_ns", "kind"));
        names.addAll(FactFields.kinds().getOrDefault(kind(fact), List.of()));
        assertThat(object.keySet().stream().map(Object::toString)).containsExactlyElementsOf(names);
    }

    /** Each component of a fact but its kind's derived ones is a field: a component that is added must be exported. */
    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void noComponentIsLeftOut(Fact fact) {
        long components = Stream.of(fact.getClass().getRecordComponents())
                .mapToLong(component -> switch (component.getType().getSimpleName()) {
                    case "Work", "Schedule" -> component.getType().getRecordComponents().length;
                    default -> 1;
                })
                .sum();
        boolean derived = fact instanceof Fact.EntityOpened;
        boolean joined = fact instanceof Fact.TimelineAdvanced;
        long fieldsBesideKind = fact.accept(fields).size() - 1L;
        assertThat(fieldsBesideKind).isEqualTo(components + (derived ? 1 : 0) - (joined ? 1 : 0));
    }

    @Test
    void valuesAreThoseOfTheFact() {
        assertThat(fields.line(20, oneOfEachKind().get(12)))
                .isEqualTo("{\"number\":20,\"time_ns\":4,\"kind\":\"ACCEPT\",\"entity\":1,\"fence\":\"3:1\",\"tag\":5,"
                        + "\"work_ns\":1000,\"preempt_ns\":0,\"fault\":null,\"program\":null,\"credits\":1,\"dependencies\":[\"9:4\",\"5:1\"],"
                        + "\"accesses\":[\"w7\",\"r8\"]}");
        assertThat(fields.line(1, oneOfEachKind().get(1))).contains("\"schedule\":null,\"schedule_seed\":null");
        assertThat(fields.line(1, oneOfEachKind().get(13))).contains("\"work_ns\":null");
        assertThat(fields.line(1, oneOfEachKind().get(19))).contains("\"ran_ns\":null,\"error\":\"ECANCELED\"");
    }

    @Test
    void valuesOfSyncObjectsAreThoseOfTheFact() {
        assertThat(fields.line(1, new SyncFact.SyncSignalled(2, 1, 2, -1))).contains("\"point\":18446744073709551615");
        assertThat(fields.line(
                        7,
                        new SyncFact.SyncWaitBegan(
                                2, 1, 5, List.of(new SyncPointId(2, 7)), true, false, true, Long.MAX_VALUE)))
                .isEqualTo("{\"number\":7,\"time_ns\":2,\"kind\":\"WAIT\",\"client\":1,\"wait\":5,\"points\":[\"2@7\"],"
                        + "\"all\":true,\"for_submit\":false,\"available\":true,\"until_ns\":null}");
        assertThat(fields.line(8, new SyncFact.FencesImported(3, 1, 7, true, List.of(FENCE))))
                .endsWith("\"buffer\":7,\"write\":true,\"fences\":[\"3:1\"]}");
    }

    @Test
    void valuesAboutTheDeviceAreThoseOfTheFact() {
        assertThat(fields.line(
                        1,
                        new Fact.JobAccepted(
                                4, 1, FENCE, 5, Work.of(new Program(Dwords.of(0xcafe, -1))), 1, List.of(), List.of())))
                .contains("\"program\":\"0000cafe ffffffff\"");
        assertThat(fields.line(1, new Fact.DeviceOpened(0, "toy", List.of(), 4096, 8192)))
                .endsWith("\"engines\":[],\"vram_bytes\":4096,\"system_bytes\":8192}");
        assertThat(fields.line(1, new DeviceFact.BufferPlaced(3, 7, 0x10000, 0x400000000000L, 8192)))
                .endsWith("\"address\":\"0x10000\",\"physical\":\"0x400000000000\",\"bytes\":8192}");
        assertThat(fields.line(1, new DeviceFact.BufferWritten(3, 1, 7, 64, Dwords.of(0xdeadbeef, 10))))
                .endsWith("\"offset\":64,\"data\":\"deadbeef 0000000a\"}");
        assertThat(fields.line(
                        1,
                        new DeviceFact.PagesAccessed(
                                4, 0, 1, List.of(new PageRange(3, 1)), List.of(new PageRange(16, 16)))))
                .endsWith("\"entry\":1,\"reads\":[\"3\"],\"writes\":[\"16-31\"]}");
        assertThat(fields.line(
                        1, new DeviceFact.FaultRaised(4, 0, 1, 1, -4096, true, Interrupt.FaultReason.READ_ONLY, true)))
                .endsWith(
                        "\"address\":\"0xfffffffffffff000\",\"write\":true,\"reason\":\"READ_ONLY\",\"stalled\":true}");
    }

    private String kind(Fact fact) {
        return Arrays.asList(String.valueOf(fact.accept(fields).get("kind")).split("\"", -1))
                .get(1);
    }
}
