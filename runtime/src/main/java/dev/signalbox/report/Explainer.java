package dev.signalbox.report;

import dev.signalbox.event.Fact;
import dev.signalbox.event.Facts;
import dev.signalbox.event.RunOutcome;
import dev.signalbox.fence.FenceId;
import dev.signalbox.fence.Refusal;
import dev.signalbox.replay.DeviceFold;
import dev.signalbox.replay.DeviceState;
import org.jspecify.annotations.Nullable;

/**
 * Says of one fence or one sync object whose it is, how far it is, what it waits for and who waits for it, as it was at one moment
 * of a run: report every fact of one device from the first on, then ask. Remembers what {@link HangReport} and {@link DeviceFold} do,
 * and the story of what it was asked about.
 */
public final class Explainer implements Facts {
    /** What is asked about. It hears every fact of the run. */
    interface Subject {
        /** Hears a fact up to the moment, after it was folded. */
        void hear(Fact fact, long number, OpenWork work);

        /** Hears a fact that comes after the moment. */
        void hearLater(Fact fact, long number);

        /**
         * Explains it.
         *
         * @throws Refusal ENOENT when there is no such thing
         */
        Explained tell(Scene scene);
    }

    /**
     * How things are at the moment.
     *
     * @param state what the owners hold
     * @param when the moment, in words
     */
    record Scene(
            OpenWork work,
            DeviceState state,
            long time,
            long number,
            @Nullable RunOutcome outcome,
            String when) {}

    private final Subject subject;
    private final Moment moment;
    private final OpenWork work = new OpenWork();
    private final DeviceFold rooms = new DeviceFold();
    private @Nullable RunOutcome outcome;
    private boolean past;
    private long heard;
    private long number;
    private long time;

    private Explainer(Subject subject, Moment moment) {
        this.subject = subject;
        this.moment = moment;
    }

    /** Returns what explains a fence: of a job, its start or its end; or the point of a timeline. */
    public static Explainer ofFence(FenceId fence, Moment moment) {
        return new Explainer(new FenceStory(fence), moment);
    }

    /** Returns what explains a sync object, given by its number or its name. */
    public static Explainer ofSyncObject(String numberOrName, Moment moment) {
        return new Explainer(new SyncStory(numberOrName), moment);
    }

    /** Says that the first fact has this number; without it facts are counted from 1. */
    public Explainer countingFrom(long first) {
        heard = first - 1;
        return this;
    }

    @Override
    public void report(Fact fact) {
        heard++;
        past = past || moment.isBefore(fact, heard);
        if (past) {
            subject.hearLater(fact, heard);
            return;
        }
        number = heard;
        time = fact.time();
        fact.accept(work);
        rooms.report(fact);
        subject.hear(fact, heard, work);
        if (fact instanceof Fact.RunEnded end) {
            outcome = end.outcome();
            past = true;
        }
    }

    /** Returns the number of the last fact that it has heard; one less than that of the first when there was none. */
    public long heard() {
        return heard;
    }

    /**
     * Explains what was asked about.
     *
     * @throws Refusal ENOENT when there is no such thing; it names what there is
     */
    public Explained explain() {
        return subject.tell(new Scene(work, rooms.state(), time, number, outcome, when()));
    }

    private String when() {
        if (outcome == null) {
            long shown = moment.time() == Long.MAX_VALUE ? time : moment.time();
            return "at " + Text.span(shown) + ", after fact " + number;
        }
        String end = switch (outcome) {
            case COMPLETED -> "the end of the run";
            case HANGS -> "the end, where the run hangs";
            case STOPPED -> "where the run was stopped";
        };
        return "at " + Text.span(time) + ", " + end;
    }
}
