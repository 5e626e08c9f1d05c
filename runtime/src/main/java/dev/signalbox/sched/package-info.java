/**
 * The scheduling rules: what an entity promises, which entity's head runs next on a ring, and how much may be in flight.
 *
 * <p>Always true:
 * <ul>
 *   <li>jobs of one entity run in push order;
 *   <li>the credits of jobs on a ring never exceed its limit; a head that does not fit holds everybody back, so that small
 *       jobs cannot starve a large one;
 *   <li>a head that waits for a fence is passed over, and its entity keeps its place;
 *   <li>a dependency on a job of the same ring is met when that job has been given to the ring, because the ring executes in
 *       order; but when that job is known to end with an error, when it is over;
 *   <li>what a job needs is looked at one after another, when it is its entity's turn and it fits;
 *   <li>jobs that were given to the hardware are freed in that order, and charged to their entities then;
 *   <li>a draft may be dropped; an armed job's fences are promised and will signal.
 * </ul>
 *
 * <p>Knows: {@code fence}, {@code resv} (accesses), {@code device} (work), {@code event}. Knows nothing of actors, time, threads,
 * journals. In the kernel: drm_sched_entity, drm_sched_rq, drm_gpu_scheduler.
 */
@NullMarked
package dev.signalbox.sched;

import org.jspecify.annotations.NullMarked;
