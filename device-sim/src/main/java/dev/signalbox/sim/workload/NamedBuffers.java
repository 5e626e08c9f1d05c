package dev.signalbox.sim.workload;

import dev.signalbox.sim.workload.scenario.ClientPlan;
import dev.signalbox.sim.workload.scenario.JobPlan;
import dev.signalbox.sim.workload.scenario.PacketPlan;
import dev.signalbox.sim.workload.scenario.Scenario;
import dev.signalbox.sim.workload.scenario.ScenarioException;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.Spot;
import dev.signalbox.sim.workload.scenario.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which buffers of a scenario ever get memory: those that a job with a program names. Where accesses that find none are fatal, a
 * program that reaches for another one can only fail, and a key was forgotten.
 */
public final class NamedBuffers {
    private final Scenario scenario;
    private final Map<ClientPlan, List<Use>> named = new HashMap<>();

    private NamedBuffers(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Checks a scenario for a device on which faults are fatal.
     *
     * @throws ScenarioException when a program reaches for a buffer that no job names
     */
    public static void check(Scenario scenario) {
        NamedBuffers buffers = new NamedBuffers(scenario);
        scenario.clients().forEach(buffers::note);
        scenario.clients().forEach(buffers::check);
    }

    private static Stream<JobPlan> programs(ClientPlan client) {
        return Wishes.all(client.steps())
                .filter(ScenarioStep.Submit.class::isInstance)
                .flatMap(step -> ((ScenarioStep.Submit) step).jobs().stream())
                .filter(job -> !job.program().isEmpty());
    }

    private void note(ClientPlan client) {
        programs(client)
                .flatMap(job -> job.uses().stream())
                .forEach(use -> named.computeIfAbsent(owner(use, client), each -> new ArrayList<>())
                        .add(use));
    }

    private ClientPlan owner(Use use, ClientPlan own) {
        return scenario.clients().stream()
                .filter(client -> use.client() != null && client.names().contains(use.client()))
                .findFirst()
                .orElse(own);
    }

    private void check(ClientPlan client) {
        List<Use> known = named.getOrDefault(client, List.of());
        programs(client)
                .flatMap(job -> job.program().stream())
                .forEach(packet -> packet.accept(SpotsOf.PACKET).forEach(spot -> check(spot.buffer(), packet, known)));
    }

    private void check(Use buffer, PacketPlan packet, List<Use> known) {
        if (known.stream().noneMatch(use -> covers(use, buffer))) {
            throw new ScenarioException(
                    scenario.file(),
                    packet.place().line(),
                    "no job names buffer '" + buffer + "', so it has no memory",
                    "add it to reads, writes or uses of the job, or take a device with faults = recoverable");
        }
    }

    private static boolean covers(Use use, Use buffer) {
        return use.buffer().equals(buffer.buffer())
                && buffer.first() >= use.first()
                && (use.last() == Use.ALL || buffer.first() <= use.last());
    }

    /** The places that a packet reaches. */
    private enum SpotsOf implements PacketPlan.Visitor<Stream<Spot>> {
        PACKET;

        @Override
        public Stream<Spot> fill(PacketPlan.Fill packet) {
            return Stream.of(packet.to());
        }

        @Override
        public Stream<Spot> copy(PacketPlan.Copy packet) {
            return Stream.of(packet.from(), packet.to());
        }

        @Override
        public Stream<Spot> write(PacketPlan.Write packet) {
            return Stream.of(packet.to());
        }

        @Override
        public Stream<Spot> await(PacketPlan.Wait packet) {
            return Stream.of(packet.at());
        }

        @Override
        public Stream<Spot> kernel(PacketPlan.Kernel packet) {
            return packet.arguments().stream().map(PacketPlan.Argument::spot).flatMap(Stream::ofNullable);
        }

        @Override
        public Stream<Spot> delay(PacketPlan.Delay packet) {
            return Stream.empty();
        }

        @Override
        public Stream<Spot> timestamp(PacketPlan.Timestamp packet) {
            return Stream.of(packet.to());
        }
    }
}
