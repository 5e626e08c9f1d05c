package dev.signalbox.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Hears what is logged at WARN or above, by whomever, from its start to its end. */
final class LogWatch {
    private final Logger root;
    private final ListAppender<ILoggingEvent> events = new Synchronized();
    private final Expectations expected = new Expectations("log event");

    /** The list of Logback's own is not safe for several threads that log. */
    private static final class Synchronized extends ListAppender<ILoggingEvent> {
        @Override
        protected synchronized void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                event.prepareForDeferredProcessing();
                super.append(event);
            }
        }

        synchronized List<ILoggingEvent> copy() {
            return new ArrayList<>(list);
        }
    }

    LogWatch() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("the test kit needs Logback as the only binding of SLF4J");
        }
        root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        events.setContext(context);
        events.start();
        root.addAppender(events);
    }

    Expectations expected() {
        return expected;
    }

    /** Stops to listen and says what was logged though nobody expected it, and what was expected but not logged. */
    List<String> end() {
        root.detachAppender(events);
        List<String> heard =
                ((Synchronized) events).copy().stream().map(LogWatch::words).toList();
        return expected.compare(heard);
    }

    private static String words(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String cause = thrown == null ? "" : " [" + thrown.getClassName() + ": " + thrown.getMessage() + "]";
        return event.getLevel() + " " + event.getLoggerName() + ": " + event.getFormattedMessage() + cause;
    }
}
