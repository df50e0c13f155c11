package io.datacapsule.api.config;

import java.util.List;

/**
 * Who may call.
 *
 * @param enabled {@code AUTH_ENABLED}: whether calls need a key; default true
 * @param keys    {@code API_KEYS}: the keys, with commas between; without any, the one in {@code $DAB_HOME/api-key} is used
 */
public record SecuritySettings(boolean enabled, List<String> keys) {

    /** Copies what could be changed from outside. */
    public SecuritySettings {
        keys = List.copyOf(keys);
    }

    static SecuritySettings of(Variables variables) {
        if (variables.text("CORS_ORIGINS").filter(text -> text.contains("*")).isPresent()) {
            throw Variables.invalid(
                    "CORS_ORIGINS", "*", "no wildcard: pages of other origins are never let in; leave it out");
        }
        return new SecuritySettings(variables.flag("AUTH_ENABLED", true), variables.list("API_KEYS"));
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "SecuritySettings[enabled=" + enabled + ", " + keys.size() + " keys]";
    }
}
