package io.datacapsule.api.observability;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes each event of the log as a line of JSON: {@code timestamp}, {@code level}, {@code event}, then what is known of it at the
 * top level. Made by the framework, by its name.
 */
public final class JsonLines implements StructuredLogFormatter<ILoggingEvent> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String format(ILoggingEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringProperty(
                    "timestamp",
                    event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringProperty("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
            json.writeStringProperty("event", event.getFormattedMessage());
            event.getMDCPropertyMap().forEach(json::writeStringProperty);
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs().forEach(pair -> write(json, pair));
            }
            json.writeStringProperty("logger", event.getLoggerName());
            if (event.getThrowableProxy() != null) {
                json.writeStringProperty("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            json.writeEndObject();
        }
        return line.append('\n').toString();
    }

    private static void write(JsonGenerator json, KeyValuePair pair) {
        switch (pair.value) {
            case Integer number -> json.writeNumberProperty(pair.key, number);
            case Long number -> json.writeNumberProperty(pair.key, number);
            case null, default -> json.writeStringProperty(pair.key, String.valueOf(pair.value));
        }
    }
}
