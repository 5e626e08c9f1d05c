/** The device that executes Java code keeps the contract of devices, and stands beside others. */
@NullMarked
package dev.signalbox.examples.lambda;

import org.jspecify.annotations.NullMarked;
