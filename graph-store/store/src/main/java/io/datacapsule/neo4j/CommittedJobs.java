package io.datacapsule.neo4j;

import io.datacapsule.model.ConflictException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.neo4j.core.Neo4jClient;

/** The nodes that remember which jobs were committed, and which must not be any more. All within the caller's transaction. */
final class CommittedJobs {

    private CommittedJobs() {}

    /** Those of these jobs that were committed. */
    static Set<UUID> among(Neo4jClient client, Collection<UUID> jobs) {
        return client
                .query("MATCH (j:CommittedJob) WHERE j.id IN $ids AND j.revoked IS NULL RETURN j.id AS id")
                .bind(Neo4jGraphStore.texts(jobs))
                .to("ids")
                .fetchAs(UUID.class)
                .mappedBy((types, row) -> UUID.fromString(row.get("id").asString()))
                .all()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Keeps these jobs from being committed, and answers those that were. */
    static Set<UUID> revoke(Neo4jClient client, Collection<UUID> jobs) {
        Revisions.awaitCommits(client);
        client.query("""
                        UNWIND $ids AS id
                        MERGE (j:CommittedJob {id: id}) ON CREATE SET j.revoked = true, j.at = datetime()""").bind(Neo4jGraphStore.texts(jobs)).to("ids").run();
        return among(client, jobs);
    }

    /**
     * Makes sure that these jobs may be committed.
     *
     * @throws ConflictException {@code job_given_up} if another server took the one that runs them for dead
     */
    static void require(Neo4jClient client, List<UUID> jobs) {
        boolean revoked = !jobs.isEmpty()
                && client.query("""
                                MATCH (j:CommittedJob) WHERE j.id IN $ids AND j.revoked
                                RETURN count(j) > 0 AS revoked""")
                        .bindAll(Map.of("ids", Neo4jGraphStore.texts(jobs)))
                        .fetchAs(Boolean.class)
                        .mappedBy((types, row) -> row.get("revoked").asBoolean())
                        .one()
                        .orElseThrow();
        if (revoked) {
            throw new ConflictException(
                    "job_given_up",
                    "This server gave no sign of life for so long that another one recorded the job as interrupted; nothing"
                            + " was changed. Retry it.");
        }
    }
}
