package io.datacapsule.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TelemetryTests {

    private final RecordingTelemetry telemetry = new RecordingTelemetry();

    @Test
    void tellsTheEndOfWorkAndWhatItFailedWith() {
        Work work = new Work.Query("neo4j", "load");

        assertThat(telemetry.observe(work, () -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> telemetry.observe(work, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(telemetry.ended).containsExactly(work.toString(), work + " failed");
    }
}
