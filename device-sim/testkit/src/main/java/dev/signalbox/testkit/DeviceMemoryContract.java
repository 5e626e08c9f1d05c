package dev.signalbox.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.Program;
import dev.signalbox.device.ResetScope;
import dev.signalbox.device.Work;
import dev.signalbox.fence.Errno;
import dev.signalbox.vm.AddressSpace;
import dev.signalbox.vm.PageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What a device keeps to, beside {@link DeviceContract}, that has memory: what stands on a ring in front of a job about address spaces is
 * executed, whatever becomes of the job. It has at least {@value #PAGES} pages, in VRAM or not, and an engine that is told nothing new
 * may go on with what it knows.
 */
public abstract class DeviceMemoryContract extends DeviceTrials {
    /** How many pages the tests use at most. */
    static final int PAGES = 128;

    private static final long AT = 0x1_0000;

    /** As many as a ring has places for, and one more. */
    private static final int SPACES = 16;

    /** Created by a subclass. */
    protected DeviceMemoryContract() {}

    /** The pages of a device, one behind the other; none is given twice. */
    private static final class Pages implements PageSource {
        private final DeviceMemory memory;
        private long next;

        Pages(DeviceMemory memory) {
            this.memory = memory;
            this.next = memory.vramBytes() > 0 ? 0 : DeviceMemory.SYSTEM;
        }

        @Override
        public OptionalLong take() {
            next += DeviceMemory.PAGE;
            return OptionalLong.of(next);
        }

        @Override
        public void give(long page) {}

        /** Returns an address space with one page of its own. */
        Mapped space(int id) {
            return new Mapped(Objects.requireNonNull(AddressSpace.create(id, memory, this)), map());
        }

        private long map() {
            return take().orElseThrow();
        }
    }

    /** An address space and the page that is mapped in it. */
    private static final class Mapped {
        private final AddressSpace space;
        private long page;

        Mapped(AddressSpace space, long page) {
            this.space = space;
            this.page = page;
            space.map(AT, page, DeviceMemory.PAGE, true);
        }

        void move(long to) {
            space.unmap(AT, DeviceMemory.PAGE);
            space.map(AT, to, DeviceMemory.PAGE, true);
            page = to;
        }
    }

    private static Work write(long value) {
        return Work.of(Program.builder().write(AT, value).build());
    }

    /** An entry that never begins leaves its address space to those behind it, in a place that another had before. */
    @Test
    void anAddressSpaceIsLoadedThoughItsEntryIsEnded() {
        onEachDevice(trial -> {
            Pages pages = new Pages(trial.memory());
            List<Mapped> spaces = new ArrayList<>();
            for (int id = 1; id <= SPACES; id++) {
                spaces.add(pages.space(id));
            }
            for (Mapped each : spaces.subList(0, SPACES - 1)) {
                trial.assertOutcome(null, 0, trial.submit(0, each.space.state(), write(7)));
            }
            Mapped last = spaces.get(SPACES - 1);
            long busy = trial.submit(0, Work.endless());
            long ended = trial.submit(0, last.space.state(), write(8));
            long behind = trial.submit(0, last.space.state(), write(9));
            Errno error = trial.random().nextBoolean() ? Errno.ECANCELED : null;
            trial.end(0, ended, error);
            trial.end(0, busy, null);
            trial.assertOutcome(error, 0, ended);
            trial.assertOutcome(null, 0, behind);
            for (Mapped each : spaces) {
                assertEquals(each == last ? 9 : 7, trial.memory().readLong(each.page), trial.name());
            }
        });
    }

    /** An entry that is stopped, wherever it is, leaves nothing to those behind it that was unmapped before. */
    @Test
    void whatIsUnmappedIsForgottenThoughTheEntryIsStopped() {
        onEachDevice(trial -> {
            Pages pages = new Pages(trial.memory());
            Mapped space = pages.space(1);
            long before = space.page;
            trial.assertOutcome(null, 0, trial.submit(0, space.space.state(), write(1)));
            for (int round = 2; round < 12; round++) {
                space.move(pages.map());
                boolean begins = trial.random().nextBoolean();
                long first = trial.submit(0, begins ? Work.none() : Work.endless());
                long stopped =
                        trial.submit(0, space.space.state(), Work.endless().with(write(0).program()));
                stop(trial, stopped, begins && trial.random().nextBoolean());
                trial.end(0, first, null);
                trial.awaitDone(0, stopped);
                trial.assertOutcome(null, 0, trial.submit(0, space.space.state(), write(round)));
                assertEquals(round, trial.memory().readLong(space.page), trial.name());
                assertEquals(round - 1, trial.memory().readLong(before), trial.name());
                before = space.page;
            }
        });
    }

    private static void stop(DeviceTrial trial, long entry, boolean kill) {
        trial.pause();
        if (kill) {
            trial.resetNow(0, entry, ResetScope.JOB);
        }
        trial.end(0, entry, Errno.ECANCELED);
    }
}
