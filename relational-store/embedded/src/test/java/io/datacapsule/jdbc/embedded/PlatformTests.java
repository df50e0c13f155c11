package io.datacapsule.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InternalFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTests {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-amd64",
        "Linux, aarch64, linux-arm64",
        "Mac OS X, x86_64, darwin-amd64",
        "Mac OS X, aarch64, darwin-arm64"
    })
    void tellsTheSystemFromWhatJavaSays(String name, String architecture, String word) {
        assertThat(Platform.of(name, architecture).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Linux, riscv64"})
    void saysWhatToDoWhereThereAreNoBinaries(String name, String architecture) {
        assertThatThrownBy(() -> Platform.of(name, architecture))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("DATABASE_URL");
    }

    @ParameterizedTest
    @EnumSource(value = Platform.class, names = "LINUX_.*", mode = EnumSource.Mode.MATCH_ALL)
    void bringsBinariesForEveryLinux(Platform platform) {
        assertThat(Platform.class.getResource("/" + platform.archive())).isNotNull();
    }

    @Test
    void bringsBinariesForTheSystemItIsBuiltOn() {
        assertThat(Platform.class.getResource("/" + Platform.current().archive()))
                .isNotNull();
    }

    @Test
    void knowsItsVersion() {
        assertThat(Binaries.version()).matches("\\d+\\.\\d+\\.\\d+");
        assertThat(Binaries.majorVersion()).isEqualTo("18");
    }
}
