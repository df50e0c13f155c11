package io.datacapsule.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.operations.Load.Answer;
import io.datacapsule.operations.Load.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redis, PostgreSQL and Neo4j are killed and started again under load, for as many seconds each as the property
 * {@code dab.faults.seconds} says. The server is never started again.
 */
class FaultsIT {

    private static final long SECONDS = Long.getLong("dab.faults.seconds", 5);
    private static final int CALLERS = 4;
    private static final String KEY = "c5f1e2d3b4a5968778695a4b3c2d1e0f";
    private static final String URN = "urn:dcs:dbt:model:northwind_coffee.marts:fct_orders";
    private static final String DEMO = System.getProperty("dab.root") + "/cli/src/main/resources/demo";
    private static final Set<Call> WITHOUT_DATABASE = EnumSet.range(Call.LIST, Call.CAPSULE);

    @TempDir
    private static Path folder;

    private static Path data;
    private static Service redis;
    private static Service postgres;
    private static Service neo4j;
    private static Site site;

    @BeforeAll
    static void start() throws IOException {
        redis = Service.redis(folder);
        data = Files.createTempDirectory(Path.of("/tmp"), "dab-faults-");
        postgres = Service.postgres(data);
        neo4j = Service.neo4j(Files.createDirectory(folder.resolve("neo4j")));
        site = new Site(
                folder,
                Map.of(
                        "NEO4J_URI",
                        "bolt://127.0.0.1:" + neo4j.port(),
                        "NEO4J_PASSWORD",
                        "none",
                        "DATABASE_URL",
                        "postgresql://dab@127.0.0.1:" + postgres.port() + "/dab",
                        "REDIS_URL",
                        "redis://127.0.0.1:" + redis.port(),
                        "RATE_LIMIT_DEFAULT",
                        "9999999/hour",
                        "RATE_LIMIT_EXPENSIVE",
                        "9999999/hour",
                        "API_KEYS",
                        KEY));
        site.set("DAB_API_KEY", KEY);
        site.up();
        ingest("--project northwind_coffee");
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : new AutoCloseable[] {site, redis, postgres, neo4j}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
        if (data != null) {
            Programs.run(folder, "rm", "-rf", data.toString());
        }
    }

    private static void ingest(String options) {
        Site.Result result = site.shell(
                "dab ingest dbt --manifest " + DEMO + "/manifest.json --catalog " + DEMO + "/catalog.json " + options);
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void nothingFailsWhileRedisIsAway() {
        List<Answer> answers = killUnderLoad(redis, "redis", "\"status\":\"ready\"");

        assertThat(answers).allMatch(Answer::good);
    }

    @Test
    void readsOfTheGraphGoOnWhilePostgresIsAway() {
        List<Answer> answers = killUnderLoad(postgres, "postgresql", "\"away\":[\"postgresql\"]");

        assertThat(answers.stream().filter(answer -> WITHOUT_DATABASE.contains(answer.call())))
                .allMatch(Answer::good);
        assertThat(answers).anyMatch(answer -> answer.call() == Call.JOBS && answer.status() == 503);
    }

    @Test
    void readsOfTheGraphGoOnWhileNeo4jIsAway() {
        List<Answer> answers = killUnderLoad(neo4j, "neo4j", "\"away\":[\"neo4j\"]");

        assertThat(answers.stream().filter(answer -> WITHOUT_DATABASE.contains(answer.call())))
                .allMatch(Answer::good);
        assertThat(answers).anyMatch(answer -> answer.call() == Call.QUERY && answer.status() == 503);
        assertThat(answers).anyMatch(answer -> answer.call() == Call.DETAILS && answer.status() == 503);
    }

    /** Kills it in the midst of an ingestion, starts it again, waits until all is as before, and answers what was answered. */
    private static List<Answer> killUnderLoad(Service service, String name, String ready) {
        Site.Result job = site.shell("dab --output json ingest dbt --manifest " + DEMO + "/manifest.json"
                + " --project before_" + name + " --no-wait");
        List<Answer> answers;
        try (Load load = new Load(site.url(), KEY, URN, CALLERS)) {
            service.kill();
            Load.forSeconds(SECONDS);
            Programs.until(
                    "/health/ready tells",
                    () -> site.shell("curl \"$DAB_URL/api/v1/health/ready\" || true")
                            .output()
                            .contains(ready));
            service.restart();
            load.awaitAllGood();
            Load.forSeconds(2);
            answers = load.taken();
            report(name, answers);
            assertThat(answers).allMatch(answer -> answer.good() || answer.saysWhatIsAway());

            Load.forSeconds(SECONDS);
            List<Answer> after = load.taken();
            report(name + " is back", after);
            assertThat(after).isNotEmpty().allMatch(Answer::good);
        }
        assertThat(job.exit()).as(job.output()).isZero();
        Programs.until(
                "no ingestion is under way",
                () -> site.shell(
                                "dab --output json jobs list --status running; dab --output json jobs list --status pending")
                        .output()
                        .replaceAll("\\s", "")
                        .matches("(?s).*\"total\":0.*\"total\":0.*"));
        ingest("--project after_" + name);
        return answers;
    }

    private static void report(String when, List<Answer> answers) {
        Map<String, Integer> counts = new TreeMap<>();
        answers.forEach(answer -> counts.merge(answer.call() + " " + answer.status(), 1, Integer::sum));
        System.out.println(when + ": " + counts);
        answers.stream()
                .filter(answer -> !answer.good() && !answer.saysWhatIsAway())
                .limit(5)
                .forEach(answer -> System.out.println(when + ": " + answer));
    }
}
