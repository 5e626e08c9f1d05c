package dev.signalbox.sim.workload.scenario;

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
        return check(packet.from(), packet.bytes(), 1).check(packet.to(), packet.bytes(), 1);
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
        return this;
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
