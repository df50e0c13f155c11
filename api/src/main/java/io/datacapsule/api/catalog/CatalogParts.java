package io.datacapsule.api.catalog;

import io.datacapsule.api.config.Settings;
import io.datacapsule.graph.CatalogGraph;
import io.datacapsule.graph.CatalogGraph.Cause;
import io.datacapsule.graph.GraphChange;
import io.datacapsule.graph.GraphQueries;
import io.datacapsule.graph.GraphStore;
import io.datacapsule.gremlin.GremlinQueries;
import io.datacapsule.ingest.IngestionService;
import io.datacapsule.ingest.MetadataSources;
import io.datacapsule.ingest.derive.LineageDerivation;
import io.datacapsule.ingest.derive.LineageSources;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.search.CatalogSearch;
import io.datacapsule.sql.SqlLimits;
import io.datacapsule.sql.SqlLineage;
import io.datacapsule.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The parts of a loaded catalog.
 *
 * @param databases  what it stands on
 * @param graphStore the truth of the graph
 * @param relational the truth of what happened
 * @param graph      the graph in memory, and the way to change it
 * @param search     finds capsules by words
 * @param gremlin    questions to the graph in memory
 * @param sql        column lineage of SQL
 * @param derivation column lineage at ingestion
 * @param ingestion  ingestion as jobs
 * @param background what goes on behind requests
 */
public record CatalogParts(
        Databases databases,
        GraphStore graphStore,
        RelationalStore relational,
        CatalogGraph graph,
        CatalogSearch search,
        GraphQueries gremlin,
        SqlLineage sql,
        LineageDerivation derivation,
        IngestionService ingestion,
        List<AutoCloseable> background)
        implements AutoCloseable {

    /** Copies what could be changed from outside. */
    public CatalogParts {
        background = List.copyOf(background);
    }

    /**
     * Loads the graph, brings the schema up to date and settles what an earlier process left open.
     *
     * @param server      the name of this server among those that share its databases
     * @param followEvery how often it looks what the others wrote
     */
    public static CatalogParts load(
            Databases databases,
            UUID server,
            Duration followEvery,
            MetadataSources sources,
            Clock clock,
            Telemetry telemetry) {
        CatalogGraph graph = CatalogGraph.open(databases.graph(), followEvery, telemetry);
        graph.onPublish(published -> {
            if (published.cause() == Cause.COMMITTED) {
                telemetry.committed(
                        published.changes().size(),
                        published.changes().stream()
                                .mapToLong(GraphChange::size)
                                .sum());
            }
        });
        SqlLineage sql = new SqlLineage(SqlLimits.DEFAULT);
        LineageDerivation derivation = new LineageDerivation(sql::derive);
        IngestionService ingestion = new IngestionService(
                graph,
                databases.graph(),
                databases.relational().jobs(server),
                new LineageSources(sources, derivation, graph::snapshot, telemetry),
                clock,
                telemetry);
        ingestion.settle();
        return new CatalogParts(
                databases,
                databases.graph(),
                databases.relational(),
                graph,
                CatalogSearch.over(graph),
                new GremlinQueries(graph::snapshot),
                sql,
                derivation,
                ingestion,
                List.of());
    }

    /**
     * These, with what the settings want to go on behind requests.
     *
     * @param historyGone is told that whoever emptied the copy of the graph took away all ingestions from before that time
     */
    public CatalogParts withBackground(Settings settings, Consumer<Instant> historyGone, Clock clock) {
        return new CatalogParts(
                databases,
                graphStore,
                relational,
                graph,
                search,
                gremlin,
                sql,
                derivation,
                ingestion,
                Background.start(this, settings, historyGone, clock));
    }

    /** Writes what waits and stops the databases. */
    @Override
    public void close() {
        ingestion.close();
        derivation.close();
        sql.close();
        graph.close();
        background.forEach(Databases::close);
        search.close();
        databases.close();
    }
}
