package dev.signalbox.examples.oracle;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Exec;
import dev.signalbox.resv.Guarded;
import dev.signalbox.resv.LockAnswer;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.Tickets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The objects of one case, the first of which share a reservation, and the one that locks them. */
final class ExecBench {
    private static final int MOST_OBJECTS = 10_000;

    private record Numbered(int number, Reservation<DmaFence> reservation) implements Guarded {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Numbered numbered && numbered.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    private final List<Numbered> objects;
    private final Exec exec;

    ExecBench(Json input) {
        int sharing = input.field("share_resv").index(MOST_OBJECTS);
        Reservation<DmaFence> shared = new Reservation<>(HeldFenceView.VIEW);
        objects = IntStream.range(0, input.field("objects").index(MOST_OBJECTS))
                .mapToObj(i -> new Numbered(i, i < sharing ? shared : new Reservation<>(HeldFenceView.VIEW)))
                .toList();
        exec = new Exec(new Tickets().next(), input.field("ignore_dup").flag(), () -> {});
    }

    /** Does one step. */
    Object run(Json step) {
        return Map.of("err", error(step), "held", numbersOfHeld());
    }

    /** Ends it, and returns what is still locked then. */
    List<Integer> atTheEnd() {
        exec.close();
        return objects.stream()
                .filter(object -> object.reservation().isLocked())
                .map(Numbered::number)
                .toList();
    }

    private String error(Json step) {
        try {
            Errno errno = answer(step).errno();
            return errno == null ? "0" : errno.negated();
        } catch (Refusal refusal) {
            return refusal.errno().negated();
        }
    }

    private LockAnswer answer(Json step) {
        Json op = step.field("op");
        return switch (op.text()) {
            case "lock" -> exec.lock(object(step.field("obj")));
            case "prepare" ->
                exec.prepare(object(step.field("obj")), step.field("num_fences").integer());
            case "prepare_array" ->
                exec.prepareAll(
                        step.field("objs").elements().stream().map(this::object).toList(),
                        step.field("num_fences").integer());
            case "unlock" -> unlock(object(step.field("obj")));
            case "nop" -> LockAnswer.LOCKED;
            default -> throw op.wrong("a step that is known");
        };
    }

    private LockAnswer unlock(Numbered object) {
        exec.unlock(object);
        return LockAnswer.LOCKED;
    }

    private Numbered object(Json number) {
        return objects.get(number.index(objects.size()));
    }

    private List<Integer> numbersOfHeld() {
        return exec.held().stream()
                .map(Numbered.class::cast)
                .map(Numbered::number)
                .toList();
    }
}
