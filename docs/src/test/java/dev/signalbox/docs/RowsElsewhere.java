package dev.signalbox.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rows that no test shows to hold, and why, as the page of differences lists them. */
final class RowsElsewhere {
    /** A row that holds differently. */
    record Differently(String row, String what, String why) {}

    /** A row that only a C interface has. */
    record OnlyC(String row, String why) {}

    static final String DIFFERENTLY = "Rows that hold differently";
    static final String ONLY_C = "Rows that exist only because of C";

    private static final Pattern ROW = Pattern.compile(CatalogueSection.NAME);

    private RowsElsewhere() {}

    static List<Differently> differently() {
        List<Differently> all = new ArrayList<>();
        page().rowsBelow(DIFFERENTLY)
                .forEach(cells -> names(cells.get(0))
                        .forEach(name -> all.add(new Differently(name, cells.get(1), cells.get(2)))));
        return all;
    }

    static List<OnlyC> onlyC() {
        List<OnlyC> all = new ArrayList<>();
        page().rowsBelow(ONLY_C)
                .forEach(cells -> names(cells.get(0)).forEach(name -> all.add(new OnlyC(name, cells.get(1)))));
        return all;
    }

    private static Page page() {
        return Page.read(Checkout.root().resolve("docs/differences.md"));
    }

    private static List<String> names(String cell) {
        return ROW.matcher(cell).results().map(MatchResult::group).toList();
    }
}
