package dev.signalbox.sim.workload.scenario;

import dev.signalbox.fence.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A step about sync objects, sync files or fences. */
public sealed interface SyncStep extends ScenarioStep {
    /** Calls the visitor's method for this kind of step and returns its result. */
    <R> R accept(Visitor<R> visitor);

    @Override
    default <R> R accept(ScenarioStep.Visitor<R> visitor) {
        return visitor.sync(this);
    }

    /** Returns what of other clients has to be there before. */
    default List<Ref> references() {
        return List.of();
    }

    /** Returns after how many nanoseconds it gives up; null when it never does. */
    default @Nullable Long timeoutNanos() {
        return null;
    }

    /** Returns the error with which it is expected to be refused; null when none is. */
    default @Nullable Errno errno() {
        return null;
    }

    /** Returns how many fences its sync file is expected to hold; null when that does not matter. */
    default @Nullable Range fences() {
        return null;
    }

    /** Returns what else is expected to come of it. */
    default Wanted wanted() {
        return Wanted.NOTHING;
    }

    /** Returns whether it expects something to come of it. */
    default boolean expectsSomething() {
        return errno() != null || fences() != null || !wanted().equals(Wanted.NOTHING) || this instanceof Query;
    }

    /** Returns what it waits for, in words; null when it waits for nothing, or time alone decides. */
    default @Nullable String waitsFor() {
        return null;
    }

    /**
     * What is expected to come of a step; what is null is not checked.
     *
     * @param index the place of the first that was done, from 0
     * @param errno the error with which it ends
     * @param took how long it takes, in nanoseconds
     */
    record Wanted(
            @Nullable Integer index,
            @Nullable Errno errno,
            @Nullable Range took) {
        /** Nothing is expected. */
        public static final Wanted NOTHING = new Wanted(null, null, null);
    }

    /** Creates a sync object. */
    record Create(SyncObjectPlan object, Place place) implements SyncStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.create(this);
        }
    }

    /**
     * Opens a handle of a sync object of another client.
     *
     * @param name what this client calls it
     * @param errno the error with which that is expected to be refused; null when it is to be done
     */
    record Open(String name, Ref from, @Nullable Errno errno, Place place) implements SyncStep {
        @Override
        public List<Ref> references() {
            return List.of(from);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.open(this);
        }
    }

    /** Closes the handles of sync objects. */
    record CloseHandle(List<Ref> objects, Place place) implements SyncStep {
        /** Copies the list. */
        public CloseHandle {
            objects = List.copyOf(objects);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.closeHandle(this);
        }
    }

    /** Empties sync objects, all at once; {@code errno} as in {@link Open}. */
    record Reset(List<Ref> objects, @Nullable Errno errno, Place place) implements SyncStep {
        /** Copies the list. */
        public Reset {
            objects = List.copyOf(objects);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.reset(this);
        }
    }

    /**
     * Asks how far a sync object has come.
     *
     * @param value what the newest point that is reached is expected to be; null when nothing is expected
     * @param lastSubmitted what the newest point is expected to be; null likewise
     */
    record Query(
            Ref object,
            @Nullable Range value,
            @Nullable Range lastSubmitted,
            @Nullable Errno errno,
            Place place) implements SyncStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.query(this);
        }
    }

    /**
     * Waits for sync objects and points of them.
     *
     * @param any whether one of them is enough
     * @param forSubmit whether it also waits for points that are not there yet
     * @param available whether it is enough that they are there
     * @param deadlineNanos by when they should signal, from the start of the run; null for no hint
     * @param timeoutNanos after how long to give up; null for never
     * @param as the name by which other steps wait for the end of it; null when this step does
     */
    record WaitPoints(
            List<Ref> points,
            boolean any,
            boolean forSubmit,
            boolean available,
            @Nullable Long deadlineNanos,
            @Nullable Long timeoutNanos,
            @Nullable String as,
            Wanted wanted,
            Place place)
            implements SyncStep {
        /** Copies the list. */
        public WaitPoints {
            points = List.copyOf(points);
        }

        @Override
        public String waitsFor() {
            return words(any, points);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waitPoints(this);
        }
    }

    /** Waits for fences of jobs and for points of timelines; the rest as in {@link WaitPoints}. */
    record WaitFences(List<Ref> what, boolean any, @Nullable Long timeoutNanos, Wanted wanted, Place place)
            implements SyncStep {
        /** Copies the list. */
        public WaitFences {
            what = List.copyOf(what);
        }

        @Override
        public List<Ref> references() {
            return what;
        }

        @Override
        public String waitsFor() {
            return words(any, what);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.waitFences(this);
        }
    }

    /**
     * Puts the fence of one point into another.
     *
     * @param timeoutNanos how long to wait for the point to be there; null when it has to be
     */
    record Transfer(Ref source, Ref target, @Nullable Long timeoutNanos, Wanted wanted, Place place)
            implements SyncStep {
        @Override
        public String waitsFor() {
            return "for " + source;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.transfer(this);
        }
    }

    /**
     * Asks to be told when a point is there, or reached.
     *
     * @param name by which other steps wait for that
     * @param available whether it is enough that it is there
     */
    record Subscribe(String name, Ref to, boolean available, Place place) implements SyncStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.subscribe(this);
        }
    }

    /**
     * Takes a sync file out of a sync object.
     *
     * @param fences how many fences are expected to be in it; null when nothing is expected
     */
    record ExportPoint(
            String name,
            Ref from,
            @Nullable Range fences,
            @Nullable Errno errno,
            Place place) implements SyncStep {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exportPoint(this);
        }
    }

    /** Takes a sync file out of a buffer: what a new read, or write, of it would wait for. */
    record ExportBuffer(
            String name,
            Use of,
            @Nullable Range fences,
            @Nullable Errno errno,
            Place place) implements SyncStep {
        @Override
        public List<Ref> references() {
            return ofBuffer(of);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exportBuffer(this);
        }
    }

    /** Puts the fences of a sync file into a sync object. */
    record ImportPoint(Ref file, Ref into, @Nullable Errno errno, Place place) implements SyncStep {
        @Override
        public List<Ref> references() {
            return List.of(file);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.importPoint(this);
        }
    }

    /** Guards a buffer with the fences of a sync file, as those of reads or of writes. */
    record ImportBuffer(Ref file, Use into, Place place) implements SyncStep {
        @Override
        public List<Ref> references() {
            return both(file, into);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.importBuffer(this);
        }
    }

    /** Makes one sync file of jobs, points of timelines and other sync files. */
    record MakeFile(
            String name,
            List<Ref> of,
            @Nullable Range fences,
            @Nullable Errno errno,
            Place place) implements SyncStep {
        /** Copies the list. */
        public MakeFile {
            of = List.copyOf(of);
        }

        @Override
        public List<Ref> references() {
            return of;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.makeFile(this);
        }
    }

    /** Says by when a job, or a point of a timeline, should be over: a hint. */
    record SetDeadline(long nanos, Ref on, Place place) implements SyncStep {
        @Override
        public List<Ref> references() {
            return List.of(on);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.setDeadline(this);
        }
    }

    private static String words(boolean any, List<Ref> refs) {
        return (any ? "for one of " : "for ") + refs.stream().map(Ref::toString).collect(Collectors.joining(", "));
    }

    private static List<Ref> ofBuffer(Use use) {
        return use.client() == null ? List.of() : List.of(new Ref(use.client(), "", 0, use.place()));
    }

    private static List<Ref> both(Ref file, Use use) {
        List<Ref> refs = new ArrayList<>(ofBuffer(use));
        refs.add(file);
        return refs;
    }

    /**
     * One method for each kind of step.
     *
     * @param <R> what the methods return
     */
    interface Visitor<R> {
        /** Handles {@link Create}. */
        R create(Create step);

        /** Handles {@link Open}. */
        R open(Open step);

        /** Handles {@link CloseHandle}. */
        R closeHandle(CloseHandle step);

        /** Handles {@link Reset}. */
        R reset(Reset step);

        /** Handles {@link Query}. */
        R query(Query step);

        /** Handles {@link WaitPoints}. */
        R waitPoints(WaitPoints step);

        /** Handles {@link WaitFences}. */
        R waitFences(WaitFences step);

        /** Handles {@link Transfer}. */
        R transfer(Transfer step);

        /** Handles {@link Subscribe}. */
        R subscribe(Subscribe step);

        /** Handles {@link ExportPoint}. */
        R exportPoint(ExportPoint step);

        /** Handles {@link ExportBuffer}. */
        R exportBuffer(ExportBuffer step);

        /** Handles {@link ImportPoint}. */
        R importPoint(ImportPoint step);

        /** Handles {@link ImportBuffer}. */
        R importBuffer(ImportBuffer step);

        /** Handles {@link MakeFile}. */
        R makeFile(MakeFile step);

        /** Handles {@link SetDeadline}. */
        R setDeadline(SetDeadline step);
    }
}
