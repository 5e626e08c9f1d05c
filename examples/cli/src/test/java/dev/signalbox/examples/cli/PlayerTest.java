package dev.signalbox.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlayerTest {
    private static final int PATIENCE = 30;

    /** It looks before and after each wait. */
    @Test
    void aLiveRunHangsAfterThirtyWaitsWithoutAFact() throws InterruptedException {
        int lastFactAt = 2 * 7 + 1;
        AtomicLong looks = new AtomicLong();
        boolean ends = Player.endsLive(
                new CompletableFuture<>(), () -> Math.min(looks.getAndIncrement(), lastFactAt), TimeUnit.MILLISECONDS);
        assertThat(ends).isFalse();
        assertThat(looks.get()).isEqualTo(lastFactAt + 1 + 2 * PATIENCE);
    }

    @Test
    void aLiveRunThatIsOverEnds() throws InterruptedException {
        assertThat(Player.endsLive(CompletableFuture.completedFuture(null), () -> 0, TimeUnit.SECONDS))
                .isTrue();
    }
}
