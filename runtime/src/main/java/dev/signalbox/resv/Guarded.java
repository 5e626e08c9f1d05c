package dev.signalbox.resv;

/** Something that a reservation guards; several may share one. In the kernel: struct drm_gem_object. */
public interface Guarded {
    /** Returns its reservation, the same at all times. */
    Reservation<?> reservation();
}
