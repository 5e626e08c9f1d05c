/**
 * Reads and writes scenarios: text in, an immutable and fully checked plan out, and back.
 *
 * <p>Always true:
 * <ul>
 *   <li>nothing here executes a scenario or knows a device;
 *   <li>every name that a {@link dev.signalbox.sim.workload.scenario.Scenario} refers to exists, and what a client refers to of its
 *       own stands in an earlier step;
 *   <li>a text that breaks a rule is refused with one {@link dev.signalbox.sim.workload.scenario.ScenarioException} that names
 *       file, line, fault and hint; no other exception leaves the package, whatever the input is;
 *   <li>a text reads no other file, no environment and no system property;
 *   <li>what {@link dev.signalbox.sim.workload.scenario.ScenarioText} prints is read as the same scenario.
 * </ul>
 */
@NullMarked
package dev.signalbox.sim.workload.scenario;

import org.jspecify.annotations.NullMarked;
