package io.datacapsule.api.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that the operator can set.
 *
 * @param server     where the server keeps its state and listens
 * @param security   who may call
 * @param audit      how long the record of writes is kept
 * @param rateLimits how often a caller may call
 * @param cache      whether and where answers are kept
 * @param stores     databases instead of the embedded ones
 * @param reporting  whether the graph is copied to tables
 * @param replicas   how servers follow each other
 * @param ingest     what ingestion may read
 * @param egress     what ingestion may call, and which variables it may read
 * @param metrics    who may see how the server does
 * @param tracing    whether and where spans are sent
 * @param log        what is logged
 */
public record Settings(
        ServerSettings server,
        SecuritySettings security,
        AuditSettings audit,
        RateLimitSettings rateLimits,
        CacheSettings cache,
        StoreSettings stores,
        ReportingSettings reporting,
        ReplicaSettings replicas,
        IngestSettings ingest,
        EgressSettings egress,
        MetricsSettings metrics,
        TracingSettings tracing,
        LogSettings log) {

    /** The settings of this process. */
    public static Settings ofProcess() {
        return of(System.getenv(), Path.of("").toAbsolutePath(), Path.of(System.getProperty("user.home")));
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws io.datacapsule.model.InvalidInputException {@code invalid_setting} naming the variable and what it takes
     */
    public static Settings of(Map<String, String> environment, Path workingFolder, Path userHome) {
        return of(new Variables(environment), workingFolder, userHome);
    }

    /**
     * What is to be said about variables of that environment which nobody reads and which look as if they were meant for the
     * server; without their values.
     */
    public static List<String> unknownVariables(Map<String, String> environment) {
        return UnknownVariables.warnings(ConfigurationReference.known(), environment.keySet());
    }

    static Settings of(Variables variables, Path workingFolder, Path userHome) {
        ServerSettings server = ServerSettings.of(variables, userHome);
        return new Settings(
                server,
                SecuritySettings.of(variables),
                AuditSettings.of(variables),
                RateLimitSettings.of(variables),
                CacheSettings.of(variables),
                StoreSettings.of(variables),
                ReportingSettings.of(variables),
                ReplicaSettings.of(variables),
                IngestSettings.of(variables, server.home(), workingFolder),
                EgressSettings.of(variables),
                MetricsSettings.of(variables),
                TracingSettings.of(variables),
                LogSettings.of(variables));
    }

    /**
     * Lets a server in production start only if it is closed.
     *
     * @throws io.datacapsule.model.InvalidInputException {@code insecure_settings} with everything that is to be set
     */
    public void requireSafe() {
        if (Production.named(server.environment())) {
            Production.require(this);
        }
    }
}
