package dev.signalbox.report;

import dev.signalbox.device.Packet;
import dev.signalbox.event.DeviceFact;
import dev.signalbox.event.Fact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says what memory the programs of jobs wait for. How far a program has come no fact tells, so all its waits are named; the words
 * stay true when it is at none of them yet.
 */
final class MemoryWaits {
    private static final int NAMED = 3;

    private final Map<Long, Integer> clients = new TreeMap<>();
    private final Map<Long, DeviceFact.BufferPlaced> placed = new TreeMap<>();

    void created(Fact.BufferCreated fact) {
        clients.put(fact.buffer(), fact.client());
    }

    void placed(DeviceFact.BufferPlaced fact) {
        placed.put(fact.buffer(), fact);
    }

    void released(long buffer) {
        placed.remove(buffer);
    }

    /** Returns a clause about the program of a job of a client; empty when it waits for no memory. */
    String of(Fact.JobAccepted job, int client) {
        if (job.work().program().isEmpty()) {
            return "";
        }
        List<Packet.Wait> waits = job.work().program().packets().stream()
                .filter(Packet.Wait.class::isInstance)
                .map(Packet.Wait.class::cast)
                .toList();
        if (waits.isEmpty()) {
            return "";
        }
        String told =
                waits.stream().limit(NAMED).map(wait -> words(wait, client)).collect(Collectors.joining(", "));
        return "; its program waits for memory: " + told
                + (waits.size() > NAMED ? " and " + (waits.size() - NAMED) + " more" : "");
    }

    private String words(Packet.Wait wait, int client) {
        String compare = switch (wait.compare()) {
            case EQUAL -> "to be ";
            case NOT_EQUAL -> "not to be ";
            case AT_LEAST -> "to be at least ";
            case LESS -> "to be less than ";
        };
        return place(wait.address(), client) + " " + compare + Long.toUnsignedString(wait.value());
    }

    /** Each client has an address space of its own. */
    private String place(long address, int client) {
        String hex = "0x" + Long.toHexString(address);
        return placed.values().stream()
                .filter(buffer -> clients.getOrDefault(buffer.buffer(), 0) == client)
                .filter(buffer -> Long.compareUnsigned(address - buffer.address(), buffer.bytes()) < 0)
                .findFirst()
                .map(buffer -> hex + " (buffer " + buffer.buffer() + " + " + (address - buffer.address()) + ")")
                .orElse(hex);
    }
}
