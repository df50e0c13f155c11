package io.datacapsule.api.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.api.egress.CredentialVariables;
import io.datacapsule.api.egress.EgressGuard;
import io.datacapsule.api.egress.EgressRules;
import io.datacapsule.model.ForbiddenException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts may be shown the variables of the server. Nothing is called. */
class AirflowInstancesTests {

    private static final String PUBLIC = "93.184.215.14";

    private static final CredentialVariables VARIABLES = new CredentialVariables(
            Set.of(), Map.of("AIRFLOW_TOKEN", Asked.TOKEN, "AIRFLOW_USERNAME", "admin", "AIRFLOW_PASSWORD", "canary"));

    @ParameterizedTest
    @CsvSource({"public, bearer_env", "public, basic_env", "'public,10.0.0.0/8', bearer_env"})
    void doesNotShowItsVariablesToAHostThatAnEditorChose(String allowed, String mode) {
        assertThatThrownBy(() -> open(allowed, Map.of(), "auth_mode", mode))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("EGRESS_ALLOW")
                .hasMessageContaining("airflow.example.com:443")
                .hasMessageNotContaining("canary")
                .extracting(e -> ((ForbiddenException) e).code())
                .isEqualTo("credential_host_not_named");
    }

    /** One half of what is shown would be the server's. */
    @Test
    void doesNotShowAPasswordBecauseAUserCameAlong() {
        assertThatThrownBy(() -> open("public", Map.of("username", "me"), "auth_mode", "basic_env"))
                .extracting(e -> ((ForbiddenException) e).code())
                .isEqualTo("credential_host_not_named");
    }

    @ParameterizedTest
    @CsvSource({"airflow.example.com", "'public,*.example.com:443'", PUBLIC, "93.184.0.0/16"})
    void showsThemToAHostThatIsNamed(String allowed) {
        assertThat(open(allowed, Map.of(), "auth_mode", "bearer_env")).isNotNull();
    }

    @Test
    void showsThemWhereAnAdministratorSays() {
        assertThat(open("public", Map.of(), "auth_mode", "bearer_env", AirflowOptions.NAMED, "true"))
                .isNotNull();
    }

    @Test
    void sendsWhatCameAlongToAnyPublicHost() {
        assertThat(open("public", Map.of("token", "mine"), "auth_mode", "bearer_env"))
                .isNotNull();
        assertThat(open("public", Map.of(), "auth_mode", "none")).isNotNull();
    }

    private static Object open(String allowed, Map<String, String> sent, String... options) {
        Map<String, String> config = new TreeMap<>(Map.of("base_url", "https://airflow.example.com"));
        for (int i = 0; i + 1 < options.length; i += 2) {
            config.put(options[i], options[i + 1]);
        }
        EgressGuard guard =
                new EgressGuard(EgressRules.parse(List.of(allowed.split(","))).orElseThrow(), host ->
                        new InetAddress[] {InetAddress.getByName(PUBLIC)});
        return new AirflowInstances(guard, VARIABLES).open(AirflowOptions.of(config), sent);
    }
}
