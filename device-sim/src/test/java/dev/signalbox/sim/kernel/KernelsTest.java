package dev.signalbox.sim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final Kernel NOTHING = new Kernel() {
        @Override
        public List<Use> uses(long[] arguments) {
            return List.of();
        }

        @Override
        public long nanos(long[] arguments) {
            return 0;
        }

        @Override
        public void run(KernelMemory memory, long[] arguments) {}
    };

    @Test
    void everyDeviceKnowsTheBuiltInOnes() {
        assertThat(Kernels.builtIn().names()).containsExactly("add", "fill-pattern", "hash", "reduce", "saxpy");
        assertThat(Kernels.builtIn().names()).allMatch(name -> Kernels.builtIn().find(name) != null);
    }

    @Test
    void aRegistryWithOneMoreIsAnotherRegistry() {
        Kernels more = Kernels.builtIn().with("nothing", NOTHING);

        assertThat(more.find("nothing")).isSameAs(NOTHING);
        assertThat(more.names()).containsExactly("add", "fill-pattern", "hash", "nothing", "reduce", "saxpy");
        assertThat(Kernels.builtIn().find("nothing")).isNull();
        assertThatThrownBy(() -> more.names().remove("add")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> Kernels.builtIn().with("add", NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is a kernel 'add' already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "größer"})
    void aNameIsOneThatADispatchCanHave(String name) {
        assertThatThrownBy(() -> Kernels.builtIn().with(name, NOTHING)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aUseHasNoNegativeLength() {
        assertThatThrownBy(() -> new Kernel.Use(0, -1, false)).hasMessageContaining("not -1");
    }
}
