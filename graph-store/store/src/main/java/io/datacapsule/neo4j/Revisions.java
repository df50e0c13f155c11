package io.datacapsule.neo4j;

import io.datacapsule.graph.GraphMovedException;
import io.datacapsule.graph.Revision;
import java.util.List;
import org.neo4j.driver.summary.ResultSummary;
import org.springframework.data.neo4j.core.Neo4jClient;

/** The node that holds the number of the revision, and those that remember which jobs were committed at which. */
final class Revisions {

    private Revisions() {}

    /**
     * Begins the revision after {@code base} in the present transaction; others that do so wait for its end.
     *
     * @throws GraphMovedException if the graph stands at another one
     */
    static Revision bump(Neo4jClient client, Revision base, List<String> jobs) {
        Revision next = client.query("""
                        MATCH (r:CatalogRevision {id: 'catalog'})
                        SET r.number = r.number + 1
                        FOREACH (job IN $jobs |
                            MERGE (j:CommittedJob {id: job}) SET j.revision = r.number, j.at = datetime())
                        RETURN r.number AS number""")
                .bind(jobs)
                .to("jobs")
                .fetchAs(Revision.class)
                .mappedBy((types, row) -> new Revision(row.get("number").asLong()))
                .one()
                .orElseThrow();
        if (!next.equals(base.next())) {
            throw new GraphMovedException(base);
        }
        return next;
    }

    /**
     * Waits until no transaction that writes to the graph is under way any more, and keeps others from it until the present
     * one ends: each takes this lock. A commit whose connection broke can still be under way in the database.
     */
    static ResultSummary awaitCommits(Neo4jClient client) {
        return client.query("MATCH (r:CatalogRevision {id: 'catalog'}) SET r.settled_at = datetime()")
                .run();
    }

    /** The revision that the graph stands at. */
    static Revision read(Neo4jClient client) {
        return client.query("MATCH (r:CatalogRevision {id: 'catalog'}) RETURN r.number AS number")
                .fetchAs(Revision.class)
                .mappedBy((types, row) -> new Revision(row.get("number").asLong()))
                .one()
                .orElse(Revision.NONE);
    }
}
