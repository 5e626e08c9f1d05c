package dev.signalbox.examples.cli;

/** Input that cannot be used; the message says which, why and what to try. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadInputException(String message) {
        super(message);
    }
}
