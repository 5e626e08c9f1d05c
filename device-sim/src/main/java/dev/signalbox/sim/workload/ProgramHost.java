package dev.signalbox.sim.workload;

import java.util.concurrent.CompletionStage;

/** What a program asks of whoever plays it. After any call that says when to resume, the program returns and is resumed once. */
public interface ProgramHost {
    /** Returns the time in nanoseconds. */
    long now();

    /** Resumes the program when a stage has completed, however it ended. */
    void resumeWhen(CompletionStage<?> stage);

    /** Resumes the program when a stage has completed, or after so many nanoseconds, whichever is first. */
    void resumeWhen(CompletionStage<?> stage, long orAfterNanos);

    /** Resumes the program after so many nanoseconds. */
    void resumeAfter(long nanos);

    /** The program is over. */
    void ended();
}
