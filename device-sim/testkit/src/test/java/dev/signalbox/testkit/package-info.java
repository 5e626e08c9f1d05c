/** Tests of the test kit, and of the whole runtime on the simulated device with it. */
@NullMarked
package dev.signalbox.testkit;

import org.jspecify.annotations.NullMarked;
