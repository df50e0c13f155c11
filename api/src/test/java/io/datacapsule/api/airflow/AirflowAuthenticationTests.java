package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.UpstreamException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an instance is shown who asks. */
class AirflowAuthenticationTests {

    private static final Credentials BASIC = new Credentials.Basic("admin", Asked.PASSWORD);

    private final NotedProgress progress = new NotedProgress();

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void showsATokenWithEveryRequest(String api) {
        try (MockAirflow airflow = new MockAirflow(api, "").with("sales", "t")) {
            Asked.of(airflow, progress, new Credentials.Bearer(Asked.TOKEN), "auth_mode", "bearer_env");

            assertThat(airflow.headers())
                    .allSatisfy(headers ->
                            assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer " + Asked.TOKEN));
        }
    }

    @Test
    void showsUserAndPasswordToAirflow2() {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("admin:" + Asked.PASSWORD).getBytes());
        try (MockAirflow airflow = new MockAirflow("v1", "").with("sales", "t")) {
            Asked.of(airflow, progress, BASIC, "auth_mode", "basic_env");

            assertThat(airflow.headers().getLast().getFirst("Authorization")).isEqualTo(basic);
        }
    }

    @Test
    void asksAirflow3ForATokenWithUserAndPassword() {
        try (MockAirflow airflow = new MockAirflow("v2", "/a")
                .with("sales", "t")
                .instead("^/a/auth/token$", 1, MockAirflow.json(201, "{\"access_token\": \"fresh\"}"))) {
            Asked.of(airflow, progress, BASIC, "auth_mode", "basic_env");

            assertThat(airflow.asked()).contains("POST /a/auth/token");
            assertThat(airflow.headers().getLast().getFirst("Authorization")).isEqualTo("Bearer fresh");
        }
    }

    @Test
    void saysThatAirflow3GivesNoToken() {
        try (MockAirflow airflow = new MockAirflow("v2", "")
                .instead("/auth/token", 1, MockAirflow.json(401, "{\"detail\": \"Invalid credentials\"}"))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress, BASIC, "auth_mode", "basic_env"))
                    .hasMessageContaining("AIRFLOW_USERNAME")
                    .hasMessageContaining("Invalid credentials");
        }
    }

    @Test
    void showsNothingWhereNothingIsToBeShown() {
        try (MockAirflow airflow = new MockAirflow("v2", "").with("sales", "t")) {
            Asked.of(airflow, progress);

            assertThat(airflow.headers())
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer_env", "basic_env", "none"})
    void saysWhatToVerifyWhenAnInstanceRefusesWhoAsks(String mode) {
        Credentials credentials = switch (mode) {
            case "bearer_env" -> new Credentials.Bearer(Asked.TOKEN);
            case "basic_env" -> BASIC;
            default -> new Credentials.None();
        };
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .instead(
                        "/dags",
                        1,
                        MockAirflow.json(
                                401,
                                "{\"detail\": \"bad " + Asked.TOKEN + " and\\u0007 " + Asked.PASSWORD + "\\n\"}"))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress, credentials, "auth_mode", mode))
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("401 Unauthorized")
                    .hasMessageContaining(mode.equals("basic_env") ? "AIRFLOW_USERNAME" : "AIRFLOW_TOKEN")
                    .satisfies(e -> assertThat(credentials.secrets()).noneMatch(e.getMessage()::contains))
                    .hasMessageNotContaining("\u0007")
                    .extracting(e -> ((UpstreamException) e).code())
                    .isEqualTo("airflow_unauthorized");
        }
    }

    @Test
    void saysThatALoginPageStandsBeforeTheApi() {
        try (MockAirflow airflow = new MockAirflow("v1", "")
                .instead("/dags", 1, MockAirflow.json(302, "", "Location", "/login/?next=x"))
                .instead("/login/", 1, MockAirflow.json(200, "<html>Sign in</html>", "Content-Type", "text/html"))) {
            assertThatThrownBy(() -> Asked.of(airflow, progress))
                    .isInstanceOf(UpstreamException.class)
                    .hasMessageContaining("login page");
        }
    }

    @Test
    void printsNoCredentials() {
        assertThat(BASIC + " " + new Credentials.Bearer(Asked.TOKEN)).doesNotContain("canary");
    }
}
