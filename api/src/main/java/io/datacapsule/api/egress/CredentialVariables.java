package io.datacapsule.api.egress;

import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The environment variables that callers may have the server read: {@code AIRFLOW_*} and those that an administrator named.
 * {@code AIRFLOW__*} is not among them: so Airflow's own settings are called, where one shares our environment.
 */
public final class CredentialVariables {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern ALWAYS = Pattern.compile("AIRFLOW_[A-Za-z0-9][A-Za-z0-9_]*");

    private final Set<String> added;
    private final Map<String, String> values;

    /** The variables of that environment that may be read; {@code added} are names besides {@code AIRFLOW_*}. */
    public CredentialVariables(Set<String> added, Map<String, String> environment) {
        this.added = new TreeSet<>(added);
        this.values = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (readable(name) && !value.isBlank()) {
                values.put(name, value.strip());
            }
        });
    }

    /** Whether that could be the name of a variable. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The value of a variable.
     *
     * @throws ForbiddenException    {@code variable_not_allowed}, whether it is set or not
     * @throws InvalidInputException {@code variable_not_set}
     */
    public String read(String name) {
        if (!readable(name)) {
            throw new ForbiddenException(
                    "variable_not_allowed",
                    "The server does not read the variable '" + name
                            + "' for callers. It reads AIRFLOW_* (not AIRFLOW__*)"
                            + " and the names that an administrator lists in CREDENTIAL_VARIABLES"
                            + (added.isEmpty() ? "" : " (" + String.join(", ", added) + ")")
                            + ". Set it where you type `dab ingest airflow`, which sends its value along.");
        }
        String value = values.get(name);
        if (value == null) {
            throw new InvalidInputException(
                    "variable_not_set",
                    "The variable " + name
                            + " is not set where the server runs. Set it there and start the server again, or set"
                            + " it where you type `dab ingest airflow`, which sends its value along.");
        }
        return value;
    }

    private boolean readable(String name) {
        return ALWAYS.matcher(name).matches() || added.contains(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialVariables same && added.equals(same.added) && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return added.hashCode();
    }

    /** Without the values. */
    @Override
    public String toString() {
        return "CredentialVariables" + values.keySet();
    }
}
