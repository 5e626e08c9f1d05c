package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares memory with arrays of bytes, of which one lies across two chunks of VRAM. */
class SparseMemoryModelTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int SIZE = 16 * PAGE;
    private static final long CHUNK = 1_024L * PAGE;
    private static final int OPERATIONS = 10_000;
    private static final int BETWEEN_COMPARISONS = 100;

    private record Area(long start, ByteBuffer bytes) {
        Area(long start) {
            this(start, ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN));
        }

        int draw(SplittableRandom random, int multiple, int length) {
            return random.nextInt((SIZE - length) / multiple + 1) * multiple;
        }
    }

    private final SparseMemory memory = new SparseMemory(2 * CHUNK, SIZE);
    private final List<Area> areas = List.of(new Area(CHUNK - SIZE / 2), new Area(DeviceMemory.SYSTEM));
    private final long seed = Long.getLong("seed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void memoryIsAnArrayOfBytes() {
        for (int i = 1; i <= OPERATIONS; i++) {
            operate();
            if (i % BETWEEN_COMPARISONS == 0) {
                compare(i);
            }
        }
        areas.forEach(area -> memory.fill(area.start(), SIZE, 0));
        assertThat(memory.heldBytes()).as("seed %d", seed).isZero();
    }

    private void operate() {
        Area area = areas.get(random.nextInt(areas.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> writeInt(area);
            case 2, 3 -> writeLong(area);
            case 4 -> fill(area, random.nextInt());
            case 5 -> fill(area, 0);
            default -> copy(areas.get(random.nextInt(areas.size())), area);
        }
    }

    private void writeInt(Area area) {
        int at = area.draw(random, Integer.BYTES, Integer.BYTES);
        int value = random.nextInt();
        area.bytes().putInt(at, value);
        memory.writeInt(area.start() + at, value);
        assertThat(memory.readInt(area.start() + at)).as("seed %d", seed).isEqualTo(value);
    }

    private void writeLong(Area area) {
        int at = area.draw(random, Long.BYTES, Long.BYTES);
        long value = random.nextLong();
        area.bytes().putLong(at, value);
        memory.writeLong(area.start() + at, value);
        assertThat(memory.readLong(area.start() + at)).as("seed %d", seed).isEqualTo(value);
    }

    private void fill(Area area, int value) {
        int length = length(Integer.BYTES);
        int at = area.draw(random, Integer.BYTES, length);
        for (int i = at; i < at + length; i += Integer.BYTES) {
            area.bytes().putInt(i, value);
        }
        memory.fill(area.start() + at, length, value);
    }

    private void copy(Area to, Area from) {
        int multiple = List.of(1, Long.BYTES, PAGE).get(random.nextInt(3));
        int length = length(multiple);
        int source = from.draw(random, multiple, length);
        int target = to.draw(random, multiple, length);
        byte[] third = new byte[length];
        from.bytes().get(source, third);
        to.bytes().put(target, third);
        memory.copy(to.start() + target, from.start() + source, length);
    }

    private int length(int multiple) {
        int most = random.nextBoolean() ? 6 * PAGE : Math.max(64, multiple);
        return random.nextInt(most / multiple + 1) * multiple;
    }

    private void compare(int operations) {
        long writtenPages = 0;
        for (Area area : areas) {
            ByteBuffer found = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; at < SIZE; at += Long.BYTES) {
                found.putLong(at, memory.readLong(area.start() + at));
            }
            assertThat(found.array())
                    .as("seed %d, %d operations", seed, operations)
                    .isEqualTo(area.bytes().array());
            writtenPages += pagesThatAreNotZero(area);
        }
        assertThat(memory.heldBytes()).as("seed %d", seed).isBetween(writtenPages * PAGE, 2L * SIZE);
    }

    private static long pagesThatAreNotZero(Area area) {
        long count = 0;
        for (int page = 0; page < SIZE; page += PAGE) {
            long bits = 0;
            for (int at = page; at < page + PAGE; at += Long.BYTES) {
                bits |= area.bytes().getLong(at);
            }
            count += bits == 0 ? 0 : 1;
        }
        return count;
    }
}
