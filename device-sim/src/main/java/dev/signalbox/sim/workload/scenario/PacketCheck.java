package dev.signalbox.sim.workload.scenario;

import dev.signalbox.sim.kernel.Kernel;
import dev.signalbox.sim.kernel.Kernels;
import org.jspecify.annotations.Nullable;

/** Checks that what the packets of a client reach is there, and aligned. */
final class PacketCheck implements PacketPlan.Visitor<PacketCheck> {
    private final References references;
    private final ClientPlan client;

    PacketCheck(References references, ClientPlan client) {
        this.references = references;
        this.client = client;
    }

    private PacketCheck check(Spot spot, @Nullable Long bytes, int unit) {
        references.checkSpot(spot, client, bytes == null ? unit : bytes, unit);
        if (bytes != null && bytes % unit != 0) {
            throw references.problem(
                    spot.buffer().place(), bytes + " bytes are not whole units of " + unit, "round them");
        }
        return this;
    }

    @Override
    public PacketCheck fill(PacketPlan.Fill packet) {
        return check(packet.to(), packet.bytes(), Integer.BYTES);
    }

    @Override
    public PacketCheck copy(PacketPlan.Copy packet) {
        check(packet.from(), packet.bytes(), 1);
        Long bytes = packet.bytes();
        return check(packet.to(), bytes == null ? references.bytesBehind(packet.from(), client) : bytes, 1);
    }

    @Override
    public PacketCheck write(PacketPlan.Write packet) {
        return check(packet.to(), null, Long.BYTES);
    }

    @Override
    public PacketCheck await(PacketPlan.Wait packet) {
        return check(packet.at(), null, Long.BYTES);
    }

    @Override
    public PacketCheck kernel(PacketPlan.Kernel packet) {
        for (PacketPlan.Argument argument : packet.arguments()) {
            if (argument.spot() != null) {
                check(argument.spot(), null, 1);
            }
        }
        checkCall(packet);
        return this;
    }

    /** A kernel says itself what it takes; buffers begin at multiples of whatever it may want. */
    private void checkCall(PacketPlan.Kernel packet) {
        Kernel kernel = Kernels.builtIn().find(packet.name());
        if (kernel == null) {
            references.requireKnown(
                    packet.place(), "kernel", packet.name(), Kernels.builtIn().names());
            return;
        }
        try {
            kernel.uses(
                    packet.arguments().stream().mapToLong(PacketCheck::number).toArray());
        } catch (IllegalArgumentException wrong) {
            throw references.problem(
                    packet.place(),
                    "kernel '" + packet.name() + "': " + wrong.getMessage(),
                    "see the table of kernels in docs/scenarios.md");
        }
    }

    private static long number(PacketPlan.Argument argument) {
        Spot spot = argument.spot();
        return spot == null ? argument.number() : spot.offset();
    }

    @Override
    public PacketCheck delay(PacketPlan.Delay packet) {
        return this;
    }

    @Override
    public PacketCheck timestamp(PacketPlan.Timestamp packet) {
        return check(packet.to(), null, Long.BYTES);
    }
}
