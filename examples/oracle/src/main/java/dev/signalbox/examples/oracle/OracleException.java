package dev.signalbox.examples.oracle;

/** A directory of cases that cannot be used; the message says where and why. */
public final class OracleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OracleException(String message) {
        super(message);
    }
}
