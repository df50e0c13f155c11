package io.datacapsule.api.observability;

import static org.slf4j.Logger.ROOT_LOGGER_NAME;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** The log before the framework has set it up as the operator wants it. */
public final class EarlyLog {

    private EarlyLog() {}

    /** Keeps all but warnings back until then: they would be in another form. */
    public static void quiet() {
        if (LoggerFactory.getLogger(ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
