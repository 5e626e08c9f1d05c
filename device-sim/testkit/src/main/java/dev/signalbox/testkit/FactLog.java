package dev.signalbox.testkit;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps every fact of a device in the order in which they were reported; any thread may ask. */
public final class FactLog implements Facts {
    private final List<Fact> facts = new ArrayList<>();

    /** Creates an empty log. */
    public FactLog() {}

    @Override
    public synchronized void report(Fact fact) {
        facts.add(fact);
    }

    /** Returns all facts so far; a copy. */
    public synchronized List<Fact> all() {
        return List.copyOf(facts);
    }

    /** Returns the facts of one kind so far, in order. */
    public <F extends Fact> List<F> of(Class<F> kind) {
        return stream(kind).toList();
    }

    /** Returns the facts of one kind so far, in order, as a stream. */
    public <F extends Fact> Stream<F> stream(Class<F> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Prints the newest facts, one a line, oldest first. */
    public synchronized String last(int count) {
        return facts.subList(Math.max(0, facts.size() - count), facts.size()).stream()
                .map(fact -> "  " + fact)
                .collect(Collectors.joining("\n"));
    }
}
