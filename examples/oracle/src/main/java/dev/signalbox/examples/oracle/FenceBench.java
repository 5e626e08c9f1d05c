package dev.signalbox.examples.oracle;

import dev.signalbox.fence.DmaFence;
import dev.signalbox.fence.FenceArray;
import dev.signalbox.fence.FenceChain;
import dev.signalbox.fence.FenceContainers;
import dev.signalbox.fence.FenceProvider;
import dev.signalbox.fence.Leaves;
import dev.signalbox.fence.PlainFence;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fences of one case, and what is done to them. */
final class FenceBench {
    /** Whoever signals plain fences by hand. */
    static final FenceProvider BY_HAND = new FenceProvider() {
        @Override
        public String driverName() {
            return "oracle";
        }

        @Override
        public String timelineName(PlainFence fence) {
            return "oracle";
        }
    };

    private final int contexts;
    private final FenceContainers containers;
    private final List<DmaFence> fences = new ArrayList<>();
    private final Map<DmaFence, Integer> numbers = new HashMap<>();
    private long lastContext;
    private @Nullable DmaFence merged;

    /** Creates the objects of a case, in order: plain fences, arrays and nodes of chains of those before them. */
    FenceBench(Json input) {
        contexts = input.field("contexts").index(Integer.MAX_VALUE);
        lastContext = contexts;
        containers = new FenceContainers(() -> ++lastContext);
        for (Json object : input.field("objects").elements()) {
            DmaFence made = make(object);
            numbers.put(made, fences.size());
            fences.add(made);
        }
    }

    private DmaFence make(Json object) {
        Json type = object.field("type");
        return switch (type.text()) {
            case "plain" ->
                PlainFence.wrapping(
                        BY_HAND,
                        1 + object.field("ctx").index(contexts),
                        object.field("seqno").number());
            case "array" -> containers.array(fences(object.field("members")));
            case "chain" ->
                containers.chain(
                        object.field("prev").isNull() ? null : fence(object.field("prev")),
                        fence(object.field("payload")),
                        object.field("seqno").number());
            default -> throw type.wrong("plain, array or chain");
        };
    }

    /** Does one step, and what had to wait for its end. */
    @Nullable Object run(Json op) {
        Object answer = answer(op, op.at(0));
        containers.settle();
        return answer;
    }

    private @Nullable Object answer(Json op, Json name) {
        return switch (name.text()) {
            case "signal" -> signal(op);
            case "status" -> status(fence(op.at(1)));
            case "enable" -> enable(fence(op.at(1)));
            case "merge" -> merge(fences(op.at(1)));
            case "merged_status" -> status(merged(op));
            case "enable_merged" -> enable(merged(op));
            case "unwrap" -> numbersOf(Leaves.of(fence(op.at(1))));
            case "find" -> find(fence(op.at(1)), op.at(2).number());
            case "walk" -> numbersOf(walk(fence(op.at(1))));
            case "info" -> Json.unsigned(fence(op.at(1)).seqno());
            case "same_context" -> fence(op.at(1)).context() == fence(op.at(2)).context();
            case "is_later" -> fence(op.at(1)).isLaterThan(fence(op.at(2)));
            default -> throw name.wrong("a step that is known");
        };
    }

    private boolean signal(Json op) {
        if (!(fence(op.at(1)) instanceof PlainFence plain)) {
            throw op.at(1).wrong("a plain fence");
        }
        return plain.signal(op.at(3).number(), Errors.read(op.at(2)));
    }

    private static List<Object> status(DmaFence fence) {
        boolean signalled = fence.isSignalled();
        return List.of(signalled ? 1 : 0, Errors.status(fence.status()));
    }

    private static @Nullable Object enable(DmaFence fence) {
        fence.enableSignalling();
        return null;
    }

    private DmaFence merged(Json op) {
        if (merged == null) {
            throw op.wrong("a merge before it");
        }
        return merged;
    }

    private Map<String, Object> merge(List<DmaFence> parts) {
        DmaFence made = containers.merge(parts);
        merged = made;
        Integer single = numbers.get(made);
        int signalled = made.isSignalled() ? 1 : 0;
        if (single != null) {
            return Map.of("type", "single", "signaled", signalled, "fences", List.of(single));
        }
        if (made instanceof FenceArray array) {
            return Map.of("type", "array", "signaled", signalled, "fences", numbersOf(array.members()));
        }
        return Map.of("type", "stub", "signaled", signalled, "timestamp", made.timestamp());
    }

    private @Nullable Object find(DmaFence newest, long point) {
        try {
            DmaFence found = FenceChain.find(newest, point);
            return found == null ? null : numberOf(found);
        } catch (Refusal refusal) {
            return refusal.errno().negated();
        }
    }

    private static List<DmaFence> walk(DmaFence from) {
        List<DmaFence> walked = new ArrayList<>();
        DmaFence element = from;
        while (element != null) {
            walked.add(element);
            element = element instanceof FenceChain node ? node.next() : null;
        }
        return walked;
    }

    private List<Integer> numbersOf(List<? extends DmaFence> some) {
        return some.stream().map(this::numberOf).toList();
    }

    /** Returns the number of a fence in the case; -1 for one that is not among its objects. */
    private int numberOf(DmaFence fence) {
        return numbers.getOrDefault(fence, -1);
    }

    private DmaFence fence(Json number) {
        return fences.get(number.index(fences.size()));
    }

    private List<DmaFence> fences(Json list) {
        return list.elements().stream().map(this::fence).toList();
    }
}
