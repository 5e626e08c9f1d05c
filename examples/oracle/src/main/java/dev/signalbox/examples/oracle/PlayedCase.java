package dev.signalbox.examples.oracle;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.signalbox.Client;
import dev.signalbox.Closing;
import dev.signalbox.Device;
import dev.signalbox.Fence;
import dev.signalbox.Job;
import dev.signalbox.Queue;
import dev.signalbox.QueueOptions;
import dev.signalbox.Signalbox;
import dev.signalbox.SoftwareTimeline;
import dev.signalbox.Submission;
import dev.signalbox.device.Engine;
import dev.signalbox.device.Work;
import dev.signalbox.event.Priority;
import dev.signalbox.fence.Errno;
import dev.signalbox.sched.Policies;
import dev.signalbox.sim.SimDevice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A case of schedulers as a program: schedulers are engines on which nothing costs time but jobs, entities are queues, external
 * fences are software timelines.
 */
final class PlayedCase {
    private final Json input;
    private final ObservedFacts facts;
    private final Map<Integer, Json> jobs = new HashMap<>();
    private final Map<Integer, Submission> submitted = new HashMap<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<SoftwareTimeline> timelines = new ArrayList<>();
    private final List<Fence> external = new ArrayList<>();
    private @Nullable Device device;
    private @Nullable Device outside;
    private @Nullable RuntimeException failure;

    PlayedCase(Json input, LongSupplier clock, long start) {
        this.input = input;
        this.facts = new ObservedFacts(input.field("schedulers").size(), clock, start);
        input.field("jobs").elements().forEach(job -> jobs.put(job.field("id").integer(), job));
    }

    /** Returns what it sets of the configuration. */
    Config settings() {
        Policies policy = Words.read(Policies.class, input.field("policy"));
        Map<String, Object> settings = new HashMap<>();
        settings.put("signalbox.ring.policy", policy.name().toLowerCase(Locale.ROOT));
        for (int ring = 0; ring < input.field("schedulers").size(); ring++) {
            Json scheduler = input.field("schedulers").at(ring);
            int jiffies = scheduler.field("timeout_jiffies").integer();
            settings.put("signalbox.ring.timeouts." + engine(ring), jiffies + " ms");
        }
        return ConfigFactory.parseMap(settings);
    }

    /** Opens its device and everything on it. External fences are of another device: they signal whatever becomes of this one. */
    void open(Signalbox signalbox) {
        ObservedDevice observed = new ObservedDevice(SimDevice.of("oracle", engines()), facts);
        device = signalbox.open(observed, facts, new PlayedDriver(jobs, facts));
        Client client = device.client("program");
        input.field("entities").elements().forEach(entity -> queues.add(client.queue(options(entity))));
        outside = signalbox.open(SimDevice.of("outside", new Engine("none", "none", 1)));
        Client others = outside.client("others");
        for (int i = 0; i < input.field("ext_fences").index(1 << 20); i++) {
            timelines.add(others.timeline("external-" + i));
            external.add(timelines.get(i).fence());
        }
    }

    /** Closes everything at once. */
    CompletionStage<Void> close() {
        return closeDevice()
                .thenCompose(closed -> Objects.requireNonNull(outside).close(Closing.abort()));
    }

    private CompletionStage<Void> closeDevice() {
        return Objects.requireNonNull(device).close(Closing.abort());
    }

    /** Returns what is to be done. */
    List<Json> actions() {
        return input.field("actions").elements();
    }

    /**
     * Returns what was observed.
     *
     * @throws RuntimeException what the first action threw that threw anything
     */
    ObservedFacts observed() {
        if (failure != null) {
            throw failure;
        }
        return facts;
    }

    private Engine[] engines() {
        List<Engine> engines = new ArrayList<>();
        for (Json scheduler : input.field("schedulers").elements()) {
            String name = engine(engines.size());
            engines.add(new Engine(name, name, scheduler.field("credit_limit").integer()));
        }
        return engines.toArray(Engine[]::new);
    }

    private static String engine(int scheduler) {
        return "S" + scheduler;
    }

    private QueueOptions options(Json entity) {
        String[] engines = entity.field("scheds").elements().stream()
                .map(scheduler -> engine(scheduler.integer()))
                .toArray(String[]::new);
        return QueueOptions.on(engines)
                .priority(Words.read(Priority.class, entity.field("priority")))
                .tracksGuilt(entity.field("track_guilty").flag());
    }

    /** Does what is to be done at a time; whatever that throws would be lost in the lab. */
    void tryTo(Json action) {
        try {
            act(action);
        } catch (RuntimeException thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    private void act(Json action) {
        Json op = action.field("op");
        switch (op.text()) {
            case "submit" -> submit(action.field("job"));
            case "signal_ext" -> {
                int number = action.field("ext").index(external.size());
                timelines.get(number).signal(external.get(number));
            }
            case "kill" -> queue(action.field("entity")).kill();
            case "set_guilty" -> queue(action.field("entity")).ban();
            case "set_priority" ->
                queue(action.field("entity")).priority(Words.read(Priority.class, action.field("priority")));
            case "fini_all" -> closeDevice();
            default -> throw op.wrong("an action that is known");
        }
    }

    private void submit(Json number) {
        Json what = jobs.get(number.integer());
        if (what == null) {
            throw number.wrong("a job of the case");
        }
        Job job = Job.of(work(what)).credits(what.field("credits").integer()).tag(number.integer());
        what.field("deps").elements().forEach(dependency -> job.after(fence(dependency)));
        submitted.put(number.integer(), queue(what.field("entity")).submit(job));
    }

    private Queue queue(Json entity) {
        return queues.get(entity.index(queues.size()));
    }

    private static Work work(Json job) {
        long nanos = job.field("duration").number();
        Errno error = Errors.read(job.field("hw_error"));
        Work work = nanos == 0 ? Work.endless() : Work.nanos(nanos);
        return error == null ? work : work.failing(error);
    }

    private Fence fence(Json dependency) {
        if (dependency.at(0).text().equals("ext")) {
            return external.get(dependency.at(1).index(external.size()));
        }
        Submission of = submitted.get(dependency.at(1).integer());
        if (of == null) {
            throw dependency.wrong("a job that was submitted");
        }
        return dependency.at(0).text().equals("finished") ? of.finished() : of.scheduled();
    }
}
