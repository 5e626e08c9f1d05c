package dev.signalbox.examples.oracle;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceArray;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.HeldFenceView;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import dev.signalbox.resv.Reservation;
import dev.signalbox.resv.ReservationCursor;
import dev.signalbox.resv.ReservationWait;
import dev.signalbox.resv.Reservations;
import dev.signalbox.resv.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fences and the two reservations of one case, and what is done to them. */
final class ReservationBench {
    private static final long FIRST_CONTAINER = 1L << 32;

    private final List<Reservation<DmaFence>> reservations =
            List.of(new Reservation<>(HeldFenceView.VIEW), new Reservation<>(HeldFenceView.VIEW));
    private final Map<Integer, PlainFence> fences = new HashMap<>();
    private final Map<DmaFence, Integer> numbers = new HashMap<>();
    private final FenceContainers containers;
    private long lastContext = FIRST_CONTAINER;

    ReservationBench(Json input) {
        containers = new FenceContainers(() -> ++lastContext);
        for (Json described : input.field("fences").elements()) {
            PlainFence made = make(described);
            int number = described.field("id").integer();
            numbers.put(made, number);
            fences.put(number, made);
        }
    }

    private static PlainFence make(Json described) {
        long context = context(described.field("ctx"));
        long seqno = described.field("seqno").number();
        return described.field("seqno64").flag()
                ? PlainFence.wide(FenceBench.BY_HAND, context, seqno)
                : PlainFence.wrapping(FenceBench.BY_HAND, context, seqno);
    }

    private static long context(Json number) {
        return 1L + number.index(Integer.MAX_VALUE);
    }

    /** Does one step. */
    Object run(Json step) {
        Json op = step.field("op");
        return switch (op.text()) {
            case "reserve" -> reserve(step);
            case "add" -> add(step);
            case "replace" -> replace(step);
            case "copy" -> copy(step);
            case "signal" -> Map.of("was_signaled", !fence(step).signal(0));
            case "test" -> Map.of("signaled", reservation(step).isSignalled(usage(step)));
            case "wait0" -> Map.of("ret", waitForNothing(step));
            case "iterate_locked" -> list(reservation(step).entries(usage(step)));
            case "iterate_unlocked" -> list(walk(step));
            case "get_fences" ->
                Map.of("err", "0", "fences", numbersOf(reservation(step).pending(usage(step))));
            case "get_singleton" -> singleton(step);
            default -> throw op.wrong("a step that is known");
        };
    }

    /** Returns what the reservations hold. */
    List<Object> atTheEnd() {
        return reservations.stream().<Object>map(each -> entries(each.state())).toList();
    }

    private Object reserve(Json step) {
        Reservation<DmaFence> of = reservation(step);
        String error = "0";
        try {
            of.reserve(step.field("num").integer());
        } catch (Refusal refusal) {
            error = refusal.errno().negated();
        }
        return Map.of("err", error, "list", entries(of.state()));
    }

    private Object add(Json step) {
        reservation(step).add(fence(step), usage(step));
        return list(reservation(step).state());
    }

    private Object replace(Json step) {
        reservation(step).replace(context(step.field("ctx")), fence(step), usage(step));
        return list(reservation(step).state());
    }

    private Object copy(Json step) {
        Reservation<DmaFence> to = reservation(step.field("dst"));
        to.copyFrom(reservation(step.field("src")));
        return Map.of("err", "0", "list", entries(to.state()));
    }

    private int waitForNothing(Json step) {
        return ReservationWait.start(reservation(step), usage(step), () -> {}).expire() ? 1 : 0;
    }

    private List<Reservation.Entry<DmaFence>> walk(Json step) {
        ReservationCursor<DmaFence> cursor = reservation(step).cursor(usage(step));
        List<Reservation.Entry<DmaFence>> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(new Reservation.Entry<>(cursor.fence(), cursor.usage()));
        }
        return found;
    }

    private Object singleton(Json step) {
        Map<String, @Nullable Object> answer = new HashMap<>();
        answer.put("err", "0");
        answer.put("result", shape(Reservations.singleton(reservation(step), usage(step), containers)));
        return answer;
    }

    private @Nullable Object shape(@Nullable DmaFence fence) {
        if (fence instanceof FenceArray array) {
            return Map.of("array", numbersOf(array.members()));
        }
        return fence == null ? null : numbers.get(fence);
    }

    private Map<String, Object> list(List<Reservation.Entry<DmaFence>> entries) {
        return Map.of("list", entries(entries));
    }

    private List<Object> entries(List<Reservation.Entry<DmaFence>> entries) {
        return entries.stream()
                .<Object>map(entry -> List.of(
                        numbers.getOrDefault(entry.fence(), -1), entry.usage().name()))
                .toList();
    }

    private List<Integer> numbersOf(List<DmaFence> some) {
        return some.stream().map(fence -> numbers.getOrDefault(fence, -1)).toList();
    }

    private Reservation<DmaFence> reservation(Json step) {
        Json number = step.has("resv") ? step.field("resv") : step;
        return reservations.get(number.index(reservations.size()));
    }

    private PlainFence fence(Json step) {
        Json number = step.field("fence");
        PlainFence known = fences.get(number.integer());
        if (known == null) {
            throw number.wrong("a fence of the case");
        }
        return known;
    }

    private static Usage usage(Json step) {
        Json name = step.field("usage");
        return Arrays.stream(Usage.values())
                .filter(usage -> usage.name().equals(name.text()))
                .findFirst()
                .orElseThrow(() -> name.wrong("a usage"));
    }
}
