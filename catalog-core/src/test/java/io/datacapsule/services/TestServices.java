package io.datacapsule.services;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/**
 * The one switch of the suites, {@code DAB_TEST_SERVICES} as a system property or in the environment: which databases they run
 * against besides those that every build brings along.
 */
public enum TestServices {
    /** Containers too, where Docker answers. */
    AUTO,
    /** Containers too, or the suites fail. */
    DOCKER,
    /** No containers. */
    LOCAL;

    private static final String NAME = "DAB_TEST_SERVICES";

    /** What is chosen for this run. */
    public static TestServices chosen() {
        return of(System.getProperty(NAME, System.getenv().getOrDefault(NAME, "auto")));
    }

    /** The choice of that name. */
    public static TestServices of(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(NAME + " is '" + name + "'; it takes "
                        + Arrays.stream(values()).map(TestServices::word).collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns if containers can be started. Otherwise skips the test that asks, or fails it if they were demanded.
     *
     * @param docker whether Docker answers; not asked where that does not matter
     */
    public void requireContainers(BooleanSupplier docker) {
        switch (this) {
            case LOCAL -> Assumptions.abort(NAME + "=local: no container is started");
            case AUTO ->
                Assumptions.assumeTrue(
                        docker.getAsBoolean(),
                        "Docker does not answer: no container is started (" + NAME + "=docker makes this a failure)");
            case DOCKER -> {
                if (!docker.getAsBoolean()) {
                    throw new IllegalStateException(NAME + "=docker, and Docker does not answer");
                }
            }
        }
    }
}
