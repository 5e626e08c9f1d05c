package dev.signalbox.sim.workload.wsim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Reads engine names, such as {@code rcs}, {@code VCS2} or {@code VCS1-0}. */
final class EngineParser {
    private static final String PHYSICAL = "RCS, BCS, VCS, VECS or CCS, then an instance from 1, then -GT";

    private EngineParser() {}

    /** An engine of a batch, which may be {@code DEFAULT}. */
    static EngineName anyEngine(Field field) {
        return field.text().equalsIgnoreCase(EngineName.Kind.DEFAULT.name())
                ? new EngineName(EngineName.Kind.DEFAULT, OptionalInt.empty(), OptionalInt.empty())
                : physicalEngine(field);
    }

    /** Engines joined by {@code |}, of which no two overlap. */
    static List<EngineName> physicalEngines(Field field) {
        List<EngineName> engines = new ArrayList<>();
        for (Field part : field.split('|')) {
            if (engines.size() == Limits.ENGINES) {
                throw part.error("too many engines", "allowed: " + Limits.ENGINES);
            }
            EngineName engine = physicalEngine(part);
            checkNoOverlap(part, engine, engines);
            engines.add(engine);
        }
        return engines;
    }

    private static void checkNoOverlap(Field part, EngineName engine, List<EngineName> earlier) {
        for (EngineName other : earlier) {
            if (other.covers(engine) || engine.covers(other)) {
                throw part.error("duplicate engine: " + engine + " after " + other, "name each engine once");
            }
        }
    }

    /** An engine of the device, with or without its instance. */
    static EngineName physicalEngine(Field field) {
        int letters = (int)
                field.text().chars().takeWhile(EngineParser::isAsciiLetter).count();
        EngineName.Kind kind = kind(field, field.text().substring(0, letters).toUpperCase(Locale.ROOT));
        int dash = field.text().indexOf('-');
        OptionalInt gt = dash < 0 ? OptionalInt.empty() : gt(field.from(dash + 1));
        Field digits = field.part(letters, dash < 0 ? field.text().length() : dash);
        OptionalInt instance = digits.isEmpty() ? OptionalInt.empty() : instance(digits);
        return new EngineName(kind, instance, gt);
    }

    private static boolean isAsciiLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static OptionalInt instance(Field field) {
        return OptionalInt.of(field.integer("engine instance", 1, Limits.ENGINE_INSTANCE));
    }

    private static OptionalInt gt(Field field) {
        return OptionalInt.of(field.integer("GT", 0, Limits.GT));
    }

    private static EngineName.Kind kind(Field field, String letters) {
        return switch (letters) {
            case "RCS" -> EngineName.Kind.RCS;
            case "BCS" -> EngineName.Kind.BCS;
            case "VCS" -> EngineName.Kind.VCS;
            case "VECS" -> EngineName.Kind.VECS;
            case "CCS" -> EngineName.Kind.CCS;
            case "DEFAULT" -> throw field.error("DEFAULT stands alone and only in a batch", PHYSICAL);
            default -> throw field.error("unknown engine " + field.quoted(), PHYSICAL);
        };
    }
}
