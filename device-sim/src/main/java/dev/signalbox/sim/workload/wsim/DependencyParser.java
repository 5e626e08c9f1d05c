package dev.signalbox.sim.workload.wsim;

import java.util.ArrayList;
import java.util.List;

/** Reads the dependency list of a batch, such as {@code -1/f-3/w2-0-4}. */
final class DependencyParser {
    private static final String NOTATION = "-STEPS, f-STEPS, s-STEPS, rSET-OBJECT, wSET-OBJECT, joined by /, or 0";

    private final Scope scope;

    DependencyParser(Scope scope) {
        this.scope = scope;
    }

    List<Dependency> list(Field field) {
        List<Dependency> list = new ArrayList<>();
        if (!field.is("0")) {
            field.split('/').forEach(part -> list.add(dependency(part)));
        }
        return list;
    }

    private Dependency dependency(Field part) {
        if (part.isEmpty()) {
            throw part.error("dependency is missing", NOTATION);
        }
        if (part.is("0")) {
            throw part.error("0 means no dependency and stands alone", NOTATION);
        }
        if (part.startsNumber()) {
            return new Dependency.Data(scope.batch(part));
        }
        return switch (part.text().charAt(0)) {
            case 'f' -> new Dependency.Fence(scope.fence(part.from(1)));
            case 's' -> new Dependency.Submit(scope.batch(part.from(1)));
            case 'r' -> access(part.from(1), false);
            case 'w' -> access(part.from(1), true);
            default -> throw part.error("unknown dependency " + part.quoted(), NOTATION);
        };
    }

    private Dependency access(Field field, boolean write) {
        List<Field> parts = field.split('-');
        int set = parts.get(0).integer("working-set id", 0, Limits.WORKING_SET);
        int lastObject = scope.objects(parts.get(0), set) - 1;
        if (parts.size() == 1 || parts.size() > 3) {
            throw field.error("an access names one object or a range", "notation: SET-OBJECT or SET-FIRST-LAST");
        }
        String what = "object of working set " + set;
        int first = parts.get(1).integer(what, 0, lastObject);
        int last = parts.get(parts.size() - 1).integer(what, 0, lastObject);
        if (last < first) {
            throw parts.get(2).error("the last object comes before the first", "notation: SET-FIRST-LAST");
        }
        return new Dependency.Access(set, first, last, write);
    }
}
