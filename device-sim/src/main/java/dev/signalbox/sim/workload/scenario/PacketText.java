package dev.signalbox.sim.workload.scenario;

import static dev.signalbox.sim.workload.scenario.ScenarioText.word;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a packet of a program. */
final class PacketText implements PacketPlan.Visitor<String> {
    private static final PacketText TEXT = new PacketText();

    private PacketText() {}

    static String print(List<PacketPlan> program) {
        return program.stream().map(packet -> packet.accept(TEXT)).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String object(String pairs) {
        return "{ " + pairs + " }";
    }

    private static String bytes(@Nullable Long bytes) {
        return bytes == null ? "" : ", bytes = " + Units.size(bytes);
    }

    @Override
    public String fill(PacketPlan.Fill packet) {
        return object("fill = " + spot(packet.to()) + bytes(packet.bytes()) + ", value = " + dword(packet.value()));
    }

    @Override
    public String copy(PacketPlan.Copy packet) {
        return object("copy = " + spot(packet.from()) + ", to = " + spot(packet.to()) + bytes(packet.bytes()));
    }

    @Override
    public String write(PacketPlan.Write packet) {
        return object("write = " + spot(packet.to()) + ", value = " + number(packet.value()));
    }

    @Override
    public String await(PacketPlan.Wait packet) {
        return object(
                "wait = " + spot(packet.at()) + ", " + Node.word(packet.compare()) + " = " + number(packet.value()));
    }

    @Override
    public String kernel(PacketPlan.Kernel packet) {
        String arguments =
                packet.arguments().stream().map(PacketText::argument).collect(Collectors.joining(", ", "[", "]"));
        return object(
                "kernel = " + word(packet.name()) + (packet.arguments().isEmpty() ? "" : ", arguments = " + arguments));
    }

    private static String argument(PacketPlan.Argument argument) {
        return argument.spot() == null ? number(argument.number()) : spot(argument.spot());
    }

    @Override
    public String delay(PacketPlan.Delay packet) {
        return object("delay = " + Units.time(packet.nanos()));
    }

    @Override
    public String timestamp(PacketPlan.Timestamp packet) {
        return object("timestamp = " + spot(packet.to()));
    }

    static String spot(Spot spot) {
        return word(spot.toString());
    }

    static String number(long number) {
        return Math.abs(number) <= Limits.NUMBER && number != Long.MIN_VALUE
                ? Long.toString(number)
                : hexadecimal(number);
    }

    static String hexadecimal(long bits) {
        return "\"0x" + Long.toHexString(bits) + "\"";
    }

    static String dword(int value) {
        return Integer.toUnsignedString(value);
    }
}
