/**
 * Workloads: what client programs do to a device, read from files and played against the public API.
 *
 * <p>Always true:
 * <ul>
 *   <li>a workload that does not fit the device is refused before anything runs, with the place in its file;
 *   <li>what a program draws at random comes from its own split of the seed, so another client changes nothing for it;
 *   <li>the tag of a job of a {@code .wsim} workload is {@code cycle * steps + step}, so whoever reads the facts can tell which
 *       step of which cycle it was;
 *   <li>what a scenario expects is compared with facts, so expecting something changes nothing of what happens.
 * </ul>
 */
@NullMarked
package dev.signalbox.sim.workload;

import org.jspecify.annotations.NullMarked;
