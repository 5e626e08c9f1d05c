package dev.signalbox.vm;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.device.DeviceMemory;
import dev.signalbox.device.PlainMemory;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
    private static final long PAGE = DeviceMemory.PAGE;

    private final DeviceMemory memory = new PlainMemory(8 * PAGE, 0);
    private final CountedPages pages = new CountedPages(8);

    @Test
    void whatIsUnmappedNeedsAFlushAndWhatIsMappedDoesNot() {
        AddressSpace space = requireNonNull(AddressSpace.create(7, memory, pages));
        SpaceState first = space.state();
        assertThat(first).isEqualTo(new SpaceState(7, 0, 0));

        space.map(PAGE, PAGE, PAGE, true);
        assertThat(space.state()).isSameAs(first);
        assertThat(space.isMapped(PAGE + 8)).isTrue();

        space.unmap(PAGE, PAGE);
        assertThat(space.state()).isEqualTo(new SpaceState(7, 0, 1));
        assertThat(space.isMapped(PAGE + 8)).isFalse();
    }

    @Test
    void whatCouldNotBeUnmappedNeedsNoFlush() {
        AddressSpace space = requireNonNull(AddressSpace.create(7, memory, pages));
        space.map(0, 0, PageTables.LARGE_PAGE, true);
        pages.leave(0);

        assertThat(space.unmap(0, PAGE)).isFalse();
        assertThat(space.state().flushes()).isZero();
    }

    @Test
    void whatCouldNotBeMappedNeedsAFlush() {
        AddressSpace space = requireNonNull(AddressSpace.create(7, memory, pages));
        pages.leave(1);

        assertThat(space.map(0, 0, PAGE, true)).isFalse();
        assertThat(space.state().flushes()).isEqualTo(1);
    }

    @Test
    void itsTablesGoBackWithIt() {
        AddressSpace space = requireNonNull(AddressSpace.create(7, memory, pages));
        assertThat(pages.taken()).isEqualTo(1);
        space.close();
        assertThat(pages.taken()).isZero();
    }

    @Test
    void withoutAPageThereIsNone() {
        pages.leave(0);
        assertThat(AddressSpace.create(7, memory, pages)).isNull();
    }
}
