package io.datacapsule.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseUrlTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgresql://dab:pw@db.example.com:5433/catalog        | db.example.com:5433 | catalog | dab | pw
            postgres://dab:pw@db/catalog                           | db:5432             | catalog | dab | pw
            postgresql+asyncpg://dcs:secure_pw@db.prod:5432/dab    | db.prod:5432        | dab     | dcs | secure_pw
            postgresql+psycopg2://dab:pw@db/catalog                | db:5432             | catalog | dab | pw
            POSTGRESQL://dab:pw@db/catalog                         | db:5432             | catalog | dab | pw
            jdbc:postgresql://db:5433/catalog?user=dab&password=pw | db:5433             | catalog | dab | pw
            jdbc:postgresql:catalog?user=dab&password=p%2Bw+x      | localhost:5432      | catalog | dab | p+w x
            jdbc:postgresql://dab:pw@db/catalog                    | db:5432             | catalog | dab | pw
            postgresql://dab@db/catalog                            | db:5432             | catalog | dab | ''
            postgresql://db/catalog                                | db:5432             | catalog | ''  | ''
            postgresql://dab:pw@db                                 | db:5432             | dab     | dab | pw
            postgresql://dab:pw@db/                                | db:5432             | dab     | dab | pw
            postgresql://d%40b:p%3A%2F%3F%23%5B%40%25@db/my%20db   | db:5432             | my db   | d@b | p:/?#[@%
            postgresql://dab:p+w@db/catalog                        | db:5432             | catalog | dab | p+w
            postgresql://dab:p@ss:w@db/catalog                     | db:5432             | catalog | dab | p@ss:w
            postgresql://dab:p%C3%BC@db/catalog                    | db:5432             | catalog | dab | pü
            postgresql://dab:pw@[::1]:5433/catalog                 | [::1]:5433          | catalog | dab | pw
            postgresql://dab:pw@[2001:db8::7]/catalog              | [2001:db8::7]:5432  | catalog | dab | pw
            postgresql://dab:pw@one:5433,two/catalog               | one:5433,two:5432   | catalog | dab | pw
            postgresql://dab:pw@my_compose_db/catalog              | my_compose_db:5432  | catalog | dab | pw
            postgresql:///catalog?host=db&port=5433&user=dab&password=p+w | db:5433      | catalog | dab | p+w
            """)
    void readsEverySpelling(String text, String servers, String database, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);

        assertThat(url).isEqualTo(new DatabaseUrl(servers, database, user, password, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://db/c?sslmode=verify-full&sslrootcert=/etc/ca.pem  | sslmode=verify-full&sslrootcert=%2Fetc%2Fca.pem
            postgresql+asyncpg://db/c?ssl=require                          | sslmode=require
            postgresql+asyncpg://db/c?ssl=true                             | sslmode=require
            postgresql://db/c?connect_timeout=7&application_name=my%20app  | ApplicationName=my+app&connectTimeout=7
            postgresql://one,two/c?target_session_attrs=read-write         | targetServerType=primary
            jdbc:postgresql://db/c?ApplicationName=my+app&sslmode=require  | ApplicationName=my+app&sslmode=require
            """)
    void givesParametersTheNamesOfTheDriver(String text, String query) {
        assertThat(DatabaseUrl.parse(text).jdbcUrl()).endsWith("/c?" + query);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                           | it must begin with postgresql://
            s3cret                                       | it must begin with postgresql://
            mysql://dab:s3cret@db/catalog                | it must begin with postgresql://
            sqlite:///s3cret.db                          | it must begin with postgresql://
            postgresql:dab:s3cret@db/catalog             | two slashes
            postgresql://dab:s3cret@/catalog             | it names no host
            postgresql://dab:s3cret@/catalog?host=/run   | Unix sockets cannot be used
            postgresql://dab:s3cret@%2Frun%2Fpg/catalog  | Unix sockets cannot be used
            postgresql://dab:s3cret@db:s3cret/catalog    | its port must be a number
            postgresql://dab:s3cret@db:/catalog          | its port must be a number
            postgresql://dab:s3cret@db:0/catalog         | its port must be a number
            postgresql://dab:s3cret@db:65536/catalog     | its port must be a number
            postgresql://dab:s3/cret@db/catalog          | its port must be a number
            postgresql://dab:s3cret@[::1/catalog         | IPv6
            postgresql://dab:s3cret@[db]/catalog         | IPv6
            postgresql://dab:s3cret@::1/catalog          | its host is not a name
            postgresql://dab:s3cret@d b/catalog          | its host is not a name
            postgresql://dab:s3cret%zz@db/catalog        | the password has a percent sign
            postgresql://dab:s3cret@db/catalog?a=%s3cret | a parameter has a percent sign
            postgresql://db                              | it names no database
            postgresql://db/c?target_session_attrs=s3cret | target_session_attrs must be one of
            """)
    void saysWhatIsWrongAndQuotesNothing(String text, String problem) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        failure -> assertThat(failure.code()).isEqualTo("invalid_database_url"))
                .hasMessageStartingWith("DATABASE_URL")
                .hasMessageContaining(problem)
                .hasNoCause()
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret", "s3", "cret"));
    }

    @Test
    void neverPrintsThePassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://dab:s3cret@db/catalog?sslpassword=s3cret");

        assertThat(url).hasToString("postgresql://dab@db:5432/catalog");
        assertThat(DatabaseUrl.parse("postgresql://db/catalog")).hasToString("postgresql://db:5432/catalog");
        assertThat(url.jdbcUrl())
                .startsWith("jdbc:postgresql://db:5432/catalog?")
                .doesNotContain("dab:");
    }

    @Test
    void isUnderstoodByTheDriver() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://d%40b:p%26w@[::1]:5433,two/my%20db%3F?sslmode=require");
        PGSimpleDataSource driver = new PGSimpleDataSource();

        driver.setURL(url.jdbcUrl());

        assertThat(driver.getServerNames()).containsExactly("[::1]", "two");
        assertThat(driver.getPortNumbers()).containsExactly(5433, 5432);
        assertThat(driver.getDatabaseName()).isEqualTo("my db?");
        assertThat(driver.getSslMode()).isEqualTo("require");
    }

    @Test
    void takesAnotherAccount() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://127.0.0.1:5433/dab").withAccount("dab", "pw"))
                .isEqualTo(new DatabaseUrl("127.0.0.1:5433", "dab", "dab", "pw", Map.of()));
    }
}
