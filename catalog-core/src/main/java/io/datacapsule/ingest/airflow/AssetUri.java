package io.datacapsule.ingest.airflow;

import io.datacapsule.model.Urn;
import io.datacapsule.sql.TableName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which table the URI of an asset names, in the forms of Airflow's own schemes
 * ({@code postgres://host:port/database/schema/table}, {@code bigquery://project/dataset/table}) and of OpenLineage's, which
 * Cosmos writes ({@code snowflake://account/database.schema.table}, {@code bigquery/project.dataset.table}).
 */
final class AssetUri {

    /** Systems whose tables stand in a database and a schema; the host is no part of a name in the catalog. */
    private static final Set<String> THREE_PARTS = Set.of(
            "postgres",
            "postgresql",
            "redshift",
            "snowflake",
            "mssql",
            "sqlserver",
            "trino",
            "presto",
            "databricks",
            "awsathena",
            "athena",
            "oracle",
            "duckdb",
            "greenplum",
            "dremio",
            "vertica");

    /** Systems that know one level above a table. */
    private static final Set<String> TWO_PARTS =
            Set.of("mysql", "mariadb", "hive", "clickhouse", "teradata", "spark", "sqlite", "impala");

    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):?//([^/?#]*)/([^?#]*).*");
    private static final Pattern BIGQUERY = Pattern.compile("bigquery(?:://|:|/)/?([^?#]*).*");

    private AssetUri() {}

    /** The data that the URI names, if it is in a form that names a table or a capsule. */
    static Optional<DataRef> data(String uri) {
        if (Urn.isUrn(uri)) {
            return Optional.of(new DataRef.ByUrn(uri));
        }
        Matcher bigQuery = BIGQUERY.matcher(uri);
        if (bigQuery.matches()) {
            return table(parts(bigQuery.group(1)), 3);
        }
        Matcher form = FORM.matcher(uri);
        if (!form.matches()) {
            return Optional.empty();
        }
        String scheme = form.group(1).toLowerCase(Locale.ROOT);
        List<String> parts = parts(form.group(3));
        if (TWO_PARTS.contains(scheme)) {
            return table(parts, 2);
        }
        return THREE_PARTS.contains(scheme) ? table(parts, 3) : Optional.empty();
    }

    /** The URI without what may be secret in it, for a message. */
    static String shown(String uri) {
        return AirflowNames.clean(uri).replaceAll("//[^/@?#]*@", "//").replaceAll("[?#].*", "");
    }

    private static List<String> parts(String path) {
        String[] parts = path.split("/");
        String[] told = parts.length == 1 ? parts[0].split("\\.") : parts;
        return Arrays.stream(told).map(AssetUri::decoded).toList();
    }

    private static Optional<DataRef> table(List<String> parts, int levels) {
        if (parts.size() < 2 || parts.size() > levels || parts.stream().anyMatch(String::isBlank)) {
            return Optional.empty();
        }
        return Optional.of(new DataRef.Table(new TableName(
                parts.size() == 3 ? parts.getFirst() : null, parts.get(parts.size() - 2), parts.getLast())));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
