package io.datacapsule.api.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTests {

    private static LoggingEvent event(String message, Throwable failure) {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("io.datacapsule.requests"), Level.WARN, message, failure, null);
        event.setInstant(Instant.parse("2026-01-13T10:30:00.123Z"));
        event.setMDCPropertyMap(Map.of("request_id", "abc123"));
        return event;
    }

    @Test
    void writesARequestAsTheRunbookHasIt() {
        LoggingEvent event = event("request_completed", null);
        event.addKeyValuePair(new KeyValuePair("method", "GET"));
        event.addKeyValuePair(new KeyValuePair("path", "/api/v1/capsules"));
        event.addKeyValuePair(new KeyValuePair("status_code", 200));
        event.addKeyValuePair(new KeyValuePair("duration_ms", 45L));

        assertThat(new JsonLines().format(event))
                .isEqualTo(
                        "{\"timestamp\":\"2026-01-13T10:30:00.123Z\",\"level\":\"warn\",\"event\":\"request_completed\","
                                + "\"request_id\":\"abc123\",\"method\":\"GET\",\"path\":\"/api/v1/capsules\",\"status_code\":200,"
                                + "\"duration_ms\":45,\"logger\":\"io.datacapsule.requests\"}\n");
    }

    @Test
    void keepsAnEventOnOneLineWhateverIsInIt() {
        String line = new JsonLines().format(event("a \"b\"\n{\u0007", new IllegalStateException("x\ny")));

        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = JsonMapper.shared().readTree(line);
        assertThat(json.path("event").asString()).isEqualTo("a \"b\"\n{\u0007");
        assertThat(json.path("exception").asString())
                .contains("IllegalStateException: x\ny")
                .contains("JsonLinesTests");
    }
}
