package io.datacapsule.neo4j.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.AuthenticationException;

class EmbeddedNeo4jIT {

    private static final EmbeddedOptions SMALL = EmbeddedOptions.defaults().withPageCacheBytes(32 * 1024 * 1024);

    @TempDir
    Path home;

    @Test
    void keepsItsDataAndPasswordOverARestart() {
        String password;
        try (var engine = EmbeddedNeo4j.start(home, SMALL);
                Driver driver = connect(engine, engine.password())) {
            password = engine.password();
            driver.executableQuery("CREATE (:Kept {name: 'x'})").execute();
        }
        try (var engine = EmbeddedNeo4j.start(home, SMALL);
                Driver driver = connect(engine, engine.password())) {
            assertThat(engine.password()).isEqualTo(password);
            assertThat(driver.executableQuery("MATCH (n:Kept) RETURN n.name AS name")
                            .execute()
                            .records())
                    .singleElement()
                    .satisfies(row -> assertThat(row.get("name").asString()).isEqualTo("x"));
        }
    }

    @Test
    void refusesAnyOtherPassword() {
        try (var engine = EmbeddedNeo4j.start(home, SMALL);
                Driver stranger = connect(engine, "neo4j")) {
            assertThatThrownBy(stranger::verifyConnectivity).isInstanceOf(AuthenticationException.class);
            assertThat(engine).asString().doesNotContain(engine.password());
        }
    }

    @Test
    void setsANewPasswordWhenTheFileIsGone() throws Exception {
        try (var engine = EmbeddedNeo4j.start(home, SMALL)) {
            assertThat(engine.isAvailable()).isTrue();
        }
        Files.delete(home.resolve("neo4j/password"));
        try (var engine = EmbeddedNeo4j.start(home, SMALL);
                Driver driver = connect(engine, engine.password())) {
            driver.verifyConnectivity();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("neo4j/password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void saysThatAStoreIsInUse() {
        try (var first = EmbeddedNeo4j.start(home, SMALL)) {
            assertThatThrownBy(() -> EmbeddedNeo4j.start(home, SMALL))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("in use by another process");
            assertThat(first.isAvailable()).isTrue();
        }
    }

    @Test
    void saysWhyAFolderCannotBeUsed() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> EmbeddedNeo4j.start(file, SMALL))
                .isInstanceOf(InternalFailureException.class)
                .hasMessageContaining("cannot be used");
    }

    private static Driver connect(EmbeddedNeo4j engine, String password) {
        return GraphDatabase.driver(engine.boltUri(), AuthTokens.basic(engine.username(), password));
    }
}
