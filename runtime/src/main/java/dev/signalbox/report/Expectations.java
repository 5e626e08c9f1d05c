package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What workloads expected of a run, and what of it did not happen: report every fact of one device. */
public final class Expectations implements Facts {
    private final Map<Integer, String> clients = new HashMap<>();
    private final List<String> failed = new ArrayList<>();
    private long met;

    @Override
    public void report(Fact fact) {
        if (fact instanceof Fact.ClientOpened client) {
            clients.put(client.client(), client.name());
        } else if (fact instanceof Fact.ExpectationChecked expectation) {
            check(expectation);
        }
    }

    /** Neither kind of fact that counts here comes in runs. */
    @Override
    public void report(Fact first, int count) {
        if (first instanceof Fact.ClientOpened || first instanceof Fact.ExpectationChecked) {
            Facts.super.report(first, count);
        }
    }

    private void check(Fact.ExpectationChecked expectation) {
        if (expectation.met()) {
            met++;
        } else {
            failed.add(words(expectation));
        }
    }

    private String words(Fact.ExpectationChecked expectation) {
        String client = clients.get(expectation.client());
        return expectation.what() + ": expected " + expectation.expected() + ", but it is " + expectation.actual()
                + (client == null ? "" : " (client " + client + ")");
    }

    /** Returns whether nothing was expected. */
    public boolean isEmpty() {
        return met == 0 && failed.isEmpty();
    }

    /** Returns how many were met. */
    public long met() {
        return met;
    }

    /** Returns each that was not, in words: place, what was compared, what was expected, what was found, whose it was. */
    public List<String> failed() {
        return List.copyOf(failed);
    }
}
