package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sched.WorkItems.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkItemsTest {
    private final WorkItems items = new WorkItems();

    private List<Item> all() {
        List<Item> taken = new ArrayList<>();
        for (Item next = items.next(); next != null; next = items.next()) {
            taken.add(next);
        }
        return taken;
    }

    @Test
    void itemsComeInTheOrderInWhichTheyWereQueuedEachOnce() {
        items.queue(Item.FREE);
        items.queue(Item.RUN);
        items.queue(Item.FREE);
        items.queue(Item.RUN);
        assertThat(all()).containsExactly(Item.FREE, Item.RUN);
        assertThat(items.isEmpty()).isTrue();
    }

    @Test
    void anItemThatIsDoneMayBeQueuedAgainAndGoesToTheEnd() {
        items.queue(Item.RUN);
        items.queue(Item.FREE);
        assertThat(items.next()).isEqualTo(Item.RUN);
        items.queue(Item.RUN);
        assertThat(all()).containsExactly(Item.FREE, Item.RUN);
    }

    @Test
    void whatIsCancelledIsNotDone() {
        items.queue(Item.RUN);
        items.queue(Item.FREE);
        items.cancel(Item.RUN);
        assertThat(all()).containsExactly(Item.FREE);
    }

    @Test
    void betweenStopAndStartNothingIsQueued() {
        items.queue(Item.FREE);
        items.stop();
        items.queue(Item.RUN);
        assertThat(items.isEmpty()).isTrue();
        assertThat(items.isStopped()).isTrue();
        items.start();
        assertThat(items.isStopped()).isFalse();
        assertThat(all()).containsExactly(Item.RUN, Item.FREE);
    }
}
