package dev.signalbox.sim.workload;

import dev.signalbox.device.Engine;
import dev.signalbox.fence.Errno;
import dev.signalbox.fence.FenceId;
import dev.signalbox.sim.workload.Ledger.JobStory;
import dev.signalbox.sim.workload.scenario.Expectation;
import dev.signalbox.sim.workload.scenario.Expectation.Moment.Event;
import dev.signalbox.sim.workload.scenario.Expectation.Status;
import dev.signalbox.sim.workload.scenario.Place;
import dev.signalbox.sim.workload.scenario.Range;
import dev.signalbox.sim.workload.scenario.Ref;
import dev.signalbox.sim.workload.scenario.ScenarioStep;
import dev.signalbox.sim.workload.scenario.ScenarioText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares expectations with what has happened so far: those of one client, or those of the whole run. */
final class Checker implements Expectation.Visitor<Checker> {
    private final ScenarioRun run;
    private final @Nullable Belongings own;
    private final @Nullable List<String> explanation;
    private final Readings readings;

    /**
     * Creates a checker.
     *
     * @param own whose expectations they are; null for those of the whole run
     * @param explanation why the run hangs; null when it does not
     * @param readings what was read of the buffers of which something is expected
     */
    Checker(ScenarioRun run, @Nullable Belongings own, @Nullable List<String> explanation, Readings readings) {
        this.run = run;
        this.own = own;
        this.explanation = explanation;
        this.readings = readings;
    }

    /** Creates a checker of the whole run, or of refusals, where nothing is read. */
    Checker(ScenarioRun run, @Nullable Belongings own, @Nullable List<String> explanation) {
        this(run, own, explanation, Readings.none());
    }

    @Override
    public Checker ofJob(Expectation.OfJob expectation) {
        Place place = expectation.place();
        String turn = expectation.turn() == 0 ? "" : " (turn " + expectation.turn() + ")";
        String job = "job " + expectation.job() + turn + " ";
        Made made = made(expectation.job(), expectation.turn());
        List<JobStory> stories = stories(made);
        if (expectation.status() != null) {
            status(place, job + "status", expectation.status(), made, stories);
        }
        time(place, job + "ran", expectation.ran(), ran(stories), run.origin());
        time(place, job + "ended", expectation.ended(), ended(stories), run.origin());
        time(place, job + "waited", expectation.waited(), ran(stories), first(stories, Event.ACCEPTED));
        time(place, job + "took", expectation.took(), ended(stories), ran(stories));
        time(place, job + "deadline", expectation.deadline(), deadline(made), run.origin());
        if (expectation.engine() != null) {
            engine(place, job + "engine", expectation.engine(), stories);
        }
        return this;
    }

    private void status(Place place, String what, Status expected, @Nullable Made made, List<JobStory> stories) {
        if (made != null && (expected.kind() == Status.Kind.ERROR || expected.kind() == Status.Kind.REFUSED)) {
            run.explained(made);
        }
        Status actual = actual(made, stories);
        boolean met = actual.equals(expected)
                || (expected.kind() == Status.Kind.ERROR
                        && actual.kind() == Status.Kind.REFUSED
                        && actual.errno() == expected.errno());
        boolean accepted = expected.kind() == Status.Kind.REFUSED && actual.kind() == Status.Kind.ERROR;
        String found = accepted ? "accepted, ended with " + shown(actual) : shown(actual);
        add(place, what, met, shown(expected), made == null ? "not submitted" : found);
    }

    /** Checks a submission that was accepted at first and is expected to be refused. */
    void refused(Belongings.ExpectedRefusal expected) {
        ScenarioStep.Submit step = expected.step();
        Status status = new Status(Status.Kind.REFUSED, step.refused());
        status(step.place(), "job " + step.name(), status, expected.made(), stories(expected.made()));
    }

    private static Status actual(@Nullable Made made, List<JobStory> stories) {
        if (made == null || made.refused() != null) {
            Errno refused = made == null ? null : made.refused();
            return new Status(refused == null ? Status.Kind.UNFINISHED : Status.Kind.REFUSED, refused);
        }
        Errno error = null;
        for (JobStory story : stories) {
            if (story.isRefused()) {
                return new Status(Status.Kind.REFUSED, story.error());
            }
            if (story.time(Event.ENDED) == Ledger.NEVER) {
                return new Status(Status.Kind.UNFINISHED, null);
            }
            error = error == null ? story.error() : error;
        }
        return error == null ? new Status(Status.Kind.OK, null) : new Status(Status.Kind.ERROR, error);
    }

    private static String shown(Status status) {
        return switch (status.kind()) {
            case OK -> "ok";
            case UNFINISHED -> "unfinished";
            case ERROR -> Objects.requireNonNull(status.errno()).negated();
            case REFUSED ->
                "refused with " + Objects.requireNonNull(status.errno()).negated();
        };
    }

    private void time(Place place, String what, @Nullable Range expected, long at, long since) {
        if (expected == null || !run.checks().comparesTimes()) {
            return;
        }
        boolean happened = at != Ledger.NEVER && since != Ledger.NEVER;
        add(
                place,
                what,
                happened && expected.contains(at - since),
                ScenarioText.timeRange(expected),
                happened ? ScenarioText.time(at - since) : "never");
    }

    /** The soonest that any of its jobs was given. */
    private long deadline(@Nullable Made made) {
        return (made == null ? List.<FenceId>of() : made.jobs())
                .stream()
                        .mapToLong(job -> run.ledger().deadline(job))
                        .filter(deadline -> deadline != Ledger.NEVER)
                        .min()
                        .orElse(Ledger.NEVER);
    }

    private static long ran(List<JobStory> stories) {
        return first(stories, Event.RAN);
    }

    private static long first(List<JobStory> stories, Event moment) {
        return stories.isEmpty() ? Ledger.NEVER : stories.get(0).time(moment);
    }

    private static long ended(List<JobStory> stories) {
        return stories.isEmpty()
                ? Ledger.NEVER
                : stories.get(stories.size() - 1).time(Event.ENDED);
    }

    private void engine(Place place, String what, String expected, List<JobStory> stories) {
        Set<Engine> engines = new LinkedHashSet<>();
        for (JobStory story : stories) {
            if (story.time(Event.RAN) != Ledger.NEVER) {
                engines.add(run.ledger().engine(story));
            }
        }
        boolean met = !engines.isEmpty()
                && engines.stream()
                        .allMatch(engine ->
                                engine.name().equals(expected) || engine.kind().equals(expected));
        String actual = engines.stream().map(Engine::name).collect(Collectors.joining(", "));
        add(place, what, met, expected, actual.isEmpty() ? "none" : actual);
    }

    @Override
    public Checker order(Expectation.Order expectation) {
        List<String> expected = new ArrayList<>();
        List<String> happened = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (Expectation.Moment moment : expectation.moments()) {
            long position = position(stories(made(moment.job(), 0)), moment.event());
            String name = moment.job() + " " + ScenarioText.word(moment.event());
            expected.add(name);
            if (position != Ledger.NEVER) {
                int at =
                        (int) positions.stream().filter(each -> each < position).count();
                positions.add(at, position);
                happened.add(at, name);
            }
        }
        add(
                expectation.place(),
                "order",
                expected.equals(happened),
                String.join(", ", expected),
                happened.isEmpty() ? "nothing of it" : String.join(", ", happened));
        return this;
    }

    private static long position(List<JobStory> stories, Event event) {
        if (stories.isEmpty()) {
            return Ledger.NEVER;
        }
        int which = event == Event.ENDED ? stories.size() - 1 : 0;
        return stories.get(which).position(event);
    }

    @Override
    public Checker count(Expectation.Count expectation) {
        boolean timed = expectation.what() == Expectation.Count.What.MISSED;
        if (timed && !run.checks().comparesTimes()) {
            return this;
        }
        long actual = expectation.what() == Expectation.Count.What.RACES
                ? run.ledger().races()
                : ofClients(expectation);
        String errno = expectation.errno() == null
                ? ""
                : " with " + expectation.errno().negated();
        String client = expectation.client() == null ? "" : " of " + expectation.client();
        add(
                expectation.place(),
                ScenarioText.word(expectation.what()) + errno + client,
                expectation.range().contains(actual),
                ScenarioText.countRange(expectation.range()),
                Long.toString(actual));
        return this;
    }

    private long ofClients(Expectation.Count expectation) {
        return run.clients().stream()
                .filter(each ->
                        expectation.client() == null || each.client().name().equals(expectation.client()))
                .mapToLong(each -> run.ledger().count(each.client().number(), counted(expectation)))
                .sum();
    }

    private static ToLongFunction<Ledger.Counts> counted(Expectation.Count expectation) {
        return switch (expectation.what()) {
            case FINISHED -> Ledger.Counts::finished;
            case ERRORS -> counts -> counts.errors(expectation.errno());
            case REFUSALS -> counts -> counts.refusals(expectation.errno());
            case CYCLES -> Ledger.Counts::cycles;
            case MISSED -> Ledger.Counts::missed;
            case RACES -> throw new IllegalArgumentException("races are of no client");
        };
    }

    @Override
    public Checker ofPoint(Expectation.OfPoint expectation) {
        Ref ref = expectation.point();
        boolean signalled = isSignalled(ref);
        add(
                expectation.place(),
                "point " + ref,
                signalled == expectation.signalled(),
                expectation.signalled() ? "signalled" : "not signalled",
                signalled ? "signalled" : "not signalled");
        return this;
    }

    private boolean isSignalled(Ref ref) {
        Belongings whose = run.client(ref.client(), own);
        Made named = ref.isNumbered() ? null : whose.latest(ref.name());
        FenceId numbered = ref.isNumbered() ? whose.timeline(ref.name()).made((int) ref.point()) : null;
        FenceId point = named != null && named.point() != null ? named.point().id() : numbered;
        return point != null && run.ledger().isSignalled(point);
    }

    /** Names the first dword that is not as expected; what cannot be read is told with the reason. */
    @Override
    public Checker ofContents(Expectation.OfContents expectation) {
        String what = "contents " + expectation.spot();
        try {
            int difference = readings.difference(expectation);
            int at = Math.max(0, difference);
            add(
                    expectation.place(),
                    what,
                    difference < 0,
                    dword(at, Readings.wanted(expectation, at)),
                    dword(at, readings.found(expectation).dword(at)));
        } catch (CompletionException unreadable) {
            Throwable cause = unreadable.getCause();
            String why = String.valueOf(cause == null ? unreadable.getMessage() : cause.getMessage());
            add(expectation.place(), what, false, dword(0, Readings.wanted(expectation, 0)), why);
        }
        return this;
    }

    private static String dword(int at, int value) {
        return "dword " + at + " is " + Integer.toUnsignedString(value);
    }

    @Override
    public Checker now(Expectation.Now expectation) {
        time(expectation.place(), "now", expectation.time(), run.now(), run.origin());
        return this;
    }

    @Override
    public Checker hangSays(Expectation.HangSays expectation) {
        boolean met = explanation != null && explanation.stream().anyMatch(line -> line.contains(expectation.text()));
        add(expectation.place(), "hang", met, "'" + expectation.text() + "'", explained());
        return this;
    }

    private String explained() {
        if (explanation == null) {
            return "no hang";
        }
        return explanation.isEmpty() ? "a hang that nothing explains" : String.join("; ", explanation);
    }

    private void add(Place place, String what, boolean met, String expected, String actual) {
        run.checks().add(own, place, what, met, expected, actual);
    }

    private @Nullable Made made(Ref ref, int turn) {
        Belongings whose = run.client(ref.client(), own);
        return turn == 0 ? whose.latest(ref.name()) : whose.turn(ref.name(), turn);
    }

    private List<JobStory> stories(@Nullable Made made) {
        List<JobStory> stories = new ArrayList<>();
        for (FenceId job : made == null ? List.<FenceId>of() : made.jobs()) {
            JobStory story = run.ledger().job(job);
            stories.add(story == null ? new JobStory() : story);
        }
        return stories;
    }
}
