package dev.signalbox.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a {@link LabRun} as a parameter, and checks it after each test. On a method it says what is different for that one.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SignalboxExtension.class)
public @interface SignalboxTest {
    /** The seed of the lab; the system property {@code seed} goes before it. */
    long seed() default 1;

    /** Settings over the defaults, in HOCON, such as {@code signalbox.queue.capacity = 4}. */
    String config() default "";
}
