package io.datacapsule.query;

import io.datacapsule.model.CapsuleType;
import io.datacapsule.model.Layer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which capsules a list shows: those that meet every condition that is not null. Words are compared without regard to case.
 *
 * @param search          each of its words occurs in the name or the description
 * @param layer           bronze, silver, gold, or none for capsules without a layer
 * @param capsuleType     model, source, seed …
 * @param domain          business domain
 * @param tag             name, URN or id of a tag on the capsule
 * @param hasPii          whether a column holds personal data
 * @param sourceSystem    dbt or airflow
 * @param sourceInstance  dbt project or Airflow instance
 * @param database        database in the warehouse
 * @param schema          schema in the warehouse
 * @param owner           person or team
 * @param materialization table, view …
 * @param hasTests        whether tests are attached to it or its columns
 */
public record CapsuleFilter(
        @Nullable String search,
        @Nullable String layer,
        @Nullable String capsuleType,
        @Nullable String domain,
        @Nullable String tag,
        @Nullable Boolean hasPii,
        @Nullable String sourceSystem,
        @Nullable String sourceInstance,
        @Nullable String database,
        @Nullable String schema,
        @Nullable String owner,
        @Nullable String materialization,
        @Nullable Boolean hasTests) {

    /** Shows every capsule. */
    public static final CapsuleFilter ALL =
            new CapsuleFilter(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** The word for capsules that have no layer. */
    static final String NO_LAYER = "none";

    private static final List<String> LAYERS = Stream.concat(
                    Arrays.stream(Layer.values()).map(Layer::word), Stream.of(NO_LAYER))
            .toList();
    private static final List<String> TYPES =
            Arrays.stream(CapsuleType.values()).map(CapsuleType::word).toList();

    /**
     * Tidies the conditions: blank ones are none.
     *
     * @throws io.datacapsule.model.InvalidInputException ({@code invalid_parameter}) if a value is not allowed
     */
    public CapsuleFilter {
        search = Parameters.text("search", search);
        layer = Parameters.word("layer", layer, LAYERS);
        capsuleType = Parameters.word("capsule_type", capsuleType, TYPES);
        domain = Parameters.text("domain", domain);
        tag = Parameters.text("tag", tag);
        sourceSystem = Parameters.word("source_system", sourceSystem, List.of("dbt", "airflow"));
        sourceInstance = Parameters.text("source_instance", sourceInstance);
        database = Parameters.text("database", database);
        schema = Parameters.text("schema", schema);
        owner = Parameters.text("owner", owner);
        materialization = Parameters.text("materialization", materialization);
    }
}
