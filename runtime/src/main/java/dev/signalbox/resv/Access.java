package dev.signalbox.resv;

/**
 * A job's use of a buffer.
 *
 * @param buffer the buffer's number on its device
 * @param write whether the job may change the contents; a write also covers reads
 */
public record Access(long buffer, boolean write) {
    /** Returns the usage under which the job's fence guards the buffer. */
    public Usage usage() {
        return Usage.ofAccess(write);
    }

    /** Prints {@code r7} or {@code w7}. */
    @Override
    public String toString() {
        return (write ? "w" : "r") + buffer;
    }
}
