package io.datacapsule.api.tracing;

import io.datacapsule.api.config.OtlpEndpoint;
import io.datacapsule.api.config.Version;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes spans and sends those that ended about once a second, in the background; while the collector is away what does not fit
 * into the queue is dropped. Safe for use by many threads.
 */
final class Spans implements AutoCloseable {

    private static final int QUEUE = 4_096;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int LAST_SECONDS = 3;

    private final SdkTracerProvider provider;

    Spans(SpanExporter exporter) {
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                "dab",
                                AttributeKey.stringKey("service.version"),
                                Version.TEXT))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(QUEUE)
                        .setScheduleDelay(PAUSE)
                        .setExporterTimeout(ANSWER)
                        .build())
                .build();
    }

    /** Spans that go to that collector. */
    static Spans to(OtlpEndpoint endpoint) {
        SpanExporter exporter = endpoint.grpc()
                ? OtlpGrpcSpanExporter.builder()
                        .setEndpoint(endpoint.url())
                        .setTimeout(ANSWER)
                        .build()
                : OtlpHttpSpanExporter.builder()
                        .setEndpoint(endpoint.url())
                        .setTimeout(ANSWER)
                        .build();
        return new Spans(new ToldExporter(exporter, endpoint.url()));
    }

    Tracer tracer() {
        return provider.get("io.datacapsule");
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
    }
}
