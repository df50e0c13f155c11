package io.datacapsule.ingest.dbt;

import java.util.Map;

/**
 * A catalog as far as it is wanted.
 *
 * @param tables relations by unique id
 */
record Catalog(ArtifactMetadata metadata, Map<String, CatalogTable> tables) {

    static final Catalog NONE = new Catalog(ArtifactMetadata.NONE, Map.of());
}
