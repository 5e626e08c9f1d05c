package dev.signalbox.sim.workload.scenario;

import dev.signalbox.device.Packet;
import dev.signalbox.sim.workload.scenario.PacketPlan.Argument;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the packets of a program. A packet is an object; the first of the verbs below that it has says which kind it is. */
final class PacketReader {
    private static final Pattern SPOT = Pattern.compile("(.+?)(?:\\+(.+))?");
    private static final Map<String, Function<Fields, PacketPlan>> VERBS = new LinkedHashMap<>();

    static {
        VERBS.put("fill", PacketReader::fill);
        VERBS.put("copy", PacketReader::copy);
        VERBS.put("write", PacketReader::write);
        VERBS.put("wait", PacketReader::await);
        VERBS.put("kernel", PacketReader::kernel);
        VERBS.put("delay", fields -> new PacketPlan.Delay(fields.need("delay").time(), fields.place()));
        VERBS.put("timestamp", fields -> new PacketPlan.Timestamp(spot(fields.need("timestamp")), fields.place()));
    }

    private PacketReader() {}

    /** Reads a program, which is not empty. */
    static List<PacketPlan> readAll(Node program) {
        List<PacketPlan> packets =
                program.list(Limits.PACKETS).stream().map(PacketReader::read).toList();
        if (packets.isEmpty()) {
            throw program.problem("a program without packets", "leave it out, or write program = [{ fill = ... }]");
        }
        return packets;
    }

    private static PacketPlan read(Node node) {
        Fields fields = node.fields("a packet");
        String verb = VERBS.keySet().stream().filter(fields::has).findFirst().orElseThrow(() -> noVerb(fields));
        Fields named = node.fields("the packet '" + verb + "'");
        PacketPlan packet = VERBS.getOrDefault(verb, PacketReader::fill).apply(named);
        named.refuseOthers();
        return packet;
    }

    private static ScenarioException noVerb(Fields fields) {
        String key = fields.keys().stream().sorted().findFirst().orElse("");
        return fields.problem(
                key.isEmpty() ? "a packet is empty" : "there is no packet '" + Printable.cut(key) + "'",
                Nearest.hint(key, VERBS.keySet()));
    }

    private static PacketPlan fill(Fields fields) {
        return new PacketPlan.Fill(
                spot(fields.need("fill")),
                fields.optional("bytes", PacketReader::bytes),
                dword(fields.need("value")),
                fields.place());
    }

    private static PacketPlan copy(Fields fields) {
        return new PacketPlan.Copy(
                spot(fields.need("copy")),
                spot(fields.need("to")),
                fields.optional("bytes", PacketReader::bytes),
                fields.place());
    }

    private static PacketPlan write(Fields fields) {
        return new PacketPlan.Write(spot(fields.need("write")), number(fields.need("value")), fields.place());
    }

    private static PacketPlan await(Fields fields) {
        Spot at = spot(fields.need("wait"));
        List<Packet.Compare> given = Arrays.stream(Packet.Compare.values())
                .filter(compare -> fields.find(Node.word(compare)) != null)
                .toList();
        if (given.size() != 1) {
            List<String> words = (given.isEmpty() ? Arrays.stream(Packet.Compare.values()) : given.stream())
                    .map(Node::word)
                    .toList();
            throw given.isEmpty()
                    ? fields.problem("for what?", "add one of " + words)
                    : fields.problem("for one of several things?", "leave one of " + words + ", remove the others");
        }
        Packet.Compare compare = given.get(0);
        return new PacketPlan.Wait(at, compare, number(fields.need(Node.word(compare))), fields.place());
    }

    private static PacketPlan kernel(Fields fields) {
        Node name = fields.need("kernel");
        if (name.name().length() > Limits.KERNEL) {
            throw name.isNot("the name of a kernel", "at most " + Limits.KERNEL + " letters");
        }
        return new PacketPlan.Kernel(
                name.name(), fields.readAll("arguments", Limits.ARGUMENTS, PacketReader::argument), fields.place());
    }

    private static Argument argument(Node node) {
        return node.isText() && !node.isHex() ? new Argument(spot(node), 0) : new Argument(null, number(node));
    }

    private static long number(Node node) {
        return node.bits(-Limits.NUMBER);
    }

    /** Reads 32 bits, with or without a sign. */
    static int dword(Node node) {
        return (int) node.whole(Integer.MIN_VALUE, 0xFFFF_FFFFL);
    }

    private static long bytes(Node node) {
        long bytes = Units.size(node, node.scalar("a size"));
        if (bytes == 0) {
            throw node.isNot("a size", "at least one byte");
        }
        return bytes;
    }

    /** Reads a place in a buffer of the client's own: others cannot be reached. */
    private static Spot spot(Node node) {
        Spot spot = anySpot(node);
        if (spot.buffer().client() != null) {
            throw node.isNot("a buffer of this client", "programs reach no memory of other clients");
        }
        return spot;
    }

    /** Reads a place in a buffer. */
    static Spot anySpot(Node node) {
        String needed = "a buffer, or a place in one";
        Matcher text = SPOT.matcher(node.text(needed));
        if (!text.matches()) {
            throw node.isNot(needed, "such as frame, set.3 or \"frame+64\"");
        }
        String offset = text.group(2);
        return new Spot(Names.use(node, text.group(1), true), offset == null ? 0 : Units.size(node, offset));
    }
}
