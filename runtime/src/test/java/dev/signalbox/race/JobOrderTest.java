package dev.signalbox.race;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.Program;
import dev.signalbox.fence.FenceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobOrderTest {
    private final JobOrder order = new JobOrder();

    @Test
    void whatIsGoneIsForgotten() {
        int least = 0;
        for (int client = 1; client <= 1_000; client++) {
            long context = 10L * client;
            order.open(client, context, List.of(0));
            order.open(client, context + 2, List.of(1));
            for (long timeline = context + 4; timeline < context + 10; timeline++) {
                order.openTimeline(timeline);
                order.closeTimeline(timeline);
            }
            FenceId job = new FenceId(context + 1, 1);
            order.accept(job, 1, List.of(new FenceId(context + 4, 3)), Program.none());
            order.run(job, 1, 0, client);
            if (client % 2 == 0) {
                order.end(job, 1);
                order.close(client);
            } else {
                order.close(client);
                order.end(job, 1);
            }
            least = client == 1 ? order.size() : least;
        }
        assertThat(order.size()).isEqualTo(least);
    }

    @Test
    void aJobThatWaitsForWhatIsGoneComesBehindNothingNew() {
        order.open(1, 10, List.of(0));
        order.open(2, 20, List.of(1));
        order.open(3, 30, List.of(2));
        FenceId old = new FenceId(11, 1);
        order.accept(old, 1, List.of(), Program.none());
        order.run(old, 1, 0, 1);
        order.end(old, 1);
        order.close(1);
        FenceId waiting = new FenceId(21, 1);
        FenceId other = new FenceId(31, 1);
        order.accept(waiting, 1, List.of(old), Program.none());
        order.accept(other, 1, List.of(), Program.none());
        order.run(other, 1, 2, 1);
        AccessingJob overlapping = requireNonNull(order.accessing(2, 1));
        order.end(other, 1);
        order.run(waiting, 1, 1, 1);
        AccessingJob after = requireNonNull(order.accessing(1, 1));
        assertThat(overlapping.isBefore(after)).isFalse();
    }
}
