package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.AbstractActor;
import akka.actor.ActorRef;
import akka.actor.ActorSystem;
import akka.actor.Props;
import akka.pattern.Patterns;
import akka.persistence.AbstractPersistentActor;
import akka.persistence.JournalProtocol;
import akka.persistence.Persistence;
import akka.persistence.RuntimePluginConfig;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.event.Fact;
import dev.signalbox.event.FactRun;
import dev.signalbox.fence.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a live actor system; what a journal must do for Akka is in the module {@code journal-tck}. */
class SegmentJournalTest {
    private static final String PLUGINS = "journals.";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path root;

    private ActorSystem system;

    @BeforeEach
    void start() {
        Config config = ConfigFactory.parseString(
                        "akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off,"
                                + " jvm-exit-on-fatal-error = off, coordinated-shutdown.run-by-jvm-shutdown-hook = off }")
                .withValue("test.root", ConfigValueFactory.fromAnyRef(root.toString()))
                .withFallback(ConfigFactory.load());
        system = ActorSystem.create("journals", config);
    }

    @AfterEach
    void end() throws Exception {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().get();
    }

    /**
     * Persists blocks, and answers with those it has. Akka asks for the section while it constructs the actor, before there are
     * fields, so the section follows from the actor's name and the system's configuration.
     */
    private static final class Keeper extends AbstractPersistentActor implements RuntimePluginConfig {
        private final List<Block> blocks = new ArrayList<>();

        @Override
        public String persistenceId() {
            return "keeper";
        }

        @Override
        public String journalPluginId() {
            return PLUGINS + getSelf().path().name();
        }

        @Override
        public Config journalPluginConfig() {
            return section(getContext().getSystem(), getSelf().path().name());
        }

        @Override
        public Config snapshotPluginConfig() {
            return ConfigFactory.empty();
        }

        @Override
        public AbstractActor.Receive createReceiveRecover() {
            return receiveBuilder().match(Block.class, blocks::add).build();
        }

        @Override
        public AbstractActor.Receive createReceive() {
            return receiveBuilder()
                    .match(
                            Block.class,
                            block -> persist(block, stored -> {
                                blocks.add(stored);
                                getSender().tell(List.copyOf(blocks), getSelf());
                            }))
                    .build();
        }
    }

    @Test
    void twoSectionsAreTwoJournals() throws Exception {
        ActorRef left = keeper("left");
        ActorRef right = keeper("right");

        assertThat(ask(left, block(1))).isEqualTo(List.of(block(1)));
        assertThat(ask(right, block(7))).isEqualTo(List.of(block(7)));
        assertThat(ask(left, block(2))).isEqualTo(List.of(block(1), block(2)));
        assertThat(JournalReader.open(root.resolve("left")).ids()).containsExactly("keeper");
        assertThat(Journals.read(root.resolve("left"), "keeper")).containsExactly(block(1), block(2));
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() throws Exception {
        ask(keeper("left"), block(1));
        restart();

        assertThat(ask(keeper("left"), block(2))).isEqualTo(List.of(block(1), block(2)));
    }

    @Test
    void aJournalThatIsHeldBySomebodyElseAnswersWithTheRefusal() throws Exception {
        try (SegmentWriter other = SegmentWriter.open(root.resolve("left"), 4_096)) {
            other.force();
            ActorRef journal = Persistence.get(system).journalFor(PLUGINS + "left", section(system, "left"));
            Object answer = Patterns.askWithReplyTo(
                            journal, asker -> new JournalProtocol.ReplayMessages(1, 9, 9, "keeper", asker), PATIENCE)
                    .toCompletableFuture()
                    .get();

            assertThat(answer).isInstanceOf(JournalProtocol.ReplayMessagesFailure.class);
            assertThat(((JournalProtocol.ReplayMessagesFailure) answer).cause())
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("-EBUSY");
        }
    }

    private static Block block(long first) {
        return new Block(first, List.of(new FactRun(new Fact.ClientClosed(first, 1), 1)));
    }

    private void restart() throws Exception {
        end();
        start();
    }

    private ActorRef keeper(String name) {
        return system.actorOf(Props.create(Keeper.class, Keeper::new), name);
    }

    /** Returns a section for a journal of that name. */
    private static Config section(ActorSystem system, String name) {
        Config config = system.settings().config();
        String dir = Path.of(config.getString("test.root")).resolve(name).toString();
        return config.getConfig("signalbox.journal.plugin")
                .withValue("dir", ConfigValueFactory.fromAnyRef(dir))
                .atPath(PLUGINS + name);
    }

    private static List<?> ask(ActorRef keeper, Block block) throws Exception {
        return (List<?>)
                Patterns.ask(keeper, block, PATIENCE).toCompletableFuture().get();
    }
}
