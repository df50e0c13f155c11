package io.datacapsule.api.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param enabled {@code AUTH_ENABLED}: whether calls need a key; default true
 * @param keys    {@code API_KEYS}: the keys, with commas between; without any, the one in {@code $DAB_HOME/api-key} is used
 */
public record SecuritySettings(boolean enabled, List<String> keys) {

    private static final Variable.Flag ENABLED = new Variable.Flag("AUTH_ENABLED", true, "whether calls need a key");
    private static final Variable.Text KEYS = new Variable.Text(
            "API_KEYS",
            "the one in `$DAB_HOME/api-key`",
            "keys, with commas between",
            "keys of administrators; they work without the database");
    private static final Variable.Text CORS = new Variable.Text(
            "CORS_ORIGINS",
            "none",
            "no wildcard: pages of other origins are never let in; leave it out",
            "nothing, but a wildcard stops the start");

    /** What these settings are read from. */
    static final List<Variable> VARIABLES = List.of(ENABLED, KEYS, CORS);

    /** Copies what could be changed from outside. */
    public SecuritySettings {
        keys = List.copyOf(keys);
    }

    static SecuritySettings of(Variables variables) {
        if (variables.text(CORS).filter(text -> text.contains("*")).isPresent()) {
            throw Variables.invalid(CORS, "*");
        }
        return new SecuritySettings(variables.flag(ENABLED), variables.list(KEYS));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SecuritySettings[enabled=" + enabled + ", " + keys.size() + " keys]";
    }
}
