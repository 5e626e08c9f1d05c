package dev.signalbox.examples.lambda;

/** Whether a kernel that runs is asked to return soon; its entry was ended or reset, or the device was closed. */
public final class Cancellation {
    private volatile boolean requested;

    Cancellation() {}

    /** Returns whether it is. */
    public boolean isRequested() {
        return requested;
    }

    void request() {
        requested = true;
    }
}
