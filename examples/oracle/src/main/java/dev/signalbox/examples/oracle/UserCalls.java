package dev.signalbox.examples.oracle;

import dev.signalbox.fence.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one program on one open device, in order; what only calls in C have is translated by {@link KernelAbi}. Another
 * group of calls is a class that shares the {@link Session} and adds itself, as those in the constructor do.
 */
final class UserCalls {
    /** Time that passes after each call. */
    private static final long STEP = 3_000_000;

    private final Session session = new Session();
    private final Map<String, Function<Json, List<@Nullable Object>>> calls = new HashMap<>();

    UserCalls() {
        SyncHandles objects = new SyncHandles(session.containers());
        new SyncObjectCalls(session, objects).addTo(this);
        new WaitCalls(session, objects).addTo(this);
        new FileCalls(session).addTo(this);
        new TimelineCalls(session).addTo(this);
        new SharedBufferCalls(session).addTo(this);
    }

    /** Adds a call that answers only whether it went well. */
    void add(String name, Consumer<Json> call) {
        addAnswering(name, words -> {
            call.accept(words);
            return List.of(0);
        });
    }

    /** Adds a call that answers more. */
    void addAnswering(String name, Function<Json, List<@Nullable Object>> call) {
        calls.put(name, call);
    }

    /** Makes one call, and lets all that it has set off happen. */
    List<@Nullable Object> run(Json call) {
        Function<Json, List<@Nullable Object>> known = calls.get(call.at(0).text());
        if (known == null) {
            throw call.at(0).wrong("a call that is known");
        }
        List<@Nullable Object> answer = answer(known, call);
        session.pass(STEP);
        return answer;
    }

    private static List<@Nullable Object> answer(Function<Json, List<@Nullable Object>> known, Json call) {
        try {
            return known.apply(call);
        } catch (Refusal refusal) {
            return List.of(refusal.errno().negated());
        } catch (KernelAbi.NoSuchCall wrong) {
            return List.of(KernelAbi.NoSuchCall.NAME);
        }
    }
}
