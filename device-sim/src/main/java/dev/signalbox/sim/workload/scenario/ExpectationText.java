package dev.signalbox.sim.workload.scenario;

import static dev.signalbox.sim.workload.scenario.ScenarioText.list;
import static dev.signalbox.sim.workload.scenario.ScenarioText.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints an expectation on one line. */
final class ExpectationText implements Expectation.Visitor<String> {
    private final List<String> pairs = new ArrayList<>();

    private ExpectationText() {}

    static String print(Expectation expectation) {
        return expectation.accept(new ExpectationText());
    }

    private ExpectationText with(String key, String value) {
        pairs.add(key + " = " + value);
        return this;
    }

    private void times(String key, @Nullable Range range) {
        if (range != null) {
            with(key, Units.timeRange(range));
        }
    }

    private String done() {
        return "{ " + String.join(", ", pairs) + " }";
    }

    @Override
    public String ofJob(Expectation.OfJob expectation) {
        with("job", word(expectation.job().toString()));
        if (expectation.turn() > 0) {
            with("turn", Integer.toString(expectation.turn()));
        }
        Expectation.Status status = expectation.status();
        if (status != null) {
            String word = status.errno() != null ? status.errno().name() : Node.word(status.kind());
            with(status.kind() == Expectation.Status.Kind.REFUSED ? "refused" : "status", word);
        }
        times("ran", expectation.ran());
        times("ended", expectation.ended());
        times("waited", expectation.waited());
        times("took", expectation.took());
        times("deadline", expectation.deadline());
        return expectation.engine() == null
                ? done()
                : with("engine", word(expectation.engine())).done();
    }

    @Override
    public String order(Expectation.Order expectation) {
        return with(
                        "order",
                        list(expectation.moments().stream()
                                .map(moment -> moment.job() + " " + Node.word(moment.event()))
                                .toList()))
                .done();
    }

    @Override
    public String count(Expectation.Count expectation) {
        with(Node.word(expectation.what()), Units.countRange(expectation.range()));
        if (expectation.client() != null) {
            with("client", word(expectation.client()));
        }
        return expectation.errno() == null
                ? done()
                : with("errno", expectation.errno().name()).done();
    }

    @Override
    public String ofPoint(Expectation.OfPoint expectation) {
        return with("point", word(expectation.point().toString()))
                .with("signalled", Boolean.toString(expectation.signalled()))
                .done();
    }

    @Override
    public String ofContents(Expectation.OfContents expectation) {
        List<Integer> values = expectation.values();
        String all = values.stream().map(PacketText::dword).collect(Collectors.joining(", "));
        with("contents", PacketText.spot(expectation.spot())).with("value", values.size() == 1 ? all : "[" + all + "]");
        return expectation.count() == 1
                ? done()
                : with("count", Integer.toString(expectation.count())).done();
    }

    @Override
    public String now(Expectation.Now expectation) {
        return with("now", Units.timeRange(expectation.time())).done();
    }

    @Override
    public String hangSays(Expectation.HangSays expectation) {
        return with("hang", word(expectation.text())).done();
    }
}
