package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressUrl;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to ask an instance, as a job's configuration tells it; without secrets.
 *
 * @param baseUrl     where it answers, with the prefix of its path and without a slash at the end
 * @param instance    what it is called in the catalog
 * @param authMode    how it is shown who asks
 * @param tokenEnv    the variable with the token
 * @param usernameEnv the variable with the user
 * @param passwordEnv the variable with the password
 * @param filter      which DAGs are wanted
 * @param apiVersion  the API to speak; empty to find out
 * @param pageLimit   how many things to ask for at once
 * @param timeout     how long to wait for an answer
 * @param authorities certificates of the authorities to trust, as PEM; empty for those of the system
 * @param named       whether an administrator chose where it answers
 */
public record AirflowOptions(
        URI baseUrl,
        String instance,
        AuthMode authMode,
        String tokenEnv,
        String usernameEnv,
        String passwordEnv,
        DagFilter filter,
        Optional<ApiVersion> apiVersion,
        int pageLimit,
        Duration timeout,
        Optional<String> authorities,
        boolean named) {

    /** The option that says that an administrator asked for the job; callers cannot set it. */
    public static final String NAMED = "named_by_admin";

    /**
     * The options of a job.
     *
     * @throws io.datacapsule.model.InvalidInputException naming the option and what it takes
     */
    public static AirflowOptions of(Map<String, String> config) {
        OptionReader options = new OptionReader(config);
        URI url = BaseUrl.of(options.required("base_url"));
        return new AirflowOptions(
                url,
                options.instance(BaseUrl.instance(url)),
                options.choice("auth_mode", AuthMode.class, AuthMode.NONE),
                options.variable("token_env", "AIRFLOW_TOKEN"),
                options.variable("username_env", "AIRFLOW_USERNAME"),
                options.variable("password_env", "AIRFLOW_PASSWORD"),
                options.filter(),
                options.apiVersion(),
                options.pageLimit(),
                options.timeout(),
                options.authorities(),
                options.truth(NAMED));
    }

    /** The port to which connections go. */
    int port() {
        return EgressUrl.port(baseUrl);
    }

    /** The variables that the way of authentication needs. */
    Map<String, String> variables() {
        return switch (authMode) {
            case NONE -> Map.of();
            case BEARER_ENV -> Map.of("token", tokenEnv);
            case BASIC_ENV -> Map.of("username", usernameEnv, "password", passwordEnv);
        };
    }
}
