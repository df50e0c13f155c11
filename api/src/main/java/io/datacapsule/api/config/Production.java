package io.datacapsule.api.config;

import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.model.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a server in production must not be started with. */
final class Production {

    /** Keys that stand in documents about this server. */
    private static final Set<String> EXAMPLE_KEYS = Set.of("your-api-key", "key", "key1_abc123", "key2_def456", "...");

    /** Passwords that databases come with or that stand in documents. */
    private static final Set<String> DEFAULT_PASSWORDS = Set.of(
            "neo4j",
            "postgres",
            "postgresql",
            "password",
            "secure_password",
            "changeme",
            "secret",
            "dab",
            "dcs",
            "admin");

    private Production() {}

    /** Whether that is the name of a production environment. */
    static boolean named(String environment) {
        return Set.of("production", "prod").contains(environment.toLowerCase(Locale.ROOT));
    }

    /**
     * Lets only settings pass that close the server.
     *
     * @throws InvalidInputException {@code insecure_settings} with everything that is to be set
     */
    static void require(Settings settings) {
        List<String> objections = new ArrayList<>();
        SecuritySettings security = settings.security();
        if (!security.enabled()) {
            objections.add("AUTH_ENABLED is false, so anybody could call: set AUTH_ENABLED=true or leave it out");
        }
        if (security.keys().isEmpty()) {
            objections.add("API_KEYS is not set: set it to one or more long random keys, with commas between;"
                    + " 'openssl rand -hex 32' prints one");
        }
        if (security.keys().stream().anyMatch(EXAMPLE_KEYS::contains)) {
            objections.add("API_KEYS holds a key that stands in the documentation: replace it with a random one");
        }
        if (isDefault(settings.stores().neo4jPassword())
                && settings.stores().neo4jUri().isPresent()) {
            objections.add("NEO4J_PASSWORD is one that everybody knows: change it in Neo4j and here");
        }
        if (settings.stores()
                .databaseUrl()
                .map(DatabaseUrl::parse)
                .filter(url -> isDefault(url.password()))
                .isPresent()) {
            objections.add(
                    "the password in DATABASE_URL is one that everybody knows: change it in PostgreSQL and here");
        }
        if (Stream.of(settings.rateLimits().redis(), settings.cache().redis())
                .flatMap(Optional::stream)
                .anyMatch(url -> isDefault(url.password()))) {
            objections.add("the password in REDIS_URL, CACHE_REDIS_URL or RATE_LIMIT_STORAGE_URI is one that everybody"
                    + " knows: change it in Redis and here");
        }
        if (!objections.isEmpty()) {
            throw new InvalidInputException(
                    "insecure_settings",
                    "With ENVIRONMENT=" + settings.server().environment()
                            + " the server does not start like this:\n  - " + String.join("\n  - ", objections));
        }
    }

    private static boolean isDefault(String password) {
        return DEFAULT_PASSWORDS.contains(password.toLowerCase(Locale.ROOT));
    }
}
