package dev.signalbox.sim.workload.wsim;

import java.util.List;

/** Hands out the fields of one step from left to right, and knows what to say when there are too few or too many. */
final class Fields {
    private final Field step;
    private final List<Field> fields;
    private final String shape;
    private int next;

    /**
     * Starts at the first field after those skipped.
     *
     * @param step the whole step
     * @param skipped how many fields at the left are known already
     * @param shape the step's notation, for hints
     */
    Fields(Field step, int skipped, String shape) {
        this.step = step;
        this.fields = step.split('.');
        this.next = skipped;
        this.shape = shape;
    }

    /** The next field; a missing or empty one is refused. */
    Field next(String what) {
        Field field =
                next < fields.size() ? fields.get(next) : step.from(step.text().length());
        if (field.isEmpty()) {
            throw field.error(what + " is missing", hint());
        }
        next++;
        return field;
    }

    /** Refuses whatever is left. */
    void end() {
        if (next < fields.size()) {
            Field extra = fields.get(next);
            throw extra.error("field " + extra.quoted() + " is one too many", hint());
        }
    }

    private String hint() {
        return "notation: " + shape;
    }
}
