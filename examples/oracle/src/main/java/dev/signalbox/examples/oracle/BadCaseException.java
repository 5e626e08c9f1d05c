package dev.signalbox.examples.oracle;

/** A case that cannot be run as it stands: a field is missing, or nobody knows a step. Says which field, and what is wrong. */
final class BadCaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadCaseException(String message) {
        super(message);
    }
}
