package dev.signalbox.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a test has declared: a text each, that must be part of at least one event, and that excuses all it is part of. */
final class Expectations {
    private final String what;
    private final Set<String> parts = new LinkedHashSet<>();
    private final Set<String> allowed = new LinkedHashSet<>();

    Expectations(String what) {
        this.what = what;
    }

    void add(String part) {
        parts.add(part);
    }

    /** Excuses events of which there may be none. */
    void allow(String part) {
        allowed.add(part);
    }

    /** Says which events nobody expected, and which expectations no event met. */
    List<String> compare(List<String> events) {
        List<String> problems = new ArrayList<>();
        for (String event : events) {
            if (parts.stream().noneMatch(event::contains) && allowed.stream().noneMatch(event::contains)) {
                problems.add("undeclared " + what + ": " + event);
            }
        }
        for (String part : parts) {
            if (events.stream().noneMatch(event -> event.contains(part))) {
                problems.add("declared " + what + " did not come: '" + part + "'");
            }
        }
        return problems;
    }
}
