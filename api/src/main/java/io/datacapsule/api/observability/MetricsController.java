package io.datacapsule.api.observability;

import io.datacapsule.api.config.Settings;
import io.datacapsule.model.NotFoundException;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Metrics for Prometheus: as OpenMetrics if that is asked for, else as its older text. */
@RestController
@Hidden
class MetricsController {

    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final Settings settings;
    private final Metrics metrics;
    private final CatalogGauges gauges;

    MetricsController(Settings settings, Metrics metrics, CatalogGauges gauges) {
        this.settings = settings;
        this.metrics = metrics;
        this.gauges = gauges;
    }

    @GetMapping("/metrics")
    ResponseEntity<byte[]> metrics(
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
        if (!settings.metrics().enabled()) {
            throw new NotFoundException("metrics_disabled", "There are no metrics: METRICS_ENABLED is false.");
        }
        gauges.refresh();
        String type = accept != null && accept.contains(OPEN_METRICS)
                ? OpenMetricsTextFormatWriter.CONTENT_TYPE
                : PrometheusTextFormatWriter.CONTENT_TYPE;
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .body(metrics.text(type).getBytes(StandardCharsets.UTF_8));
    }
}
