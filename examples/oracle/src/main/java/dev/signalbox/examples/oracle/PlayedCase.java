package dev.signalbox.examples.oracle;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.signalbox.Client;
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
import dev.signalbox.sim.lab.Lab;
import dev.signalbox.sim.lab.LabOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case of schedulers as a program: schedulers are engines on which nothing costs time but jobs, entities are queues, external
 * fences are software timelines. What is done at a time is done by a timer of the lab.
 */
final class PlayedCase {
    private static final Config DEFAULTS = ConfigFactory.load();

    private final Json input;
    private final ObservedFacts facts;
    private final Map<Integer, Json> jobs = new HashMap<>();
    private final Map<Integer, Submission> submitted = new HashMap<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<SoftwareTimeline> timelines = new ArrayList<>();
    private final List<Fence> external = new ArrayList<>();
    private @Nullable RuntimeException failure;

    private PlayedCase(Json input) {
        this.input = input;
        this.facts = new ObservedFacts(input.field("schedulers").size());
        input.field("jobs").elements().forEach(job -> jobs.put(job.field("id").integer(), job));
    }

    /** Plays a case to its end, under the schedule of a seed, and returns what was observed. */
    static ObservedFacts play(Json input, long seed) {
        PlayedCase played = new PlayedCase(input);
        try (Lab lab = Lab.open(LabOptions.seed(seed))) {
            played.open(lab);
            for (Json action : input.field("actions").elements()) {
                played.plan(lab, action);
            }
            lab.runUntilIdle();
        }
        if (played.failure != null) {
            throw played.failure;
        }
        return played.facts;
    }

    private void open(Lab lab) {
        Signalbox signalbox = Signalbox.on(lab.system(), lab.clock(), lab.schedule(), config());
        Device device = signalbox.open(new ObservedDevice(SimDevice.of("oracle", engines()), facts), facts);
        Client client = device.client("program");
        input.field("entities").elements().forEach(entity -> queues.add(client.queue(options(entity))));
        for (int i = 0; i < input.field("ext_fences").index(1 << 20); i++) {
            timelines.add(client.timeline("external-" + i));
            external.add(timelines.get(i).fence());
        }
    }

    private Config config() {
        Policies policy = Words.read(Policies.class, input.field("policy"));
        return DEFAULTS.withValue(
                "signalbox.ring.policy",
                ConfigValueFactory.fromAnyRef(policy.name().toLowerCase(Locale.ROOT)));
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
        return QueueOptions.on(engines).priority(Words.read(Priority.class, entity.field("priority")));
    }

    private void plan(Lab lab, Json action) {
        Duration delay = Duration.ofNanos(action.field("t").number());
        lab.system().scheduler().scheduleOnce(delay, () -> tryTo(action), lab.system().executionContext());
    }

    /** Whatever an action throws would be lost in the lab. */
    private void tryTo(Json action) {
        try {
            act(action);
        } catch (RuntimeException thrown) {
            failure = failure == null ? thrown : failure;
        }
    }

    private void act(Json action) {
        Json op = action.field("op");
        switch (op.text()) {
            case "submit" -> submit(action.field("job").integer());
            case "signal_ext" -> {
                int number = action.field("ext").index(external.size());
                timelines.get(number).signal(external.get(number));
            }
            default -> throw op.wrong("an action that is known");
        }
    }

    private void submit(int number) {
        Json input = job(number);
        Job job = Job.of(work(input)).credits(input.field("credits").integer()).tag(number);
        input.field("deps").elements().forEach(dependency -> job.after(fence(dependency)));
        Queue queue = queues.get(input.field("entity").index(queues.size()));
        submitted.put(number, queue.submit(job));
    }

    private Json job(int number) {
        Json job = jobs.get(number);
        if (job == null) {
            throw input.wrong("a job " + number);
        }
        return job;
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
