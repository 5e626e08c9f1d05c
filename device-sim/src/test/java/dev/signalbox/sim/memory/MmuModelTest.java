package dev.signalbox.sim.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Interrupt.FaultReason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares an MMU with a map from pages to pages. */
class MmuModelTest {
    private static final int PAGE = DeviceMemory.PAGE;
    private static final int LARGE_PAGES = 512;
    private static final long LARGE = (long) LARGE_PAGES * PAGE;
    private static final long MEMORY = 64L << 20;
    private static final long TABLES = 48L << 20;
    private static final int RUNS = 50;
    private static final int STEPS = 200;
    private static final int SPACES = 3;

    /** Where mappings are made: three large pages from each of these on, across the edges of tables of every level. */
    private static final List<Long> REGIONS =
            List.of(0L, (1L << 30) - LARGE, (1L << 39) - LARGE, (1L << 47) - LARGE, (1L << 48) - 2 * LARGE);

    private record Page(long physical, boolean writable, boolean large) {}

    private static final Page NOTHING = new Page(-1, false, false);

    /** What one run knows: tables in memory, and the same as a map of each space. */
    private static final class Run {
        final SplittableRandom random;
        final SparseMemory memory = new SparseMemory(MEMORY, MEMORY);
        final Mmu mmu;
        final List<Tables> tables = new ArrayList<>();
        final List<Map<Long, Page>> models = new ArrayList<>();
        long nextPhysical;

        Run(long seed) {
            random = new SplittableRandom(seed);
            mmu = new Mmu(memory, 1 + random.nextInt(64));
            for (int space = 0; space < SPACES; space++) {
                tables.add(new Tables(memory, DeviceMemory.SYSTEM + TABLES + space * (4L << 20)));
                models.add(new HashMap<>());
                mmu.setRoot(space + 1, tables.get(space).root());
            }
        }
    }

    private final Set<FaultReason> seen = EnumSet.noneOf(FaultReason.class);
    private int mapped;

    @Test
    void anMmuIsAMapOfPages() {
        long base = Long.getLong("seed", 1);
        for (long seed = base; seed < base + RUNS; seed++) {
            Run run = new Run(seed);
            for (int step = 0; step < STEPS; step++) {
                change(run);
                compare(run, seed);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(FaultReason.UNMAPPED, FaultReason.READ_ONLY, FaultReason.NO_MEMORY);
        assertThat(mapped).isGreaterThan(RUNS * STEPS / 10);
    }

    private static void change(Run run) {
        int space = run.random.nextInt(SPACES);
        long page = address(run, 1) / PAGE;
        switch (run.random.nextInt(8)) {
            case 0 -> mapLarge(run, space, page / LARGE_PAGES * LARGE_PAGES);
            case 1 -> unmap(run, space, page);
            default -> mapSome(run, space, page);
        }
        run.mmu.flush(space + 1);
    }

    private static void mapLarge(Run run, int space, long page) {
        long physical = physical(run, LARGE_PAGES);
        boolean writable = run.random.nextInt(4) != 0;
        run.tables.get(space).map(page * PAGE, physical, 1, writable);
        for (int i = 0; i < LARGE_PAGES; i++) {
            run.models.get(space).put(page + i, new Page(physical + (long) i * PAGE, writable, true));
        }
    }

    private static void mapSome(Run run, int space, long first) {
        boolean writable = run.random.nextInt(4) != 0;
        long end = Math.min(first + 1 + run.random.nextInt(300), 1L << 36);
        for (long page = first; page < end; page++) {
            dropLarge(run, space, page);
            long physical = physical(run, 1);
            run.tables.get(space).map(page * PAGE, physical, 0, writable);
            run.models.get(space).put(page, new Page(physical, writable, false));
        }
    }

    private static void unmap(Run run, int space, long page) {
        dropLarge(run, space, page);
        run.tables.get(space).unmap(page * PAGE);
        run.models.get(space).remove(page);
    }

    /** A large page goes as a whole when a table takes its place. */
    private static void dropLarge(Run run, int space, long page) {
        Page there = run.models.get(space).get(page);
        if (there != null && there.large()) {
            long first = page / LARGE_PAGES * LARGE_PAGES;
            for (long each = first; each < first + LARGE_PAGES; each++) {
                run.models.get(space).remove(each);
            }
        }
    }

    /** Mostly behind what was taken last; sometimes elsewhere, rarely where there is no memory. */
    private static long physical(Run run, int pages) {
        int kind = run.random.nextInt(400);
        if (kind < 40 || run.nextPhysical % MEMORY + (long) pages * PAGE > TABLES) {
            long start = kind % 2 == 0 ? 0 : DeviceMemory.SYSTEM;
            run.nextPhysical = start + run.random.nextInt((int) (TABLES / PAGE) - pages) * (long) PAGE;
        }
        long taken = kind == 399 ? MEMORY : run.nextPhysical;
        run.nextPhysical += (long) pages * PAGE;
        return taken;
    }

    private static long address(Run run, int multiple) {
        long region = REGIONS.get(run.random.nextInt(REGIONS.size()));
        long size = Math.min(3 * LARGE, (1L << 48) - region);
        return region + run.random.nextLong(size / multiple) * multiple;
    }

    private void compare(Run run, long seed) {
        int space = run.random.nextInt(SPACES);
        long address = address(run, run.random.nextBoolean() ? 1 : PAGE);
        long bytes = 1 + run.random.nextLong(1L << run.random.nextInt(1, 23));
        boolean write = run.random.nextBoolean();
        long before = run.mmu.hits() + run.mmu.misses();

        Translation expected = expected(run.models.get(space), address, bytes, write);
        assertThat(run.mmu.translate(space + 1, address, bytes, write))
                .as("seed %d", seed)
                .isEqualTo(expected);
        assertThat(run.mmu.hits() + run.mmu.misses()).as("seed %d", seed).isGreaterThan(before);
        count(expected);
    }

    private void count(Translation expected) {
        if (expected instanceof Translation.Faulted faulted) {
            seen.add(faulted.reason());
        } else {
            mapped++;
        }
    }

    private static Translation expected(Map<Long, Page> model, long address, long bytes, boolean write) {
        List<Extent> extents = new ArrayList<>();
        for (long at = address; at < address + bytes; at = (at / PAGE + 1) * PAGE) {
            Page page = model.getOrDefault(at / PAGE, NOTHING);
            FaultReason fault = fault(page, write);
            if (fault != null) {
                return new Translation.Faulted(at, fault);
            }
            long length = Math.min((at / PAGE + 1) * PAGE, address + bytes) - at;
            append(extents, page.physical() + at % PAGE, length);
        }
        return new Translation.Mapped(extents);
    }

    private static @Nullable FaultReason fault(Page page, boolean write) {
        if (page.equals(NOTHING)) {
            return FaultReason.UNMAPPED;
        }
        if (page.physical() >= MEMORY && page.physical() < DeviceMemory.SYSTEM) {
            return FaultReason.NO_MEMORY;
        }
        return write && !page.writable() ? FaultReason.READ_ONLY : null;
    }

    private static void append(List<Extent> extents, long physical, long length) {
        Extent last = extents.isEmpty() ? null : extents.get(extents.size() - 1);
        if (last != null && last.end() == physical) {
            extents.set(extents.size() - 1, new Extent(last.physical(), last.bytes() + length));
        } else {
            extents.add(new Extent(physical, length));
        }
    }
}
