package io.datacapsule.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.operations.Outcome.Broken;
import io.datacapsule.operations.Outcome.NotRun;
import io.datacapsule.operations.Outcome.NotYet;
import io.datacapsule.operations.Outcome.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types the commands of a runbook at the packaged server, with a PostgreSQL and a Redis of this machine: of ours, and of the one that
 * the property {@code dab.runbook} names or that lies beside the source tree.
 */
class RunbookIT {

    private static final Path ROOT = Path.of(System.getProperty("dab.root"));
    private static final String KEY = "f3b1c2d4e5f60718293a4b5c6d7e8f90";
    private static final String OTHER_KEY = "0a9b8c7d6e5f40312233445566778899";

    @TempDir
    private Path folder;

    private Path data;
    private Service postgres;
    private Service redis;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    @BeforeEach
    void startDatabases() throws IOException {
        for (String client : List.of("psql", "pg_dump", "pg_restore", "pg_isready")) {
            Programs.required(client, "postgresql-client");
        }
        Programs.required("jq", "jq");
        Programs.required("curl", "curl");
        redis = Service.redis(folder);
        // not in a folder that only we may enter: it runs as another account
        data = Files.createTempDirectory(Path.of("/tmp"), "dab-runbook-");
        postgres = Service.postgres(data);
    }

    @AfterEach
    void stopDatabases() throws IOException {
        if (redis != null) {
            redis.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (data != null) {
            Programs.run(folder, "rm", "-rf", data.toString());
        }
    }

    @Test
    void everyCommandOfOursWorks() throws IOException {
        List<Step> steps = Document.read(ROOT.resolve("docs/RUNBOOK.md"));
        try (Site site = site(steps)) {
            Walk walk = new Walk(site, Walk.readme());
            steps.forEach(step -> note(step, walk.take(step)));
        }

        assertThat(broken).isEmpty();
        assertThat(count(Works.class)).isGreaterThan(55);
        assertThat(count(NotRun.class)).isEqualTo((int)
                steps.stream().filter(step -> step.notRun().isPresent()).count());
    }

    @Test
    void everyCommandOfTheOtherOneWorksOrIsKnownNotTo() throws IOException {
        Path file = Path.of(System.getProperty(
                "dab.runbook", ROOT.resolve("../shared/RUNBOOK.md").toString()));
        Assumptions.assumeTrue(Files.exists(file), "there is no other runbook: " + file);
        List<Step> steps =
                Document.read(file).stream().filter(OtherRunbook::covers).toList();
        try (Site site = site(steps)) {
            OtherRunbook other = new OtherRunbook(site, KEY, OTHER_KEY, redis.port(), postgres.port());
            Walk walk = new Walk(site, Walk.readme());
            for (Step step : steps) {
                note(step, other.take(step, walk));
            }
        }

        assertThat(broken).isEmpty();
        assertThat(count(Works.class)).isGreaterThan(40);
    }

    /** A server that is started as the runbook says, but for hosts, passwords and keys. */
    private Site site(List<Step> steps) throws IOException {
        Map<String, String> settings = new HashMap<>();
        steps.stream()
                .filter(step -> step.kind().equals("env"))
                .flatMap(step -> step.text().lines())
                .filter(line -> line.matches("[A-Z_]+=.*"))
                .forEach(line -> settings.put(
                        line.substring(0, line.indexOf('=')), here().apply(line.substring(line.indexOf('=') + 1))));
        settings.put("API_KEYS", KEY + "," + OTHER_KEY);
        Site site = new Site(folder, settings);
        try {
            site.set("DAB_API_KEY", KEY);
            site.up();
            site.set("DATABASE_URL", "postgresql://dab@127.0.0.1:" + postgres.port() + "/dab");
            return site;
        } catch (AssertionError e) {
            site.close();
            throw e;
        }
    }

    private UnaryOperator<String> here() {
        return value -> value.replaceAll(
                        "://\\w+:\\w+@db[\\w.]*:5432/", "://dab:4wvN0q2Zr7@127.0.0.1:" + postgres.port() + "/")
                .replaceAll("cache[\\w.]*:6379", "127.0.0.1:" + redis.port())
                .replaceAll("(collector|jaeger)[\\w.]*:4317", "127.0.0.1:4317");
    }

    private void note(Step step, Outcome outcome) {
        outcomes.add(outcome);
        switch (outcome) {
            case Works() -> System.out.println("works: " + step.name());
            case NotRun(String reason) -> System.out.println("not run, " + reason + ": " + step.name());
            case NotYet(String reason) -> System.out.println("not yet, " + reason + ": " + step.name());
            case Broken(String detail) -> {
                System.out.println("BROKEN: " + step.name() + "\n" + detail);
                broken.add(step.name() + ": " + detail);
            }
        }
    }

    private int count(Class<? extends Outcome> kind) {
        return (int) outcomes.stream().filter(kind::isInstance).count();
    }
}
