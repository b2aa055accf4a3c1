package org.citywall.gateway.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What is logged at WARN and ERROR by these loggers, until it is closed. */
public final class LogLines implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Appender appender = new Appender();
    private final List<String> loggers;

    /** Listens to loggers whose names begin like this. */
    public LogLines(List<String> loggers) {
        this.loggers = loggers;
        appender.start();
        root().addAppender(appender);
    }

    /** Level, logger, message and throwable of each. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        root().removeAppender(appender);
    }

    private static Logger root() {
        return (Logger) LogManager.getRootLogger();
    }

    private final class Appender extends AbstractAppender {
        Appender() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(Level.WARN)
                    && loggers.stream().anyMatch(event.getLoggerName()::startsWith)) {
                lines.add(
                        "%s %s %s %s"
                                .formatted(
                                        event.getLevel(),
                                        event.getLoggerName(),
                                        event.getMessage().getFormattedMessage(),
                                        event.getThrown()));
            }
        }
    }
}
