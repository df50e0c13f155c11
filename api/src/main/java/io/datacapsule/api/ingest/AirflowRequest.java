package io.datacapsule.api.ingest;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which Airflow instance to ingest, and how.
 *
 * @param baseUrl         where its pages answer, with the prefix of their paths
 * @param instanceName    what it is called in the catalog
 * @param apiVersion      its API: auto, v1 (Airflow 2) or v2 (Airflow 3)
 * @param authMode        none, bearer_env or basic_env
 * @param tokenEnv        the server's variable that holds the token
 * @param usernameEnv     the server's variable that holds the user
 * @param passwordEnv     the server's variable that holds the password
 * @param token           the token itself, in place of the server's variable; used for this run and not kept
 * @param username        the user, likewise
 * @param password        the password, likewise
 * @param dagIdRegex      a regular expression (RE2) to be found at the beginning of ids
 * @param dagAllowlist    the only ids to take
 * @param dagDenylist     ids to leave out
 * @param includePaused   whether to take paused DAGs
 * @param includeInactive whether to take DAGs whose files are gone
 * @param pageLimit       how many things to ask for at once
 * @param timeout         seconds to wait for an answer
 * @param caPem           certificates of the authorities to trust in place of the system's, as PEM
 * @param annotations     what people say about the data that tasks use, as YAML
 * @param cleanupOrphans  whether to remove what the instance no longer has
 * @param force           whether to remove it even if it is more than the share
 * @param maxOrphanShare  share of the instance's capsules, 0 to 1, above which nothing is removed
 * @param dryRun          whether to say what would change and change nothing
 */
record AirflowRequest(
        @Schema(example = "https://airflow.example.com", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        String baseUrl,

        @Schema(example = "prod-airflow", description = "default: the host of base_url") @Nullable
        String instanceName,

        @Schema(
                defaultValue = "auto",
                allowableValues = {"auto", "v1", "v2"})
        @Nullable
        String apiVersion,

        @Schema(
                defaultValue = "none",
                allowableValues = {"none", "bearer_env", "basic_env"})
        @Nullable
        String authMode,

        @Schema(defaultValue = "AIRFLOW_TOKEN") @Nullable String tokenEnv,
        @Schema(defaultValue = "AIRFLOW_USERNAME") @Nullable String usernameEnv,
        @Schema(defaultValue = "AIRFLOW_PASSWORD") @Nullable String passwordEnv,

        @Schema(
                accessMode = Schema.AccessMode.WRITE_ONLY,
                description = "in place of the server's variable; for this run, never kept")
        @Nullable
        String token,

        @Schema(accessMode = Schema.AccessMode.WRITE_ONLY) @Nullable
        String username,

        @Schema(accessMode = Schema.AccessMode.WRITE_ONLY) @Nullable
        String password,

        @Schema(example = "customer_.*", description = "RE2, to be found at the beginning of ids") @Nullable
        String dagIdRegex,

        @Nullable List<String> dagAllowlist,
        @Nullable List<String> dagDenylist,
        @Nullable Boolean includePaused,
        @Nullable Boolean includeInactive,

        @Schema(defaultValue = "100", minimum = "1", maximum = "1000") @Nullable
        Integer pageLimit,

        @Schema(defaultValue = "30", minimum = "0.1", maximum = "600") @Nullable
        Double timeout,

        @Nullable String caPem,
        @Nullable String annotations,
        @Nullable Boolean cleanupOrphans,
        @Nullable Boolean force,
        @Schema(defaultValue = "0.3") @Nullable Double maxOrphanShare,
        @Nullable Boolean dryRun) {

    /** The job's configuration: what was told, but for secrets and files. */
    Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        JobConfig.put(config, "base_url", baseUrl);
        JobConfig.put(config, "instance_name", instanceName);
        JobConfig.put(config, "api_version", apiVersion);
        JobConfig.put(config, "auth_mode", authMode);
        JobConfig.put(config, "token_env", tokenEnv);
        JobConfig.put(config, "username_env", usernameEnv);
        JobConfig.put(config, "password_env", passwordEnv);
        JobConfig.put(config, "dag_id_regex", dagIdRegex);
        JobConfig.put(config, "dag_allowlist", dagAllowlist == null ? null : String.join(",", dagAllowlist));
        JobConfig.put(config, "dag_denylist", dagDenylist == null ? null : String.join(",", dagDenylist));
        JobConfig.put(config, "include_paused", includePaused);
        JobConfig.put(config, "include_inactive", includeInactive);
        JobConfig.put(config, "page_limit", pageLimit);
        JobConfig.put(config, "timeout", timeout);
        JobConfig.putOptions(config, cleanupOrphans, force, maxOrphanShare, dryRun);
        return config;
    }

    /** The secrets, by what they are. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new TreeMap<>();
        JobConfig.put(secrets, "token", token);
        JobConfig.put(secrets, "username", username);
        JobConfig.put(secrets, "password", password);
        return secrets;
    }

    /** The texts to keep as files, by their names. */
    Map<AirflowFile, String> files() {
        Map<AirflowFile, String> files = new TreeMap<>();
        if (caPem != null && !caPem.isBlank()) {
            files.put(AirflowFile.CA_PEM, caPem);
        }
        if (annotations != null && !annotations.isBlank()) {
            files.put(AirflowFile.ANNOTATIONS, annotations);
        }
        return files;
    }

    /** Without anything that could be a secret. */
    @Override
    public String toString() {
        return "AirflowRequest[***]";
    }
}
