package io.datacapsule.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTests {

    private static final Path WORKING = Path.of("/srv/work");
    private static final Path USER = Path.of("/home/ada");

    @Test
    void hasADefaultForEverything() {
        Settings settings = settings(Map.of());

        assertThat(settings.server())
                .isEqualTo(new ServerSettings(Path.of("/home/ada/.dab"), "127.0.0.1", 8000, "development"));
        assertThat(settings.log().level()).isEqualTo("info");
        assertThat(settings.metrics()).isEqualTo(new MetricsSettings(true, false));
        assertThat(settings.security()).isEqualTo(new SecuritySettings(true, List.of()));
        assertThat(settings.rateLimits())
                .isEqualTo(new RateLimitSettings(
                        true,
                        new Rate(100, Duration.ofMinutes(1)),
                        new Rate(30, Duration.ofMinutes(1)),
                        Optional.empty()));
        assertThat(settings.stores().neo4jUri()).isEmpty();
        assertThat(settings.stores().neo4jUsername()).isEqualTo("neo4j");
        assertThat(settings.stores().neo4jPassword()).isEmpty();
        assertThat(settings.stores().neo4jDatabase()).isEmpty();
        assertThat(settings.stores().databaseUrl()).isEmpty();
        assertThat(settings.audit()).isEqualTo(new AuditSettings(365));
        assertThat(settings.reporting()).isEqualTo(new ReportingSettings(true));
        assertThat(settings.replicas()).isEqualTo(new ReplicaSettings(Duration.ofMillis(500), Optional.empty()));
        assertThat(settings.ingest().roots()).containsExactly(WORKING, Path.of("/home/ada/.dab/inbox"));
        assertThat(settings.ingest().maxUploadMb()).isEqualTo(2048);
        assertThat(settings.ingest().maxUploadBytes()).isEqualTo(2_147_483_648L);
    }

    @Test
    void takesEverythingFromVariables() {
        Settings settings = settings(Map.ofEntries(
                Map.entry("DAB_HOME", "/var/lib/dab"),
                Map.entry("DAB_BIND", "0.0.0.0"),
                Map.entry("DAB_PORT", "9000"),
                Map.entry("ENVIRONMENT", "production"),
                Map.entry("LOG_LEVEL", "WARNING"),
                Map.entry("LOG_FORMAT", "Text"),
                Map.entry("METRICS_ENABLED", "false"),
                Map.entry("METRICS_PUBLIC", "true"),
                Map.entry("AUTH_ENABLED", "false"),
                Map.entry("API_KEYS", "one, two,,"),
                Map.entry("RATE_LIMIT_ENABLED", "no"),
                Map.entry("RATE_LIMIT_DEFAULT", "10/second"),
                Map.entry("RATE_LIMIT_EXPENSIVE", "5 / Hour"),
                Map.entry("RATE_LIMIT_STORAGE_URI", "redis://limits/1"),
                Map.entry("NEO4J_URI", "neo4j+s://graph.example.org"),
                Map.entry("NEO4J_USERNAME", "dab"),
                Map.entry("NEO4J_PASSWORD", "secret"),
                Map.entry("NEO4J_DATABASE", "catalog"),
                Map.entry("GRAPH_POLL_MILLIS", "250"),
                Map.entry("DATABASE_URL", "postgresql://db/dab"),
                Map.entry("AUDIT_RETENTION_DAYS", "0"),
                Map.entry("REPORTING_ENABLED", "off"),
                Map.entry("INGEST_ROOTS", "/data, artifacts"),
                Map.entry("MAX_UPLOAD_MB", "5")));

        assertThat(settings.server())
                .isEqualTo(new ServerSettings(Path.of("/var/lib/dab"), "0.0.0.0", 9000, "production"));
        assertThat(settings.log()).isEqualTo(new LogSettings("warn", LogFormat.TEXT));
        assertThat(settings.metrics()).isEqualTo(new MetricsSettings(false, true));
        assertThat(settings.security()).isEqualTo(new SecuritySettings(false, List.of("one", "two")));
        assertThat(settings.rateLimits())
                .isEqualTo(new RateLimitSettings(
                        false,
                        new Rate(10, Duration.ofSeconds(1)),
                        new Rate(5, Duration.ofHours(1)),
                        Optional.of(new RedisUrl(false, "limits", 6379, "", "", 1))));
        assertThat(settings.stores().neo4jUri()).contains(URI.create("neo4j+s://graph.example.org"));
        assertThat(settings.stores().neo4jUsername()).isEqualTo("dab");
        assertThat(settings.stores().neo4jPassword()).isEqualTo("secret");
        assertThat(settings.stores().neo4jDatabase()).contains("catalog");
        assertThat(settings.stores().databaseUrl()).contains("postgresql://db/dab");
        assertThat(settings.audit().retentionDays()).isZero();
        assertThat(settings.reporting().enabled()).isFalse();
        assertThat(settings.replicas().followEvery()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.ingest().roots()).containsExactly(Path.of("/data"), Path.of("/srv/work/artifacts"));
        assertThat(settings.ingest().maxUploadMb()).isEqualTo(5);
    }

    @Test
    void countsWhatIsEmptyAsNotSet() {
        assertThat(settings(Map.of("DAB_PORT", " ", "API_KEYS", "", "NEO4J_URI", "")))
                .isEqualTo(settings(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "DAB_PORT, 70000",
        "DAB_PORT, eight",
        "LOG_LEVEL, loud",
        "LOG_FORMAT, xml",
        "METRICS_ENABLED, maybe",
        "METRICS_PUBLIC, 2",
        "TRACING_ENABLED, maybe",
        "AUTH_ENABLED, perhaps",
        "CORS_ORIGINS, 'https://a.example.org, *'",
        "RATE_LIMIT_ENABLED, maybe",
        "RATE_LIMIT_DEFAULT, 100",
        "RATE_LIMIT_DEFAULT, 0/minute",
        "RATE_LIMIT_DEFAULT, 100/fortnight",
        "RATE_LIMIT_EXPENSIVE, many/day",
        "RATE_LIMIT_STORAGE_URI, limits:6379",
        "REDIS_URL, http://cache",
        "REDIS_URL, redis://cache/first",
        "NEO4J_URI, http://graph",
        "AUDIT_RETENTION_DAYS, -1",
        "REPORTING_ENABLED, sometimes",
        "GRAPH_POLL_MILLIS, 10",
        "MAX_UPLOAD_MB, 0"
    })
    void namesTheVariableThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("invalid_setting"))
                .hasMessageContaining(name)
                .hasMessageContaining("takes");
    }

    @Test
    void printsNoSecret() {
        assertThat(settings(Map.of(
                                "API_KEYS", "key-secret",
                                "NEO4J_URI", "bolt://ada:uri-secret@graph:7687",
                                "NEO4J_PASSWORD", "neo-secret",
                                "DATABASE_URL", "postgresql://ada:db-secret@db/dab",
                                "REDIS_URL", "redis://ada:redis-secret@cache"))
                        .toString())
                .doesNotContain("secret");
        assertThatThrownBy(() -> settings(Map.of("NEO4J_URI", "http://ada:uri-secret@graph")))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> settings(Map.of("REDIS_URL", "http://ada:redis-secret@cache")))
                .hasMessageNotContaining("secret");
    }

    @Test
    void countsCallsWhereItIsTold() {
        assertThat(limits(Map.of("REDIS_URL", "redis://cache:7000")))
                .contains(new RedisUrl(false, "cache", 7000, "", "", 0));
        assertThat(limits(Map.of("REDIS_URL", "redis://cache", "RATE_LIMIT_STORAGE_URI", "memory://")))
                .isEmpty();
        assertThat(limits(Map.of(
                        "REDIS_URL", "redis://cache", "RATE_LIMIT_STORAGE_URI", "rediss://a%40b:p%2Fw+@limits/3")))
                .contains(new RedisUrl(true, "limits", 6379, "a@b", "p/w+", 3));
    }

    @Test
    void keepsAnswersWhereItIsTold() {
        assertThat(settings(Map.of()).cache()).isEqualTo(new CacheSettings(true, Optional.empty()));
        assertThat(settings(Map.of("CACHE_ENABLED", "false", "REDIS_URL", "redis://cache"))
                        .cache())
                .isEqualTo(new CacheSettings(false, Optional.of(new RedisUrl(false, "cache", 6379, "", "", 0))));
        assertThat(settings(Map.of("REDIS_URL", "redis://cache", "CACHE_REDIS_URL", "redis://other"))
                        .cache()
                        .redis())
                .contains(new RedisUrl(false, "other", 6379, "", "", 0));
    }

    private static Optional<RedisUrl> limits(Map<String, String> variables) {
        return settings(variables).rateLimits().redis();
    }

    private static Settings settings(Map<String, String> variables) {
        return Settings.of(variables, WORKING, USER);
    }
}
