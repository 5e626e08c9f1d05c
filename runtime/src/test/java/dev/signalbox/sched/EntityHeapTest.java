package dev.signalbox.sched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.event.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityHeapTest {
    private static final Comparator<RunEntity> BY_PLACE =
            Comparator.<RunEntity>comparingLong(RunEntity::key).thenComparingLong(entity -> entity.ticket);

    @Test
    void theFirstIsTheLeastOfAListThatIsSorted() {
        Seeds.each(500, EntityHeapTest::play);
    }

    private static void play(SplittableRandom random) {
        EntityHeap heap = new EntityHeap(random.nextBoolean());
        List<RunEntity> inside = new ArrayList<>();
        List<RunEntity> outside = new ArrayList<>();
        for (int id = 0; id < 40; id++) {
            outside.add(new RunEntity(id, 2L * id + 1, Priority.NORMAL));
        }
        long tickets = 0;
        for (int step = 0; step < 400; step++) {
            int what = random.nextInt(3);
            if (what == 0 && !outside.isEmpty()) {
                RunEntity joining = outside.remove(random.nextInt(outside.size()));
                place(joining, random, ++tickets);
                heap.add(joining);
                inside.add(joining);
            } else if (what == 1 && !inside.isEmpty()) {
                RunEntity moving = inside.get(random.nextInt(inside.size()));
                place(moving, random, ++tickets);
                heap.moved(moving);
            } else if (!inside.isEmpty()) {
                RunEntity leaving = inside.remove(random.nextInt(inside.size()));
                heap.remove(leaving);
                outside.add(leaving);
            }
            assertThat(heap.first()).isSameAs(least(inside));
            assertThat(heap.isEmpty()).isEqualTo(inside.isEmpty());
            assertThat(inside).allMatch(heap::contains);
            assertThat(outside).noneMatch(heap::contains);
        }
    }

    private static void place(RunEntity entity, SplittableRandom random, long ticket) {
        entity.key(random.nextInt(10) - 5);
        entity.ticket = ticket;
    }

    private static @Nullable RunEntity least(List<RunEntity> entities) {
        return entities.stream().min(BY_PLACE).orElse(null);
    }
}
