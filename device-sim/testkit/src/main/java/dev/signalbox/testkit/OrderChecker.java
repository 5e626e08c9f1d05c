package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.sim.workload.wsim.Wsim;
import java.util.ArrayList;
import java.util.List;

/**
 * Says whether a device ran workloads in an order that their files allow, from the files and the device's facts alone.
 *
 * <p>A job counts as started when it was given to its ring or when the job before it on that ring was over, whichever is later; a
 * ring executes in order. Jobs are known by their tag, {@code cycle * steps + step}. What is checked:
 *
 * <ul>
 *   <li>rings: order, no overlap, credits; each job for at least as long as its work takes;
 *   <li>each batch of each cycle ran once, for as long as the file says, on an engine that the file allows, bonds included;
 *   <li>contexts: one order per context and engine, or per context over its balanced map, over changes of priority;
 *   <li>dependencies: data, fences of batches and of the program, submit fences, objects read and written by several batches, also
 *       across the end of a cycle;
 *   <li>the program: waits, delays, periods and missed ones, throttle, queue depth, when fences are signalled and endless batches
 *       ended.
 * </ul>
 */
public final class OrderChecker {
    private final History history;

    /** Creates a checker of all facts of one device. */
    public OrderChecker(List<Fact> facts) {
        this.history = new History(facts);
    }

    /**
     * Checks a run of workloads that were played together, each by a client of its name; of several clients with one name the first
     * ones play the first ones.
     *
     * @return what is wrong, in words; empty when the order is right
     */
    public static List<String> check(List<Wsim> workloads, int cycles, List<Fact> facts) {
        OrderChecker checker = new OrderChecker(facts);
        List<String> violations = new ArrayList<>(checker.rings());
        List<Fact.ClientOpened> clients = new ArrayList<>(checker.history.clients());
        for (Wsim workload : workloads) {
            Fact.ClientOpened client = clients.stream()
                    .filter(each -> each.name().equals(workload.name()))
                    .findFirst()
                    .orElse(null);
            if (client == null) {
                violations.add(workload.name() + ": no client played it");
            } else {
                clients.remove(client);
                violations.addAll(checker.program(workload, cycles, client.client()));
            }
        }
        return violations;
    }

    /** Checks the rings, whoever's jobs they ran. */
    public List<String> rings() {
        return new RingCheck(history).violations();
    }

    /** Checks one client that played a workload for so many cycles. */
    public List<String> program(Wsim workload, int cycles, int client) {
        return new ProgramCheck(workload, cycles, history, client).violations();
    }
}
