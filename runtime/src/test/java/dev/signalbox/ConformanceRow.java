package dev.signalbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the rows of the catalogue of the kernel's behaviours that a test shows to be fulfilled. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ConformanceRow {
    /** Returns the rows, such as {@code SCH-43}. */
    String[] value();

    /** Returns how the row reads here, where the test's name does not say it; empty otherwise. */
    String says() default "";
}
