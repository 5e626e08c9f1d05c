package dev.signalbox.sim.workload.wsim;

import java.util.List;

/** Reads the description of working-set objects, such as {@code 10n8m} or {@code 64k-1m}. */
final class SizeParser {
    private SizeParser() {}

    static ObjectRun run(Field field) {
        int mark = field.text().indexOf('n');
        int count = mark < 0 ? 1 : field.part(0, mark).integer("object count", 1, Limits.BUFFERS);
        List<Field> bounds = field.from(mark + 1).split('-');
        if (bounds.size() > 2) {
            throw bounds.get(2).error("a size range has two ends", "notation: MIN-MAX");
        }
        long min = bytes(bounds.get(0));
        Field last = bounds.get(bounds.size() - 1);
        long max = bytes(last);
        if (max < min) {
            throw last.error("the largest size is smaller than the smallest", "notation: MIN-MAX");
        }
        return new ObjectRun(count, min, max);
    }

    private static long bytes(Field field) {
        int exponent = exponent(field.text());
        Field digits = exponent == 0 ? field : field.part(0, field.text().length() - 1);
        if (!digits.isDigits()) {
            throw field.error("size " + field.quoted() + " is not a whole number", "k, m or g may follow");
        }
        long number = digits.number("size", 1, Limits.OBJECT_BYTES);
        if (number > Limits.OBJECT_BYTES >> exponent) {
            throw field.outOfBounds("size", 1, Limits.OBJECT_BYTES);
        }
        return number << exponent;
    }

    /** The power of two that the unit at the end of a size stands for. */
    private static int exponent(String size) {
        return switch (size.isEmpty() ? ' ' : size.charAt(size.length() - 1)) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
    }
}
