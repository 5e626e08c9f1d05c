package dev.signalbox.sim.workload.scenario;

import com.typesafe.config.ConfigUtil;
import dev.signalbox.event.Priority;
import dev.signalbox.sim.workload.scenario.Scenario.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints a scenario in one canonical form, which is read as the same scenario; lists and loops indent, a step is one line. */
public final class ScenarioText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*([./][A-Za-z0-9][A-Za-z0-9_-]*)*");
    private static final Set<String> RESERVED = Set.of("true", "false", "null", "include");
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private ScenarioText() {}

    /** Returns the text of a scenario. */
    public static String print(Scenario scenario) {
        ScenarioText text = new ScenarioText();
        text.head(scenario);
        text.block("", "clients", scenario.clients(), text::client);
        if (scenario.outcome() != Outcome.ENDED) {
            text.line("", "outcome = " + Node.word(scenario.outcome()));
        }
        if (!scenario.expectations().isEmpty()) {
            text.lines(
                    "",
                    "expect",
                    scenario.expectations().stream().map(ExpectationText::print).toList());
        }
        return text.text.toString();
    }

    /** Returns a time as scenarios write it. */
    public static String time(long nanos) {
        return Units.time(nanos);
    }

    /** Returns a range of times as scenarios write it. */
    public static String timeRange(Range range) {
        return Units.timeRange(range);
    }

    /** Returns a range of numbers as scenarios write it. */
    public static String countRange(Range range) {
        return Units.countRange(range);
    }

    /** Returns a constant as scenarios write it. */
    public static String word(Enum<?> constant) {
        return Node.word(constant);
    }

    private void head(Scenario scenario) {
        line("", "title = " + ConfigUtil.quoteString(scenario.title()));
        if (!scenario.about().isEmpty()) {
            line("", "about = " + ConfigUtil.quoteString(scenario.about()));
        }
        if (scenario.device() != null) {
            line("", "device = " + device(scenario.device()));
        }
        scenario.settings().forEach((key, setting) -> line("", "settings." + key + " = " + word(setting.value())));
        if (scenario.seed() != null) {
            line("", "seed = " + scenario.seed());
        }
        if (!scenario.faults().isEmpty()) {
            lines(
                    "",
                    "faults",
                    scenario.faults().stream()
                            .map(fault -> FaultText.print(fault.failure()))
                            .toList());
        }
    }

    private static String device(DevicePlan device) {
        if (!device.isDescribed() && device.details().isEmpty()) {
            return word(device.name());
        }
        StringBuilder line = new StringBuilder("{ name = " + word(device.name()));
        if (device.isDescribed()) {
            line.append(", engines = ")
                    .append(list(device.engines()))
                    .append(", credits = ")
                    .append(device.credits());
        }
        device.details()
                .forEach((key, value) ->
                        line.append(", ").append(key).append(" = ").append(word(value.value())));
        return line.append(" }").toString();
    }

    private void client(ClientPlan client) {
        line(INDENT, "{");
        String inner = INDENT + INDENT;
        line(inner, "name = " + word(client.name()));
        if (client.copies() > 1) {
            line(inner, "copies = " + client.copies());
        }
        lines(inner, "queues", client.queues().stream().map(ScenarioText::queue).toList());
        if (!client.buffers().isEmpty()) {
            lines(
                    inner,
                    "buffers",
                    client.buffers().stream().map(ScenarioText::buffer).toList());
        }
        timelines(inner, "timelines", client, false);
        timelines(inner, "user-timelines", client, true);
        if (!client.syncObjects().isEmpty()) {
            lines(
                    inner,
                    "sync-objects",
                    client.syncObjects().stream().map(ScenarioText::syncObject).toList());
        }
        steps(inner, "steps", client.steps());
        line(INDENT, "}");
    }

    private void timelines(String indent, String key, ClientPlan client, boolean user) {
        List<String> names = client.timelines().stream()
                .filter(timeline -> timeline.user() == user)
                .map(TimelinePlan::name)
                .toList();
        if (!names.isEmpty()) {
            line(indent, key + " = " + list(names));
        }
    }

    private static String syncObject(SyncObjectPlan object) {
        return "{ name = " + word(object.name()) + details(object) + " }";
    }

    /** What a sync object is like beside its name. */
    static String details(SyncObjectPlan object) {
        String label = object.label().equals(object.name()) ? "" : ", label = " + word(object.label());
        return label + (object.signalled() ? ", signalled = true" : "");
    }

    private static String queue(QueuePlan queue) {
        StringBuilder line = new StringBuilder("{ name = " + word(queue.name()));
        if (!queue.label().equals(queue.name())) {
            line.append(", label = ").append(word(queue.label()));
        }
        line.append(", on = ").append(list(queue.engines()));
        if (queue.priority() != Priority.NORMAL) {
            line.append(", priority = ").append(Node.word(queue.priority()));
        }
        if (queue.longRunning()) {
            line.append(", long-running = true");
        }
        if (queue.preemptNanos() > 0) {
            line.append(", preempt = ").append(Units.time(queue.preemptNanos()));
        }
        if (!queue.bonds().isEmpty()) {
            line.append(", bonds = [").append(bonds(queue.bonds())).append(']');
        }
        return line.append(" }").toString();
    }

    private static String bonds(Map<String, List<String>> bonds) {
        return bonds.entrySet().stream()
                .map(bond -> "{ with = " + word(bond.getKey()) + ", on = " + list(bond.getValue()) + " }")
                .collect(Collectors.joining(", "));
    }

    private static String buffer(BufferPlan buffer) {
        String count = buffer.count() == 1 ? "" : ", count = " + buffer.count();
        String max = buffer.bytes().min() == buffer.bytes().max()
                ? ""
                : ".." + Units.size(buffer.bytes().max());
        return "{ name = " + word(buffer.name()) + count + ", size = "
                + Units.size(buffer.bytes().min()) + max + " }";
    }

    private void steps(String indent, String key, List<ScenarioStep> steps) {
        line(indent, key + " = [");
        for (ScenarioStep step : steps) {
            if (step instanceof ScenarioStep.Repeat repeat) {
                line(indent + INDENT, "{");
                steps(indent + INDENT + INDENT, repeat.cycles() ? "cycles" : "repeat", repeat.steps());
                line(indent + INDENT + INDENT, "times = " + repeat.times());
                line(indent + INDENT, "}");
            } else {
                line(indent + INDENT, step.accept(new StepText()));
            }
        }
        line(indent, "]");
    }

    private <T> void block(String indent, String key, List<T> items, java.util.function.Consumer<T> print) {
        line(indent, key + " = [");
        items.forEach(print);
        line(indent, "]");
    }

    private void lines(String indent, String key, List<String> lines) {
        block(indent, key, lines, each -> line(indent + INDENT, each));
    }

    private void line(String indent, String line) {
        text.append(indent).append(line).append('\n');
    }

    static String list(List<String> words) {
        return words.stream().map(ScenarioText::word).collect(Collectors.joining(", ", "[", "]"));
    }

    static String word(String word) {
        return PLAIN.matcher(word).matches() && !RESERVED.contains(word) ? word : ConfigUtil.quoteString(word);
    }
}
