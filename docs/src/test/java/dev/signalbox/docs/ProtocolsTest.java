package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.signalbox.Closing;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.Signalbox;
import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.EntityCommand;
import dev.signalbox.actor.InspectorCommand;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.actor.RingCommand;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Interrupt;
import dev.signalbox.device.Work;
import dev.signalbox.journal.LogCommand;
import dev.signalbox.sim.SimDevice;
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import dev.signalbox.testkit.MessageCount;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolsTest {
    private static final Map<String, Class<?>> RECEIVERS = Map.of(
            "To the memory manager", MemoryCommand.class,
            "To an entity", EntityCommand.class,
            "To a ring", RingCommand.class,
            "To the device", DeviceCommand.class,
            "From the device", Interrupt.class,
            "To the table", SyncCommand.class,
            "To the log of a device", LogCommand.class,
            "To an inspector", InspectorCommand.class,
            "To a client", ClientCommand.class);

    private static final Pattern ARROW = Pattern.compile("^[a-z ,]+ -> [a-z ,]+: (\\S+( \\| \\S+)*)");

    private final Page page = Page.read(Checkout.root().resolve("docs/protocols.md"));

    static Stream<String> receivers() {
        return RECEIVERS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("receivers")
    void everyMessageIsNamedInTheTableOfItsReceiverAndNoOther(String receiver) {
        List<String> named = page.rowsBelow(receiver).stream()
                .map(row -> Page.quoted(row.get(0)).get(0))
                .toList();

        assertThat(named).doesNotHaveDuplicates();
        assertThat(named).containsExactlyInAnyOrderElementsOf(messagesOf(RECEIVERS.get(receiver)));
    }

    @Test
    void theConversationsSayOnlyMessagesThatExist() {
        Set<String> existing = RECEIVERS.values().stream()
                .flatMap(receiver -> messagesOf(receiver).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> said = page.lines().stream()
                .flatMap(line -> ARROW.matcher(line).results())
                .flatMap(arrow -> Arrays.stream(arrow.group(1).split(" \\| ")))
                .map(message -> message.replace("*", ""))
                .toList();

        assertThat(said).hasSizeGreaterThan(20);
        assertThat(existing).containsAll(said);
    }

    static Stream<Arguments> submissions() {
        Work busy = Work.micros(10);
        return Stream.of(
                Arguments.of(1, 1, 2, Work.none()),
                Arguments.of(2, 64, 64, Work.none()),
                Arguments.of(3, 1, 2, busy),
                Arguments.of(4, 64, 2, busy),
                Arguments.of(5, 64, 64, busy));
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void theMessagesOfASubmissionAddUpToWhatItTakes(int column, int jobs, int credits, Work work) {
        List<List<String>> rows = page.rowsBelow("Messages per job");
        List<String> names = rows.stream().map(row -> row.get(0)).toList();
        int all = names.indexOf("all");
        int sum = rows.subList(0, all).stream()
                .mapToInt(row -> Integer.parseInt(row.get(column)))
                .sum();

        assertThat(sum).isEqualTo(Integer.parseInt(rows.get(all).get(column)));
        assertThat(count(jobs, credits, work)).isEqualTo(sum);
    }

    /** Counts the messages of one submission on an idle queue whose end somebody listens for. */
    private static long count(int jobs, int credits, Work work) {
        try (Lab lab = Lab.open(LabOptions.seed(1))) {
            Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), ConfigFactory.load());
            Queue queue = signalbox
                    .open(SimDevice.of("one", new Engine("E", "E", credits)))
                    .client("counted")
                    .queue("E");
            lab.runUntilIdle();
            MessageCount count = MessageCount.in(lab);
            lab.await(queue.submit(Collections.nCopies(jobs, Job.of(work))).ended());
            lab.runUntilIdle();
            long total = count.total();
            lab.await(signalbox.close(Closing.drain()));
            return total;
        }
    }

    private static List<String> messagesOf(@Nullable Class<?> receiver) {
        if (receiver == null) {
            return List.of();
        }
        return receiver.isSealed()
                ? Arrays.stream(receiver.getPermittedSubclasses())
                        .flatMap(message -> messagesOf(message).stream())
                        .toList()
                : List.of(receiver.getSimpleName());
    }
}
