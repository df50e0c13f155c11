package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.ingest.airflow.AirflowDag;
import io.datacapsule.ingest.airflow.AirflowMetadata;
import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.UpstreamException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens with an instance that is busy, broken, slow or means harm. The limit only keeps a hang from hanging. */
@Timeout(60)
class AirflowTroubleTests {

    private final NotedProgress progress = new NotedProgress();

    @Test
    void waitsAsLongAsABusyInstanceAsksForAndAsksAgain() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/dags\\?", 2, MockAirflow.json(429, "{}", "Retry-After", "1"))) {
            long start = System.nanoTime();
            AirflowMetadata metadata = Asked.of(airflow, progress, "timeout", "0.9");

            assertThat(metadata.dags()).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void doesNotWaitForHours() {
        try (MockAirflow airflow =
                new MockAirflow("v1", "").instead("/dags\\?", 9, MockAirflow.json(429, "{}", "Retry-After", "7200"))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress))
                    .hasMessageContaining("429")
                    .hasMessageContaining("7200 s");
            assertThat(airflow.asked())
                    .filteredOn(path -> path.contains("/dags?"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void asksAgainWhenAnInstanceFailsForAMoment(int status) {
        try (MockAirflow airflow = new MockAirflow("v2", "")
                .with("sales", "t")
                .instead("/dags\\?", 2, MockAirflow.json(status, "oops"))
                .instead("/sales/tasks", 2, MockAirflow.json(status, "oops"))) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags().getFirst().tasks()).hasSize(1);
            assertThat(metadata.incomplete()).isEmpty();
        }
    }

    @Test
    void asksAgainForAnswersThatWereCut() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/dags\\?", 2, MockAirflow.cut())
                .instead("/sales/", 2, MockAirflow.cut())) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags().getFirst().tasks()).hasSize(1);
            assertThat(metadata.incomplete()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, airflow_refused",
        "401, airflow_unauthorized",
        "403, airflow_forbidden",
        "404, airflow_not_found",
        "418, airflow_refused",
        "429, airflow_rate_limited",
        "500, airflow_server_error",
        "503, airflow_server_error"
    })
    void failsWithAReasonWhenTheListCannotBeRead(int status, String code) {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/dags\\?", 99, MockAirflow.json(status, "<html>" + "x".repeat(100_000)))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress))
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining(String.valueOf(status))
                    .satisfies(
                            e -> assertThat(e.getMessage()).hasSizeLessThan(600).doesNotContain("xxx"))
                    .extracting(e -> ((CatalogException) e).code())
                    .isEqualTo(code);
        }
    }

    @Test
    void goesOnWithoutTheTasksOfADagThatCannotBeReadAndSaysSo() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("broken", "t")
                .with("sales", "t")
                .instead("/broken/tasks", 99, MockAirflow.json(500, "oops"))) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags()).extracting(AirflowDag::id).containsExactly("broken", "sales");
            assertThat(metadata.incomplete())
                    .singleElement()
                    .asString()
                    .contains("tasks of 1 DAG")
                    .contains("broken");
            assertThat(progress.codes()).contains("airflow_part_missing");
        }
    }

    @Test
    void givesUpWhenOneDagAfterTheOtherFails() {
        try (MockAirflow airflow =
                new MockAirflow("v1", "").instead("/tasks", Integer.MAX_VALUE, MockAirflow.json(500, "oops"))) {
            for (int i = 0; i < 200; i++) {
                airflow.with("dag_" + i, "t");
            }

            assertThatThrownBy(() -> Asked.of(airflow, progress)).hasMessageContaining("500");
        }
    }

    @Test
    void readsDagsThoughNobodyMayReadTheirRuns() {
        try (MockAirflow airflow = new MockAirflow("v2", "")
                .with("sales", "t")
                .with("stock", "t")
                .instead("/dagRuns", 99, MockAirflow.json(403, "{\"detail\": \"Forbidden\"}"))) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags())
                    .hasSize(2)
                    .allSatisfy(dag -> assertThat(dag.tasks()).hasSize(1));
            assertThat(metadata.incomplete()).isEmpty();
            assertThat(progress.codes()).containsExactly("airflow_part_closed");
        }
    }

    @Test
    void tellsThatTotalsDisagree() {
        String hundred = "{\"dags\": [{\"dag_id\": \"one\"}], \"total_entries\": 396}";
        try (MockAirflow airflow =
                new MockAirflow("v1", "").with("one", "t").instead("/dags\\?", 99, MockAirflow.json(200, hundred))) {
            AirflowMetadata metadata = Asked.of(airflow, progress);

            assertThat(metadata.dags()).hasSize(1);
            assertThat(metadata.incomplete())
                    .singleElement()
                    .asString()
                    .contains("396 DAGs")
                    .contains("1 could be read");
        }
    }

    @Test
    void tellsThatAnInstanceDoesNotSayHowManyItHas() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("one", "t")
                .instead("/dags\\?", 1, MockAirflow.json(200, "{\"dags\": [{\"dag_id\": \"one\"}]}"))) {
            assertThat(Asked.of(airflow, progress).incomplete()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"dags\": 1}", "{\"dags\": {}}", "nonsense", "", "<html></html>", "null"})
    void saysThatAnotherAnswerIsNotAirflows(String body) {
        try (MockAirflow airflow = new MockAirflow("v1", "").instead("/dags\\?", 1, MockAirflow.json(200, body))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress))
                    .isInstanceOf(UpstreamException.class)
                    .extracting(e -> ((CatalogException) e).code())
                    .isEqualTo("airflow_invalid_answer");
        }
    }

    @Test
    void takesNoAnswerThatIsTooDeepOrTooLarge() {
        String deep = "{\"dags\": " + "[".repeat(100_000);
        try (MockAirflow airflow = new MockAirflow("v1", "").instead("/dags\\?", 1, MockAirflow.json(200, deep))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress)).hasMessageContaining("larger or deeper");
        }
        String large = "{\"dags\": [], \"x\": \"" + " ".repeat(AirflowHttp.LARGEST) + "\"}";
        try (MockAirflow airflow = new MockAirflow("v1", "").instead("/dags\\?", 1, MockAirflow.json(200, large))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress)).hasMessageContaining("--page-limit");
        }
    }

    @Test
    void unpacksAnswersAndTakesNoneThatIsTooLargeThen() {
        byte[] list = "{\"dags\": [{\"dag_id\": \"sales\"}], \"total_entries\": 1}".getBytes(StandardCharsets.UTF_8);
        byte[] bomb = ("{\"dags\": [], \"x\": [" + "0,".repeat(AirflowHttp.LARGEST)).getBytes(StandardCharsets.UTF_8);
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/dags\\?", 1, MockAirflow.gzip(list))
                .instead("/dags\\?", 1, MockAirflow.gzip(bomb))) {
            assertThat(Asked.of(airflow, progress).dags()).hasSize(1);
            assertThatThrownBy(() -> Asked.of(airflow, progress)).hasMessageContaining("larger or deeper");
        }
    }

    @Test
    void doesNotWaitForAnAnswerForEver() {
        try (MockAirflow airflow = new MockAirflow("v1", "").after(Duration.ofSeconds(5))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress, "timeout", "0.2"))
                    .hasMessageContaining("Connection timeout")
                    .hasMessageContaining("--timeout");
        }
    }

    @Test
    void doesNotWaitForAnAnswerThatDripsForEver() {
        MockAirflow.Behaviour drip = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 1_000; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(50);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (MockAirflow airflow = new MockAirflow("v1", "").instead("/dags\\?", 1, drip)) {
            assertThatThrownBy(() -> Asked.of(airflow, progress, "timeout", "0.5"))
                    .hasMessageContaining("did not answer in full");
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> Asked.client("http://127.0.0.1:" + free, "127.0.0.1", new Credentials.None())
                        .fetch(progress))
                .isInstanceOf(UpstreamException.class)
                .hasMessageContaining("Nothing listens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://localhost:1/",
                "http://10.0.0.1/api/v1/dags",
                "https://127.0.0.1/",
                "http://2130706433/",
                "file:///etc/passwd",
                "//evil.example.com/x",
                "gopher://127.0.0.1:70/x"
            })
    void followsNoRedirectToAnotherPlaceAndSendsItNothing(String location) {
        try (MockAirflow airflow =
                new MockAirflow("v1", "").instead("/dags\\?", 9, MockAirflow.json(302, "", "Location", location))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress, new Credentials.Bearer(Asked.TOKEN)))
                    .isInstanceOf(CatalogException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void followsARedirectOnTheSameHostAndStopsWhereThatGoesInCircles() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .with("sales", "t")
                .instead("/dags\\?", 1, MockAirflow.json(308, "", "Location", "/api/v1/dags?limit=100"))) {
            assertThat(Asked.of(airflow, progress).dags()).hasSize(1);
        }
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .instead("/dags\\?", 99, MockAirflow.json(302, "", "Location", "/api/v1/dags?again"))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress)).isInstanceOf(UpstreamException.class);
        }
    }

    @Test
    void connectsToNothingThatIsNotAllowed() {
        try (MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t")) {
            assertThatThrownBy(() -> Asked.client(airflow.url(), "public", new Credentials.None())
                            .fetch(progress))
                    .isInstanceOf(ForbiddenException.class);
            assertThat(airflow.asked()).isEmpty();
        }
    }

    @Test
    void stopsWithinAMomentWhenTheJobIsCancelled() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        MockAirflow.Behaviour hang = exchange -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t").instead("/sales/tasks", 1, hang)) {
            CompletableFuture<AirflowMetadata> fetched =
                    CompletableFuture.supplyAsync(() -> Asked.of(airflow, progress));
            asked.await();

            progress.cancel();

            assertThatThrownBy(fetched::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
            never.countDown();
        }
    }
}
