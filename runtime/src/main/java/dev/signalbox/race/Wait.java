package dev.signalbox.race;

/** Something that a job waits for before it is given to its ring. */
@FunctionalInterface
interface Wait {
    /** A wait that puts nothing before the job that is not there anyway. */
    Wait NOTHING = bounds -> {};

    /** A wait for a fence of nobody who is known, such as another device. */
    Wait UNKNOWN = Bounds::beforeNow;

    /** Notes what is before the job because of it; the job has just been given to its ring. */
    void addTo(Bounds bounds);
}
