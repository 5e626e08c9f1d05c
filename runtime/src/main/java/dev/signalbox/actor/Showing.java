package dev.signalbox.actor;

import dev.signalbox.event.Gate;
import dev.signalbox.fence.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an owner shows to programs after one step: how far its contexts have come, and answers.
 *
 * @param deliver takes the answers that somebody listens for
 */
record Showing(List<ContextSlot.View> views, List<ReadyAnswer<?>> answers, Consumer<List<Runnable>> deliver)
        implements Gate.Held {
    @Override
    public void pass() {
        views.forEach(ContextSlot.View::show);
        deliver(ReadyAnswer::give);
    }

    @Override
    public void lost(Refusal why) {
        deliver(answer -> answer.refuse(why));
    }

    private void deliver(Function<ReadyAnswer<?>, @Nullable Runnable> giving) {
        List<Runnable> deliveries = List.of();
        for (ReadyAnswer<?> answer : answers) {
            Runnable delivery = giving.apply(answer);
            if (delivery != null) {
                deliveries = deliveries.isEmpty() ? new ArrayList<>(answers.size()) : deliveries;
                deliveries.add(delivery);
            }
        }
        if (!deliveries.isEmpty()) {
            deliver.accept(deliveries);
        }
    }
}
