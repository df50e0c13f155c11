package io.datacapsule.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The page's library, as the build brought it. */
final class SwaggerUi {

    /** Its version, which is part of the names of its files. */
    static final String VERSION = version();

    private SwaggerUi() {}

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(SwaggerUi.class.getResourceAsStream("build.properties"))) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("swagger-ui");
    }
}
