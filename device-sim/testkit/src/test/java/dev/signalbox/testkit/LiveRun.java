package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Signalbox;
import dev.signalbox.sim.SimDevice;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A live runtime with one simulated device, checked like a {@link LabRun} when it is closed. */
final class LiveRun implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final LogWatch log = new LogWatch();
    private final Signalbox signalbox = Signalbox.live();
    private final DeadLetterWatch deadLetters = new DeadLetterWatch(signalbox.system());
    private final FactLog facts = new FactLog();
    private final Device device = signalbox.open(SimDevice.configured(signalbox.config()), facts);

    Signalbox signalbox() {
        return signalbox;
    }

    Device device() {
        return device;
    }

    FactLog facts() {
        return facts;
    }

    <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(signalbox.close(Closing.drain()));
        assertThat(FactAudit.of(facts.all())).as(facts.last(20)).isEmpty();
        assertThat(deadLetters.end()).isEmpty();
        assertThat(log.end()).isEmpty();
    }
}
