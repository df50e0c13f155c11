package io.datacapsule.jdbc.codegen;

import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.jdbc.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Applies the migrations to a PostgreSQL of its own and generates jOOQ's classes from what is there then. Does nothing if the
 * migrations are those of the last time.
 */
public final class GenerateSchema {

    /** Changed whenever this class would generate something else from the same migrations. */
    private static final String RECIPE = "2";

    private GenerateSchema() {}

    /**
     * Generates.
     *
     * @param arguments the folder for the sources, and one to work in
     */
    public static void main(String[] arguments) throws Exception {
        Path sources = Path.of(arguments[0]).toAbsolutePath();
        Path work = Path.of(arguments[1]).toAbsolutePath();
        String fingerprint = RECIPE + " " + Migrations.fingerprint();
        Path done = sources.resolve("fingerprint.txt");
        if (Files.exists(done) && Files.readString(done).equals(fingerprint)) {
            return;
        }
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(work)) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setURL(server.jdbcUrl());
            database.setUser(server.user());
            database.setPassword(server.password());
            Migrations migrations = new Migrations(database);
            migrations.downgradeToBase();
            migrations.upgrade();
            GenerationTool.generate(configuration(server, sources));
        }
        write(done, fingerprint);
    }

    private static Configuration configuration(EmbeddedPostgres server, Path sources) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(server.jdbcUrl())
                        .withUser(server.user())
                        .withPassword(server.password()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema("public")
                                .withOutputSchemaToDefault(true)
                                .withIncludes(".*")
                                .withExcludes("schema_changelog")
                                .withForcedTypes(new ForcedType()
                                        .withName("INSTANT")
                                        .withIncludeTypes("(?i:timestamp\\s*with\\s*time\\s*zone)")))
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(true)
                                .withGeneratedAnnotationDate(false)
                                .withGeneratedAnnotationJooqVersion(false)
                                .withGlobalCatalogReferences(false)
                                .withJavadoc(true))
                        .withTarget(new Target()
                                .withPackageName("io.datacapsule.jdbc.schema")
                                .withDirectory(sources.toString())));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
