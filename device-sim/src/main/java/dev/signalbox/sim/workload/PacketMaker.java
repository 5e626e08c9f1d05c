package dev.signalbox.sim.workload;

import dev.signalbox.Buffer;
import dev.signalbox.device.Packet;
import dev.signalbox.device.Program;
import dev.signalbox.sim.workload.scenario.PacketPlan;
import dev.signalbox.sim.workload.scenario.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes packets from plans: the buffers that these name have addresses now. */
final class PacketMaker implements PacketPlan.Visitor<Packet> {
    private final Belongings own;

    private PacketMaker(Belongings own) {
        this.own = own;
    }

    static Program program(List<PacketPlan> plans, Belongings own) {
        PacketMaker maker = new PacketMaker(own);
        return Program.of(plans.stream().map(plan -> plan.accept(maker)).toList());
    }

    private long address(Spot spot) {
        return buffer(spot).address() + spot.offset();
    }

    private Buffer buffer(Spot spot) {
        return own.buffers(spot.buffer()).get(0);
    }

    /** Without a number, all from there on, in whole units. */
    private long bytes(Spot from, @Nullable Long bytes, int unit) {
        long all = buffer(from).bytes() - from.offset();
        return bytes == null ? all - all % unit : bytes;
    }

    @Override
    public Packet fill(PacketPlan.Fill plan) {
        return new Packet.Fill(address(plan.to()), bytes(plan.to(), plan.bytes(), Integer.BYTES), plan.value());
    }

    @Override
    public Packet copy(PacketPlan.Copy plan) {
        return new Packet.Copy(address(plan.to()), address(plan.from()), bytes(plan.from(), plan.bytes(), 1));
    }

    @Override
    public Packet write(PacketPlan.Write plan) {
        return new Packet.Write(false, address(plan.to()), plan.value());
    }

    @Override
    public Packet await(PacketPlan.Wait plan) {
        return new Packet.Wait(address(plan.at()), plan.compare(), plan.value());
    }

    @Override
    public Packet kernel(PacketPlan.Kernel plan) {
        return new Packet.Dispatch(
                plan.name(), plan.arguments().stream().map(this::argument).toList());
    }

    private Long argument(PacketPlan.Argument argument) {
        return argument.spot() == null ? argument.number() : address(argument.spot());
    }

    @Override
    public Packet delay(PacketPlan.Delay plan) {
        return new Packet.Delay(plan.nanos(), 0);
    }

    @Override
    public Packet timestamp(PacketPlan.Timestamp plan) {
        return new Packet.Timestamp(address(plan.to()));
    }
}
