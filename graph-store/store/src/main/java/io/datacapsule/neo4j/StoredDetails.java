package io.datacapsule.neo4j;

import io.datacapsule.model.CapsuleDetails;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.data.neo4j.core.Neo4jClient;

/** The large properties of capsules in the database. */
final class StoredDetails {

    private StoredDetails() {}

    /** Those of these capsules, by URN, in a map that may be changed; capsules without any are left out. */
    static Map<String, CapsuleDetails> read(Neo4jClient client, Collection<String> capsuleUrns) {
        Map<String, CapsuleDetails> details = new HashMap<>();
        client.query("""
                        UNWIND $urns AS urn
                        MATCH (n:Capsule {urn: urn})
                        WHERE n.raw_sql IS NOT NULL OR n.compiled_sql IS NOT NULL OR n.meta IS NOT NULL
                            OR n.lineage IS NOT NULL
                        RETURN n.urn AS urn, n.raw_sql AS raw, n.compiled_sql AS compiled, n.meta AS meta,
                            n.lineage AS lineage""")
                .bind(List.copyOf(capsuleUrns))
                .to("urns")
                .fetchAs(CapsuleDetails.class)
                .mappedBy((types, row) -> details(row))
                .all()
                .forEach(detail -> details.put(detail.urn(), detail));
        return details;
    }

    private static CapsuleDetails details(Record row) {
        return new CapsuleDetails(
                row.get("urn").asString(),
                text(row, "raw"),
                text(row, "compiled"),
                text(row, "meta"),
                text(row, "lineage"));
    }

    private static @Nullable String text(Record row, String name) {
        return row.get(name).isNull() ? null : row.get(name).asString();
    }
}
