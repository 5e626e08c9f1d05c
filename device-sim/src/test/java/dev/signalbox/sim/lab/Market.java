package dev.signalbox.sim.lab;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.Terminated;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * A scenario with everything that actors do: three shops that stash until they open, reply at once or by timer, and stop
 * when sold out; three customers that spawn nobody, ask by request id, watch the shops and leave when all have gone.
 */
final class Market {
    private static final int SHOPS = 3;
    private static final int CUSTOMERS = 3;
    private static final int ORDERS = 4;

    private final List<String> trace = new ArrayList<>();
    private final LongSupplier clock;

    private Market(LongSupplier clock) {
        this.clock = clock;
    }

    /** The trace of one run of the scenario in a fresh lab. */
    static List<String> run(LabOptions options) {
        try (Lab lab = Lab.open(options)) {
            Market market = new Market(lab.clock());
            market.open(lab);
            lab.runUntilIdle();
            return market.trace;
        }
    }

    private void open(Lab lab) {
        List<ActorRef<ToShop>> shops = new ArrayList<>();
        for (int i = 0; i < SHOPS; i++) {
            shops.add(lab.system().systemActorOf(shop("shop" + i), "shop" + i, Props.empty()));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            SplittableRandom random = lab.random().split();
            lab.system().systemActorOf(customer("customer" + i, shops, random), "customer" + i, Props.empty());
        }
    }

    private void note(String who, String what) {
        trace.add(clock.getAsLong() + " " + who + " " + what);
    }

    sealed interface ToShop {}

    record Order(int id, ActorRef<ToCustomer> replyTo) implements ToShop {}

    record Ready(Order order) implements ToShop {}

    record Open() implements ToShop {}

    sealed interface ToCustomer {}

    record Delivery(String shop, int id) implements ToCustomer {}

    private Behavior<ToShop> shop(String name) {
        return Behaviors.withStash(
                100,
                stash -> Behaviors.withTimers(timers -> {
                    timers.startSingleTimer(new Open(), Duration.ofMillis(1));
                    return Behaviors.receive(ToShop.class)
                            .onMessage(Order.class, order -> {
                                note(name, "stashes " + order.id());
                                stash.stash(order);
                                return Behaviors.same();
                            })
                            .onMessage(Open.class, open -> stash.unstashAll(openShop(name, stash)))
                            .build();
                }));
    }

    private Behavior<ToShop> openShop(String name, StashBuffer<ToShop> stash) {
        note(name, "opens with " + stash.size());
        return Behaviors.withTimers(timers -> Behaviors.setup(context -> {
            int[] sold = {0};
            return Behaviors.receive(ToShop.class)
                    .onMessage(Order.class, order -> {
                        if (order.id() % 2 == 0) {
                            return deliver(name, order, sold);
                        }
                        timers.startSingleTimer(order, new Ready(order), Duration.ofMillis(2));
                        return Behaviors.same();
                    })
                    .onMessage(Ready.class, ready -> deliver(name, ready.order(), sold))
                    .build();
        }));
    }

    private Behavior<ToShop> deliver(String name, Order order, int[] sold) {
        note(name, "delivers " + order.id());
        order.replyTo().tell(new Delivery(name, order.id()));
        sold[0]++;
        return sold[0] == CUSTOMERS * ORDERS ? Behaviors.stopped() : Behaviors.same();
    }

    private Behavior<ToCustomer> customer(String name, List<ActorRef<ToShop>> shops, SplittableRandom random) {
        return Behaviors.setup(context -> {
            int[] open = {shops.size()};
            shops.forEach(context::watch);
            order(name, shops, random, context);
            return Behaviors.receive(ToCustomer.class)
                    .onMessage(Delivery.class, delivery -> {
                        note(name, "gets " + delivery.id() + " from " + delivery.shop());
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, gone -> {
                        note(name, "sees the end of " + gone.getRef().path().name());
                        return --open[0] == 0 ? Behaviors.stopped() : Behaviors.same();
                    })
                    .build();
        });
    }

    private void order(
            String name, List<ActorRef<ToShop>> shops, SplittableRandom random, ActorContext<ToCustomer> context) {
        for (int i = 0; i < ORDERS; i++) {
            int id = random.nextInt(1000);
            note(name, "orders " + id);
            shops.forEach(shop -> shop.tell(new Order(id, context.getSelf())));
        }
    }
}
