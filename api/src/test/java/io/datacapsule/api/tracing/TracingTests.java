package io.datacapsule.api.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.datacapsule.api.config.OtlpEndpoint;
import io.datacapsule.api.config.TracingSettings;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TracingTests {

    private static final Work JOB = new Work.Job(new UUID(1, 2));
    private static final Work COMMIT = new Work.Query("neo4j", "commit");

    /** Keeps what ended. */
    private static final class Recording implements Telemetry {

        private final List<String> ended = new CopyOnWriteArrayList<>();

        @Override
        public Running begin(Work work) {
            return failure -> ended.add(work + (failure == null ? "" : " failed"));
        }

        @Override
        public void jobEnded(String sourceType, String status, Duration took) {
            ended.add(status);
        }

        @Override
        public void committed(int changes, long rows) {
            ended.add("committed");
        }
    }

    private final Recording recording = new Recording();

    @Test
    void isNotThereUnlessItIsWanted() {
        try (Tracing tracing = Tracing.of(new TracingSettings(Optional.empty()))) {
            assertThat(tracing.spans()).isNull();
            assertThat(tracing.with(recording)).isSameAs(recording);
        }
    }

    @Test
    void sendsOverGrpcWhatIsLeftWhenItIsClosed() throws Exception {
        try (Collector collector = Collector.start()) {
            Spans spans = Spans.to(new OtlpEndpoint(true, "http://127.0.0.1:" + collector.port()));
            Telemetry telemetry = new TracedTelemetry(recording, spans.tracer());
            Span request = spans.tracer().spanBuilder("request").startSpan();
            try (Scope _ = request.makeCurrent()) {
                telemetry.observe(JOB, () -> {
                    Telemetry.Place job = telemetry.here();
                    Thread elsewhere =
                            Thread.ofVirtual().start(() -> job.within(() -> telemetry.observe(COMMIT, () -> 1)));
                    return joined(elsewhere);
                });
                assertThatThrownBy(() -> telemetry.observe(COMMIT, () -> {
                            throw new IllegalStateException("canary");
                        }))
                        .isInstanceOf(IllegalStateException.class);
            }
            request.end();
            telemetry.observe(COMMIT, () -> "for nobody");

            spans.close();

            assertThat(collector.spans())
                    .extracting(io.opentelemetry.proto.trace.v1.Span::getName)
                    .containsExactly("neo4j commit", "ingestion job", "neo4j commit", "request");
            assertThat(collector.spans().get(0).getParentSpanId())
                    .isEqualTo(collector.spans().get(1).getSpanId());
            assertThat(collector.spans().get(1).getParentSpanId())
                    .isEqualTo(collector.spans().get(3).getSpanId());
            assertThat(collector.bytes()).contains("IllegalStateException").doesNotContain("canary");
            assertThat(recording.ended)
                    .containsExactly(COMMIT.toString(), JOB.toString(), COMMIT + " failed", COMMIT.toString());
        }
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tellsOnceThatTheCollectorIsAwayAndOnceThatItIsBack() {
        Logger logger = (Logger) LoggerFactory.getLogger(ToldExporter.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        Answering answering = new Answering();
        ToldExporter exporter = new ToldExporter(answering, "http://collector:4318/v1/traces");

        for (boolean taken : new boolean[] {true, false, false, true, true}) {
            answering.result = taken ? CompletableResultCode.ofSuccess() : CompletableResultCode.ofFailure();
            exporter.export(List.of());
        }

        logger.detachAppender(log);
        logger.setLevel(null);
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .satisfiesExactly(
                        away -> assertThat(away).startsWith("WARN").contains("http://collector:4318"),
                        back -> assertThat(back).startsWith("INFO").contains("again"));
    }
}
