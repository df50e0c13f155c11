package io.datacapsule.api.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialVariablesTests {

    private static final CredentialVariables VARIABLES = new CredentialVariables(
            Set.of("TEAM_TOKEN"),
            Map.of(
                    "AIRFLOW_TOKEN", " canary-a ",
                    "AIRFLOW_EMPTY", " ",
                    "TEAM_TOKEN", "canary-b",
                    "DATABASE_URL", "canary-c",
                    "AIRFLOW__CORE__FERNET_KEY", "canary-d"));

    @Test
    void readsAirflowVariablesAndThoseThatWereAdded() {
        assertThat(VARIABLES.read("AIRFLOW_TOKEN")).isEqualTo("canary-a");
        assertThat(VARIABLES.read("TEAM_TOKEN")).isEqualTo("canary-b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DATABASE_URL",
                "PATH",
                "API_KEYS",
                "airflow_token",
                "AIRFLOW_",
                "AIRFLOW__CORE__FERNET_KEY",
                "AIRFLOW_TOKEN\n",
                "XAIRFLOW_TOKEN",
                "team_token",
                ""
            })
    void readsNoOthersAndDoesNotTellWhetherTheyAreSet(String name) {
        assertThatThrownBy(() -> VARIABLES.read(name))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("CREDENTIAL_VARIABLES")
                .hasMessageNotContaining("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AIRFLOW_OTHER", "AIRFLOW_EMPTY"})
    void saysWhichVariableIsToBeSetAndWhere(String name) {
        assertThatThrownBy(() -> VARIABLES.read(name))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("dab ingest airflow");
    }

    @Test
    void doesNotPrintValues() {
        assertThat(VARIABLES.toString()).contains("AIRFLOW_TOKEN").doesNotContain("canary");
    }
}
