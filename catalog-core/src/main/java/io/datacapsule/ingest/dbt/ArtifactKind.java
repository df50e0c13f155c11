package io.datacapsule.ingest.dbt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of artifact, by the word in {@code metadata.dbt_schema_version}. */
enum ArtifactKind {
    MANIFEST("manifest", "a manifest", 12),
    CATALOG("catalog", "a catalog", 1),
    RUN_RESULTS("run-results", "run results", 6),
    SOURCES("sources", "source freshness results", 3);

    private static final Pattern SCHEMA = Pattern.compile("/dbt/([a-z-]+)/v(\\d{1,4})(?:\\.json)?/?$");

    private final String word;
    final String title;
    private final int newest;

    ArtifactKind(String word, String title, int newest) {
        this.word = word;
        this.title = title;
        this.newest = newest;
    }

    /** How a schema version compares with what is read here. */
    enum Schema {
        KNOWN,
        UNKNOWN,
        OTHER_KIND
    }

    Schema compare(String schemaVersion) {
        Matcher schema = SCHEMA.matcher(schemaVersion);
        if (!schema.find()) {
            return Schema.UNKNOWN;
        }
        if (!schema.group(1).equals(word)) {
            return Schema.OTHER_KIND;
        }
        int version = Integer.parseInt(schema.group(2));
        return version >= 1 && version <= newest ? Schema.KNOWN : Schema.UNKNOWN;
    }
}
