package io.datacapsule.jdbc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.InternalFailureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartFailureTests {

    private static final Layout LAYOUT = new Layout(Path.of("/home/me/.dab"));

    @Test
    void namesAFullDisk() {
        InternalFailureException failure = StartFailure.of(
                "The database could not be made",
                "initdb: error: could not write file \"base/1\": No space left on device",
                LAYOUT);

        assertThat(failure.code()).isEqualTo("disk_full");
        assertThat(failure).hasMessageContaining("The disk is full").hasMessageContaining("postgres.log");
    }

    @Test
    void knowsTheHintOfAHalfWrittenFile() {
        InternalFailureException failure = StartFailure.of(
                "The database could not be made",
                "FATAL:  could not extend file: wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.",
                LAYOUT);

        assertThat(failure.code()).isEqualTo("disk_full");
    }

    @Test
    void saysWhoMustOwnTheFolder() {
        InternalFailureException failure =
                StartFailure.of("The data folder cannot be used", new AccessDeniedException("/home/me/.dab"));

        assertThat(failure.code()).isEqualTo("home_not_writable");
        assertThat(failure).hasMessageContaining("permission denied").hasMessageContaining("DAB_HOME");
    }

    @Test
    void quotesTheFatalLinesOfALongLog() {
        String log =
                "LOG: starting\nFATAL:  lock file is broken\n" + "LOG: more\n".repeat(50) + "pg_ctl: could not start\n";

        InternalFailureException failure = StartFailure.of("It did not start", log, LAYOUT);

        assertThat(failure.code()).isEqualTo("embedded_database_failed");
        assertThat(failure).hasMessageContaining("lock file is broken").hasMessageContaining("could not start");
        assertThat(failure.getMessage()).hasSizeLessThan(500);
    }

    @Test
    void keepsTheReasonOfAnyOtherFailure() {
        InternalFailureException failure = StartFailure.of("It cannot be prepared", new IOException("stale handle"));

        assertThat(failure.code()).isEqualTo("embedded_database_failed");
        assertThat(failure).hasMessage("It cannot be prepared: stale handle.");
    }
}
