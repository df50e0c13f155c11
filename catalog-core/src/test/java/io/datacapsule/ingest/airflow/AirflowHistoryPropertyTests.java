package io.datacapsule.ingest.airflow;

import static io.datacapsule.ingest.airflow.IngestedCatalog.CLEANUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.Asserted;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Random histories of an instance: however it got there, the graph is the one that a clean ingest of the last state gives. */
class AirflowHistoryPropertyTests {

    private static final List<String> IDS = List.of("a", "b", "a.b", "b.a", "ä/ö", "50%", "x:y", "日本", "a b", "%2E");
    private static final List<String> MODELS = List.of("raw", "orders", "mart");

    @RepeatedTest(150)
    void aHistoryEndsWhereACleanIngestOfItsLastStateDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        IngestedCatalog catalog = new IngestedCatalog();
        IngestedCatalog fresh = new IngestedCatalog();
        Asserted shop = Asserted.by("shop").flow("raw -> orders -> mart");
        catalog.ingest(shop);
        fresh.ingest(shop);
        AirflowMetadata last = state(random);
        for (int step = 0; step < 5; step++) {
            last = state(random);
            catalog.ingest(last, CLEANUP);
        }

        assertThat(catalog.ingest(last, CLEANUP).change().isEmpty())
                .as("repeating the last state changes nothing")
                .isTrue();
        assertThat(catalog.ingest(shop.build(), CLEANUP).change().isEmpty())
                .as("nor does the project that it refers to")
                .isTrue();
        fresh.ingest(last, CLEANUP);
        assertThat(catalog.contents()).isEqualTo(fresh.contents());
    }

    private static AirflowMetadata state(Random random) {
        Instance instance = Instance.of("prod.example");
        List<String> tasks = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            String dag = pick(random, IDS);
            instance.dag(dag, "");
            List<String> own = new ArrayList<>();
            for (int t = random.nextInt(5); t > 0; t--) {
                String task = pick(random, IDS);
                instance.task(task);
                own.add(task);
                tasks.add(dag + "/" + task);
                data(random, instance, task);
            }
            if (!own.isEmpty()) {
                instance.downstream(pick(random, own), pick(random, own));
                instance.rendered(pick(random, own), "external_dag_id", pick(random, IDS));
            }
            if (random.nextBoolean()) {
                instance.tag("domain:d" + random.nextInt(2), "t" + random.nextInt(2));
            }
        }
        for (int i = random.nextInt(3); i > 0 && !tasks.isEmpty(); i--) {
            String uri = random.nextBoolean() ? "s3://lake/x" + i : "postgres://h/db/main/" + pick(random, MODELS);
            List<String> producers =
                    tasks.stream().filter(task -> !task.startsWith("ä")).toList();
            instance.asset(
                    uri,
                    producers.isEmpty() ? List.of() : List.of(pick(random, producers)),
                    pick(random, List.of("a", "b", "a.b")));
        }
        return instance.metadata();
    }

    private static void data(Random random, Instance instance, String task) {
        switch (random.nextInt(5)) {
            case 0 -> instance.rendered(task, "sql", "insert into main.mart select * from " + pick(random, MODELS));
            case 1 -> instance.rendered(task, "bash_command", "dbt test -s " + pick(random, MODELS));
            case 2 -> instance.rendered(task, "trigger_dag_id", pick(random, IDS));
            case 3 -> instance.operator(task, "DbtRunLocalOperator").rendered(task, "select", pick(random, MODELS));
            default -> instance.operator(task, "PythonOperator");
        }
    }

    private static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
