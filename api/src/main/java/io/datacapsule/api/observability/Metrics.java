package io.datacapsule.api.observability;

import io.datacapsule.api.config.Version;
import io.datacapsule.ingest.JobStatus;
import io.datacapsule.telemetry.Telemetry;
import io.datacapsule.telemetry.Work;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the server counts and measures, from before its databases are open. Values of labels are from small sets; none names data,
 * a caller or a query. Safe for use by many threads.
 */
public final class Metrics implements Telemetry, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterProvider<Timer> queries;
    private final MeterProvider<Timer> stages;
    private final MeterProvider<Timer> walks;
    private final MeterProvider<Counter> jobs;
    private final MeterProvider<Timer> jobTimes;
    private final DistributionSummary batchChanges;
    private final DistributionSummary batchRows;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** Nothing is counted yet. */
    public Metrics() {
        queries = Timer.builder("dab.db.query.duration")
                .description("What was asked of the databases, by kind of question")
                .serviceLevelObjectives(
                        Buckets.seconds(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30))
                .withRegistry(registry);
        stages = Timer.builder("dab.ingestion.stage.duration")
                .description(
                        "Stages of ingestions; reading holds deriving, writing holds comparing and waiting for its turn")
                .serviceLevelObjectives(Buckets.LONG)
                .withRegistry(registry);
        walks = Timer.builder("dab.lineage.duration")
                .description("Lineage looked up in memory")
                .serviceLevelObjectives(Buckets.seconds(.00001, .00003, .0001, .0003, .001, .003, .01, .03, .1, .3, 1))
                .withRegistry(registry);
        jobs = Counter.builder("dab.ingestion")
                .description("Ingestions that ended")
                .withRegistry(registry);
        jobTimes = Timer.builder("dab.ingestion.duration")
                .description("Ingestions from their beginning to their end")
                .serviceLevelObjectives(Buckets.LONG)
                .withRegistry(registry);
        batchChanges = DistributionSummary.builder("dab.writer.batch.changes")
                .description("Changes that went into the graph as one commit")
                .serviceLevelObjectives(1, 2, 5, 10, 50, 100, 512)
                .register(registry);
        batchRows = DistributionSummary.builder("dab.writer.batch.rows")
                .description("Nodes and edges that were changed by one commit")
                .serviceLevelObjectives(1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
                .register(registry);
        bindProcess();
        // Series that are there from the start: the first failure must be seen to be one more.
        for (JobStatus status : JobStatus.values()) {
            if (status.ended()) {
                jobs.withTags("status", status.word(), "source_type", "dbt");
            }
        }
        walks.withTag("level", "capsule");
        walks.withTag("level", "column");
    }

    private void bindProcess() {
        Gauge.builder("dab.build.info", () -> 1)
                .description("Always 1; the label tells the version")
                .tag("version", Version.TEXT)
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where further meters go. */
    MeterRegistry registry() {
        return registry;
    }

    /** All as text, in the format of that media type. */
    String text(String mediaType) {
        return registry.scrape(mediaType);
    }

    @Override
    public Running begin(Work work) {
        return switch (work) {
            case Work.Query(String store, String operation) ->
                timed(queries.withTags("store", store, "operation", operation));
            case Work.Stage(String name) -> timed(stages.withTag("stage", name));
            case Work.Walk(String level) -> timed(walks.withTag("level", level));
            case Work.Job _ -> failure -> {}; // it is told with its status when it ended
        };
    }

    private static Running timed(Timer timer) {
        long begun = System.nanoTime();
        return failure -> timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }

    @Override
    public void jobEnded(String sourceType, String status, Duration took) {
        jobs.withTags("status", status, "source_type", sourceType).increment();
        if (took.isPositive()) {
            jobTimes.withTag("status", status).record(took);
        }
    }

    @Override
    public void committed(int changes, long rows) {
        batchChanges.record(changes);
        batchRows.record((double) rows);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
