/**
 * Reads {@code .wsim} workload descriptors: text in, an immutable and fully checked program out.
 *
 * <p>Nothing here executes a program or knows a device. A {@link dev.signalbox.sim.workload.wsim.Wsim} that comes out
 * of {@code parse} always holds these rules: every relative offset is resolved to the absolute index of an earlier step
 * of the right kind, every working-set object that is named exists, every endless batch is ended by a later step of the
 * same program and no step waits for it before that, and every number is within its documented bound. A text that
 * breaks a rule is refused with one {@link dev.signalbox.sim.workload.wsim.WsimSyntaxException} that points at the
 * field at fault; no other exception leaves the package, whatever the input is.
 */
@NullMarked
package dev.signalbox.sim.workload.wsim;

import org.jspecify.annotations.NullMarked;
