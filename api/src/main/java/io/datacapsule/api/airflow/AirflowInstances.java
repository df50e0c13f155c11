package io.datacapsule.api.airflow;

import io.datacapsule.api.config.EgressSettings;
import io.datacapsule.api.egress.CredentialVariables;
import io.datacapsule.api.egress.EgressGuard;
import io.datacapsule.ingest.airflow.AirflowApi;
import io.datacapsule.model.UpstreamException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;

/** Opens instances, as far as the server may call them and read the variables that they need. Safe for any number of threads. */
public final class AirflowInstances {

    private final EgressGuard guard;
    private final CredentialVariables variables;

    /** Instances to which that guard lets connections pass, with credentials from these variables. */
    public AirflowInstances(EgressGuard guard, CredentialVariables variables) {
        this.guard = guard;
        this.variables = variables;
    }

    /** Instances as the settings let them be asked. */
    public static AirflowInstances of(EgressSettings settings) {
        return new AirflowInstances(EgressGuard.of(settings.rules()), settings.credentials());
    }

    /**
     * An instance to fetch from. Nothing is sent to it yet.
     *
     * @param options how to ask it
     * @param sent    values that came with the request, by what they are: {@code token}, {@code username}, {@code password}
     * @throws io.datacapsule.model.CatalogException if it may not be called, or not be shown the server's variables, its host is
     *     unknown, or a variable is not set or not allowed
     */
    public AirflowApi open(AirflowOptions options, Map<String, String> sent) {
        check(guard, options);
        Credentials credentials = credentials(options, sent);
        boolean own = !sent.keySet().containsAll(options.variables().keySet());
        EgressGuard stricter = own && !options.named() ? guard.namedOnly() : guard;
        check(stricter, options);
        return new AirflowClient(options, credentials, stricter);
    }

    private static void check(EgressGuard guard, AirflowOptions options) {
        try {
            guard.addresses(options.baseUrl().getHost(), options.port());
        } catch (UnknownHostException e) {
            throw new UpstreamException(
                    "airflow_unknown_host",
                    "There is no host named " + options.baseUrl().getHost() + ", as the server sees it.",
                    e);
        }
    }

    private Credentials credentials(AirflowOptions options, Map<String, String> sent) {
        return switch (options.authMode()) {
            case NONE -> new Credentials.None();
            case BEARER_ENV -> new Credentials.Bearer(value("token", options, sent));
            case BASIC_ENV -> new Credentials.Basic(value("username", options, sent), value("password", options, sent));
        };
    }

    private String value(String what, AirflowOptions options, Map<String, String> sent) {
        String variable = options.variables().getOrDefault(what, "");
        return Optional.ofNullable(sent.get(what)).orElseGet(() -> variables.read(variable));
    }
}
