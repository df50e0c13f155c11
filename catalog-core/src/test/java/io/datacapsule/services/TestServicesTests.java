package io.datacapsule.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class TestServicesTests {

    @Test
    void startsContainersWhereDockerAnswers() {
        assertThatCode(() -> TestServices.AUTO.requireContainers(() -> true)).doesNotThrowAnyException();
        assertThatCode(() -> TestServices.DOCKER.requireContainers(() -> true)).doesNotThrowAnyException();
    }

    @Test
    void skipsWithAMessageWhereItDoesNotAndNobodyDemandedIt() {
        assertThatThrownBy(() -> TestServices.AUTO.requireContainers(() -> false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("Docker does not answer");
        assertThatThrownBy(() -> TestServices.LOCAL.requireContainers(() -> {
                    throw new AssertionError("asked");
                }))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("local");
    }

    @Test
    void failsWhereContainersWereDemanded() {
        assertThatThrownBy(() -> TestServices.DOCKER.requireContainers(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("DAB_TEST_SERVICES=docker, and Docker does not answer");
    }

    @Test
    void namesWhatItTakes() {
        assertThat(TestServices.of("docker")).isEqualTo(TestServices.DOCKER);
        assertThatThrownBy(() -> TestServices.of("podman")).hasMessageContaining("auto, docker, local");
    }
}
