package io.datacapsule.api.observability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.api.config.Settings;
import io.datacapsule.model.NotFoundException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsControllerTests {

    @Test
    void saysThatThereAreNoMetricsIfTheyAreTurnedOff() {
        Settings settings = Settings.of(Map.of("METRICS_ENABLED", "false"), Path.of("/srv"), Path.of("/home/ada"));

        try (Metrics metrics = new Metrics()) {
            MetricsController controller = new MetricsController(settings, metrics, null);
            assertThatThrownBy(() -> controller.metrics(null))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("METRICS_ENABLED");
        }
    }
}
