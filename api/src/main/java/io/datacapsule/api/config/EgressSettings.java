package io.datacapsule.api.config;

import io.datacapsule.api.egress.CredentialVariables;
import io.datacapsule.api.egress.EgressRules;
import io.datacapsule.model.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server may call and which variables it may read for somebody.
 *
 * @param rules       {@code EGRESS_ALLOW}: hosts, with commas between; default all public addresses
 * @param credentials {@code AIRFLOW_*} and what {@code CREDENTIAL_VARIABLES} names
 */
public record EgressSettings(EgressRules rules, CredentialVariables credentials) {

    private static final Variable.Word ALLOW = new Variable.Word(
            "EGRESS_ALLOW",
            "public",
            EgressRules.TAKES,
            "hosts that the server may call to ingest; link-local and metadata addresses never");
    private static final Variable.Text NAMES = new Variable.Text(
            "CREDENTIAL_VARIABLES",
            "none",
            "names, with commas between",
            "variables that an ingestion may name as its token, user or password, besides `AIRFLOW_*`");
    private static final Variable.Text TOKEN = new Variable.Text(
            "AIRFLOW_TOKEN", "not set", "a token", "token that Airflow is shown, where a command sends none along");
    private static final Variable.Text USERNAME =
            new Variable.Text("AIRFLOW_USERNAME", "not set", "a name", "user that Airflow knows, likewise");
    private static final Variable.Text PASSWORD =
            new Variable.Text("AIRFLOW_PASSWORD", "not set", "a password", "password of that user, likewise");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ALLOW, NAMES, TOKEN, USERNAME, PASSWORD);

    static EgressSettings of(Variables variables) {
        List<String> names = variables.list(NAMES);
        if (!names.stream().allMatch(CredentialVariables::isName)) {
            throw Variables.invalidSecret(NAMES);
        }
        List.of(TOKEN, USERNAME, PASSWORD).forEach(variables::text);
        Map<String, String> environment = variables.environment();
        return new EgressSettings(rules(variables), new CredentialVariables(Set.copyOf(names), environment));
    }

    private static EgressRules rules(Variables variables) {
        List<String> entries = List.of(variables.word(ALLOW).split("[,\\s]+"));
        return EgressRules.parse(entries).orElseThrow(() -> invalid(String.join(",", entries)));
    }

    private static InvalidInputException invalid(String text) {
        return Variables.invalid(ALLOW, text);
    }
}
