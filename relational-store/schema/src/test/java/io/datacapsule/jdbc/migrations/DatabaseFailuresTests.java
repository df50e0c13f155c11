package io.datacapsule.jdbc.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.NotFoundException;
import io.datacapsule.model.UnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailuresTests {

    @ParameterizedTest
    @CsvSource({
        "08001, database_unavailable",
        "08006, database_unavailable",
        "57P01, database_unavailable",
        "57P03, database_unavailable",
        "53300, database_unavailable",
        "25006, database_unavailable",
        "28P01, database_unavailable",
        "3D000, database_unavailable",
        "42P01, schema_outdated"
    })
    void callWhatMayWorkLaterUnavailable(String state, String code) {
        assertThat(DatabaseFailures.of(new RuntimeException(new SQLException("secret detail", state))))
                .containsInstanceOf(UnavailableException.class)
                .map(CatalogException::code)
                .contains(code);
    }

    @Test
    void nameAFullDisk() {
        CatalogException failure = DatabaseFailures.of(new SQLException("could not extend file", "53100"))
                .orElseThrow();

        assertThat(failure).isInstanceOf(InternalFailureException.class).hasMessageContaining("full");
        assertThat(failure.code()).isEqualTo("disk_full");
    }

    @Test
    void knowAPoolThatFindsNoConnection() {
        assertThat(DatabaseFailures.of(new SQLTransientConnectionException("timed out")))
                .containsInstanceOf(UnavailableException.class);
    }

    @Test
    void leaveOurOwnFailuresAsTheyAre() {
        NotFoundException own = new NotFoundException("unknown_job", "No such job.");

        assertThat(DatabaseFailures.of(new RuntimeException(own))).containsSame(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22001", "42601"})
    void takeEverythingElseForADefect(String state) {
        assertThat(DatabaseFailures.of(new SQLException("defect", state))).isEmpty();
    }

    @Test
    void takeAnExceptionWithoutADatabaseForADefect() {
        assertThat(DatabaseFailures.of(new IllegalStateException())).isEmpty();
    }
}
