/**
 * The lab: an actor system whose schedule is a function of a seed.
 *
 * <p>Real Akka Typed actors run on one executor that only queues, and on a clock that moves only when nothing is left to
 * run. Always true here: every task of a lab runs on the thread that opened it; the clock never goes back and no task
 * takes virtual time; the same seed, options and input give the same order of tasks; a thread that reaches into a lab
 * from outside is recorded and makes {@link dev.signalbox.sim.lab.Lab#close()} fail; no lab starts a thread.
 */
@NullMarked
package dev.signalbox.sim.lab;

import org.jspecify.annotations.NullMarked;
