package io.datacapsule.api.ingest;

import io.datacapsule.model.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that came with requests, in memory and only while their jobs run. Safe for any number of threads. */
final class SentCredentials {

    /** The option that says with which job's request the secrets came. */
    static final String CAME_WITH = "credentials_of";

    private static final int LONGEST = 16_384;

    private final Map<UUID, Map<String, String>> byJob = new ConcurrentHashMap<>();

    /** Keeps the secrets of a job. */
    void keep(UUID job, Map<String, String> secrets) {
        byJob.put(job, Map.copyOf(secrets));
    }

    /** Forgets them. */
    void forget(UUID job) {
        byJob.remove(job);
    }

    /** The secrets for a job of that configuration; none if none came or they are forgotten. */
    Map<String, String> of(Map<String, String> config) {
        return Optional.ofNullable(config.get(CAME_WITH))
                .map(id -> byJob.get(UUID.fromString(id)))
                .orElse(Map.of());
    }

    /** Lets only secrets pass that the way of authentication uses and that can be sent. */
    static void check(String authMode, Map<String, String> secrets) {
        secrets.forEach((what, secret) -> {
            String mode = what.equals("token") ? "bearer_env" : "basic_env";
            if (!mode.equals(authMode)) {
                throw new InvalidInputException(
                        "invalid_parameter", what + " is for auth_mode " + mode + "; auth_mode is " + authMode + ".");
            }
            boolean sendable = what.equals("token")
                    ? secret.chars().allMatch(c -> c > 0x20 && c < 0x7f)
                    : secret.chars().noneMatch(Character::isISOControl);
            if (secret.length() > LONGEST || !sendable) {
                throw new InvalidInputException(
                        "invalid_parameter",
                        what + " takes at most " + LONGEST + " characters, "
                                + (what.equals("token")
                                        ? "all of them printable ASCII."
                                        : "none of them a control character."));
            }
        });
    }
}
