package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.datacapsule.ingest.airflow.Mention.Use;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DbtCommandTests {

    private static DbtCommand only(String script) {
        List<DbtCommand> commands = DbtCommand.in(script);
        assertThat(commands).hasSize(1);
        return commands.getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dbt run -s a b --target prod                                  | a,b",
                "dbt run --select 'a b' --full-refresh                         | a,b",
                "dbt run --select=a --models b                                 | a,b",
                "dbt --no-write-json run --vars '{\"test\": \"x\"}' -m +a      | +a",
                "source venv/bin/activate && /opt/venv/bin/dbt build -s a,b; x | a,b",
                "if true; then python -m dbt run --select a; fi                | a",
                "DBT_TARGET=x dbt run --select \"a\" # --select b              | a",
            })
    void readsWhatIsSelected(String script, String selected) {
        assertThat(String.join(",", only(script).data().select())).isEqualTo(selected);
    }

    @Test
    void goesOnAfterALineThatIsContinued() {
        assertThat(only("dbt run \\\n  --select a").data().select()).containsExactly("a");
    }

    @Test
    void readsWhatIsLeftOutAndWhereTheProjectLies() {
        DbtCommand command = only("cd /opt/dbt/shop/ && dbt run --exclude a b --threads 4");

        assertThat(command.data()).isEqualTo(new DataRef.Dbt(List.of(), List.of("a", "b"), List.of("model"), "shop"));
        assertThat(only("cd /x && dbt run --project-dir ../shop").data().project())
                .isEqualTo("shop");
    }

    @Test
    void tellsWhatIsBuiltFromWhatIsChecked() {
        List<DbtCommand> commands = DbtCommand.in("""
                dbt seed
                dbt snapshot --select s
                dbt test -s a
                dbt source freshness
                """);

        assertThat(commands)
                .extracting(DbtCommand::use)
                .containsExactly(Use.WRITES, Use.WRITES, Use.VALIDATES, Use.VALIDATES);
        assertThat(commands)
                .extracting(command -> command.data().types())
                .containsExactly(
                        List.of("seed"),
                        List.of("snapshot"),
                        List.of("model", "seed", "snapshot", "source"),
                        List.of("source"));
    }

    @Test
    void knowsThatANamedSelectorStandsElsewhere() {
        assertThat(only("dbt run --selector nightly").read()).isFalse();
        assertThat(only("dbt build --resource-type=seed").read()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "echo run dbtx run",
                "pip install dbt",
                "dbt deps",
                "dbt run-operation run --args '{a: b}'",
                "dbt ls --select a",
                "dbt docs generate --select run",
                "dbt \"unfinished",
                "cd dbt",
            })
    void findsNothingWhereNothingIsBuilt(String script) {
        assertThat(DbtCommand.in(script)).isEmpty();
    }
}
