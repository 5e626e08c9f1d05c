package dev.signalbox.conformance;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A row of the catalogue of the kernel's behaviours that a test, or a whole class of tests, shows to hold. */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ConformanceRows.class)
public @interface ConformanceRow {
    /** Returns the name of the row, such as {@code SCH-43}. */
    String value();

    /** Returns how the row reads here: one sentence of our own. */
    String says();
}
