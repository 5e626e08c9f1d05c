package dev.signalbox.sim.workload.scenario;

import dev.signalbox.sim.engine.Failures;
import dev.signalbox.sim.failure.Failure;
import dev.signalbox.sim.failure.FailurePlan;
import dev.signalbox.sim.failure.When;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Prints what goes wrong with the device. */
final class FaultText {
    private final StringBuilder text = new StringBuilder();

    private FaultText() {}

    static String print(FailurePlan plan) {
        FaultText fault = new FaultText();
        fault.text.append("{ fault = ").append(plan.failure().name());
        fault.parameters(plan.failure());
        if (!plan.on().isEmpty()) {
            fault.with("on", ScenarioText.list(plan.on()));
        }
        fault.when(plan.when());
        if (plan.times() > 0) {
            fault.with("times", Long.toString(plan.times()));
        }
        return fault.text.append(" }").toString();
    }

    private void parameters(Failure failure) {
        if (failure instanceof Failure.OfEntry entry) {
            parameters(entry.failure());
        } else if (failure instanceof Failure.OfInterrupt of && of.failure() instanceof Failures.Late late) {
            with("delay", Units.time(late.nanos()));
        } else if (failure instanceof Failure.OfFence fence && fence.value() != null) {
            with("value", unsigned(fence.value()));
        } else if (failure instanceof Failure.OfReset reset && reset.scope() != null) {
            with("scope", Node.word(reset.scope()));
        }
    }

    private void parameters(Failures.EntryFailure failure) {
        if (failure instanceof Failures.Hang hang) {
            with("ended-by", Node.word(hang.endedBy()));
        } else if (failure instanceof Failures.Slow slow) {
            with("factor", number(slow.factor()));
        } else if (failure instanceof Failures.PageFault fault) {
            with("address", unsigned(fault.address()));
        }
    }

    private void when(When when) {
        if (when instanceof When.Entries entries) {
            with("entry", list(entries.numbers()));
        } else if (when instanceof When.At at) {
            with("at", Units.time(at.nanos()));
        } else if (when instanceof When.Rate rate) {
            with("rate", number(rate.probability()));
        }
    }

    private static String list(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String unsigned(long bits) {
        return bits >= 0 ? PacketText.number(bits) : PacketText.hexadecimal(bits);
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private void with(String key, String value) {
        text.append(", ").append(key).append(" = ").append(value);
    }
}
