package dev.signalbox.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.actor.ClientCommand;
import dev.signalbox.actor.EntityCommand;
import dev.signalbox.actor.MemoryCommand;
import dev.signalbox.actor.RingCommand;
import dev.signalbox.actor.SyncCommand;
import dev.signalbox.device.DeviceCommand;
import dev.signalbox.device.Interrupt;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolsTest {
    private static final Map<String, Class<?>> RECEIVERS = Map.of(
            "To the memory manager", MemoryCommand.class,
            "To an entity", EntityCommand.class,
            "To a ring", RingCommand.class,
            "To the device", DeviceCommand.class,
            "From the device", Interrupt.class,
            "To the table", SyncCommand.class,
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

    @Test
    void theMessagesOfAJobAddUp() {
        List<List<String>> rows = page.rowsBelow("Messages per job");
        for (int column = 1; column <= 4; column++) {
            int all = 0;
            for (List<String> row : rows.subList(0, 7)) {
                all += Integer.parseInt(row.get(column));
            }
            assertThat(rows.get(7).get(column)).as("column %d", column).isEqualTo(Integer.toString(all));
        }
    }

    private static List<String> messagesOf(@Nullable Class<?> receiver) {
        if (receiver == null) {
            return List.of();
        }
        return receiver.isSealed()
                ? Arrays.stream(receiver.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList()
                : List.of(receiver.getSimpleName());
    }
}
