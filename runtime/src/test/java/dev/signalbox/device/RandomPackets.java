package dev.signalbox.device;

import dev.signalbox.fence.Errno;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Packets of all kinds, at random. */
public final class RandomPackets {
    /** How many opcodes there are, from the first one on. */
    static final int KINDS = 15;

    private final SplittableRandom random;

    /** Draws from a source. */
    public RandomPackets(SplittableRandom random) {
        this.random = random;
    }

    /** Returns a packet of any kind. */
    public Packet next() {
        return switch (random.nextInt(KINDS)) {
            case 0 -> new Packet.Nop(random.nextInt(9));
            case 1 -> new Packet.Indirect(random.nextBoolean(), random.nextInt(16), random.nextInt(), number());
            case 2 -> new Packet.Copy(number(), number(), number());
            case 3 -> new Packet.Fill(number(), number(), random.nextInt());
            case 4 -> new Packet.Write(random.nextBoolean(), number(), number());
            case 5 -> new Packet.Delay(number(), number());
            case 6 -> dispatch();
            case 7 -> new Packet.Wait(number(), oneOf(Packet.Compare.values()), number());
            case 8 -> new Packet.Fence(random.nextBoolean(), number());
            case 9 -> new Packet.PipelineSync();
            case 10 -> new Packet.Flush(random.nextBoolean(), random.nextBoolean(), random.nextInt(16));
            case 11 -> new Packet.Timestamp(number());
            case 12 -> new Packet.PreemptionPoint();
            case 13 -> new Packet.Space(random.nextInt(16), number());
            default -> new Packet.Trap(oneOf(Errno.values()));
        };
    }

    private Packet dispatch() {
        String kernel = random.ints(random.nextInt(1, Packet.Dispatch.MOST + 1), '!', '~' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        LongStream arguments = random.longs(random.nextInt(Packet.Dispatch.MOST + 1));
        return new Packet.Dispatch(kernel, arguments.boxed().toList());
    }

    /** As often small as of 64 bits. */
    private long number() {
        return random.nextBoolean() ? random.nextLong() : random.nextInt(1_000);
    }

    private <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
