package dev.signalbox.resv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Seeds;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.SignalledView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many lock many, in any order: all of them get there. */
class ExecContentionTest {
    private record Item(int number, Reservation<FenceId> reservation) implements Guarded {}

    /** One who locks some items, and gives them back some time after it has them all. */
    private static final class Worker {
        private final List<Item> wanted;
        private final Exec exec;
        private int asked;
        private boolean runnable = true;
        private boolean hasAll;
        private boolean done;

        Worker(Ticket ticket, List<Item> wanted) {
            this.wanted = wanted;
            this.exec = new Exec(ticket, false, () -> runnable = true);
        }

        void step() {
            if (hasAll) {
                exec.close();
                done = true;
                return;
            }
            runnable = false;
            switch (exec.lock(wanted.get(asked))) {
                case LOCKED -> goOn();
                case BACK_OFF -> startAgain();
                case WAITING -> assertThat(exec.isWaiting()).isTrue();
                case ALREADY_LOCKED -> throw new AssertionError("each item is asked for once");
            }
        }

        private void goOn() {
            runnable = true;
            hasAll = ++asked == wanted.size();
        }

        private void startAgain() {
            runnable = true;
            exec.backOff();
            asked = 0;
        }
    }

    @Test
    void allGetWhatTheyWantHoweverTheyMeet() {
        Seeds.each(2_000, ExecContentionTest::run);
    }

    private static void run(SplittableRandom random) {
        SignalledView nothing = fence -> false;
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            items.add(new Item(i, new Reservation<>(nothing)));
        }
        Tickets tickets = new Tickets();
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            workers.add(new Worker(tickets.next(), some(items, random)));
        }
        for (int step = 0; !workers.isEmpty(); step++) {
            assertThat(step).as("steps until all have had what they want").isLessThan(10_000);
            stepOne(workers, random);
            assertOneHolderEach(items, workers);
        }
    }

    private static void stepOne(List<Worker> workers, SplittableRandom random) {
        List<Worker> awake = workers.stream().filter(worker -> worker.runnable).toList();
        assertThat(awake).as("somebody can go on").isNotEmpty();
        awake.get(random.nextInt(awake.size())).step();
        workers.removeIf(worker -> worker.done);
    }

    private static void assertOneHolderEach(List<Item> items, List<Worker> workers) {
        for (Item item : items) {
            long holders = workers.stream()
                    .filter(worker -> worker.exec.held().contains(item))
                    .count();
            assertThat(holders)
                    .as("holders of item %d", item.number())
                    .isEqualTo(item.reservation().isLocked() ? 1 : 0);
        }
    }

    private static List<Item> some(List<Item> items, SplittableRandom random) {
        List<Item> left = new ArrayList<>(items);
        List<Item> some = new ArrayList<>();
        for (int count = random.nextInt(1, 5); count > 0; count--) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }
}
