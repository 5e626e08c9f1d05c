package dev.signalbox.sim.workload.scenario;

import java.util.ArrayList;
import java.util.List;

/** Reads submissions and the jobs in them. */
final class JobReader {
    private JobReader() {}

    static ScenarioStep submit(Fields fields) {
        String name = fields.need("submit").name();
        String queue = fields.need("queue").name();
        Node list = fields.find("jobs");
        int count = fields.read("count", node -> (int) node.whole(1, Limits.JOBS), 1);
        if (list != null && fields.has("count")) {
            throw fields.problem("both jobs and count", "write jobs = [...], or one job and its count");
        }
        List<JobPlan> jobs = list == null ? List.of(job(fields, false)) : jobs(list);
        return new ScenarioStep.Submit(
                name,
                queue,
                jobs,
                count,
                fields.optional("paced-by", Names::ref),
                fields.optional("refused", Node::errno),
                fields.place());
    }

    private static List<JobPlan> jobs(Node list) {
        List<JobPlan> jobs =
                list.list(Limits.JOBS).stream().map(JobReader::inList).toList();
        if (jobs.isEmpty()) {
            throw list.problem("a submission without jobs", "write jobs = [{ work = 1ms }, ...]");
        }
        return jobs;
    }

    private static JobPlan inList(Node node) {
        Fields fields = node.fields("a job");
        JobPlan job = job(fields, true);
        fields.refuseOthers();
        return job;
    }

    private static JobPlan job(Fields fields, boolean inList) {
        Node program = fields.find("program");
        Node work = program == null ? fields.need("work") : fields.find("work");
        return new JobPlan(
                inList ? fields.optional("name", Node::name) : null,
                work == null ? Span.of(0) : work(work),
                fields.optional("preempt", Node::time),
                fields.read("credits", node -> (int) node.whole(1, Limits.CREDITS), 1),
                fields.read("tag", node -> node.whole(-Limits.NUMBER, Limits.NUMBER), 0L),
                fields.read("tag-per-cycle", node -> node.whole(0, Limits.NUMBER / Limits.STEPS_RUN), 0L),
                fields.optional("fault", Node::errno),
                fields.readSome("after", Limits.REFERENCES, Names::ref),
                fields.readSome("waits-for", Limits.REFERENCES, Names::own),
                fields.readSome("signals", Limits.REFERENCES, Names::own),
                fields.readSome("starting-with", Limits.REFERENCES, Names::ref),
                uses(fields),
                program == null ? List.of() : PacketReader.readAll(program));
    }

    private static Span work(Node node) {
        String text = node.scalar("how long a job runs");
        if (text.equals("endless")) {
            return Span.endless();
        }
        return text.equals("none") ? Span.of(0) : node.times("how long a job runs");
    }

    private static List<Use> uses(Fields fields) {
        List<Use> uses = new ArrayList<>();
        uses.addAll(fields.readSome("writes", Limits.REFERENCES, node -> Names.use(node, true)));
        uses.addAll(fields.readSome("reads", Limits.REFERENCES, node -> Names.use(node, false)));
        uses.addAll(fields.readAll("uses", Limits.REFERENCES, JobReader::either));
        return uses;
    }

    /** Reads {@code write frame} or {@code read frame}, where the order among reads and writes counts. */
    private static Use either(Node node) {
        String text = node.text("'read' or 'write' and a buffer");
        if (text.startsWith("write ")) {
            return Names.use(node, text.substring("write ".length()), true);
        }
        if (text.startsWith("read ")) {
            return Names.use(node, text.substring("read ".length()), false);
        }
        throw node.isNot("'read' or 'write' and a buffer", "such as [write frame, read texture]");
    }
}
