package dev.signalbox.event;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of facts there are. */
public final class FactKinds {
    private FactKinds() {}

    /** Returns the record of each kind. */
    public static List<Class<?>> all() {
        return recordsOf(Fact.class).toList();
    }

    private static Stream<Class<?>> recordsOf(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses()).flatMap(FactKinds::recordsOf);
    }
}
