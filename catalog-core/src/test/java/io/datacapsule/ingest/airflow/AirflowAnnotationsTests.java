package io.datacapsule.ingest.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AirflowAnnotationsTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet", "tasks:", "tasks: []", "version: 1\nassets:"})
    void readsNothingFromWhatSaysNothing(String yaml) {
        assertThat(AirflowAnnotations.parse(yaml)).isEqualTo(AirflowAnnotations.NONE);
    }

    @Test
    void readsTasksInTheirOrderWithAnchorsAndEachUrnOnce() {
        AirflowAnnotations read = AirflowAnnotations.parse("""
                tasks:
                  - dag: a
                    task: 007
                    consumes: &raw
                      - urn:dcs:dbt:source:shop.raw:orders
                      - urn:dcs:dbt:source:shop.raw:orders
                  - dag: a
                    task: t
                    validates: *raw
                """);

        assertThat(read.tasks()).extracting(AirflowAnnotations.Annotation::task).containsExactly("007", "t");
        assertThat(read.tasks().getLast().validates()).containsExactly("urn:dcs:dbt:source:shop.raw:orders");
        assertThat(read.tasks().getLast().line()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1, 2] | the file takes the members assets, tasks, version",
                "job: x | 'job'",
                "version: 2 | version is '2'",
                "tasks: x | tasks takes a list",
                "tasks: [{dag: a}] | 'task' is missing",
                "tasks: [{dag: a, task: ''}] | task takes a text that is not blank",
                "tasks: [{dag: a, task: [b]}] | task takes a text",
                "tasks: [{dag: a, task: b, reads: []}] | it takes consumes, dag, produces, task, validates",
                "tasks: [{dag: a, task: b, consumes: [orders]}] | 'orders' is not a URN",
                "tasks: [{dag: a, task: b, consumes: ['urn:dcs:dbt:model:s:o.id']}] | names a column",
                "tasks: [{dag: a, dag: b, task: c}] | twice",
                "assets: [{uri: x, capsule: 'urn:dcs:a:b:c:d'}, {uri: x, capsule: 'urn:dcs:a:b:c:d'}] | twice",
                "tasks: [ | it is no YAML",
                "!!java.net.URL [http://example.com] | Global tag is not allowed",
            })
    void saysWhereAFileIsWrongAndWhatIsAllowed(String yaml, String why) {
        assertThatThrownBy(() -> AirflowAnnotations.parse(yaml))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("line 1");
    }

    @Test
    void refusesFilesThatAreTooLargeOrGrowWhenTheyAreRead() {
        StringBuilder laughs = new StringBuilder("a: &a [x, x]\n");
        for (char c = 'b'; c < 'z'; c++) {
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [*")
                    .append((char) (c - 1))
                    .append(", *")
                    .append((char) (c - 1))
                    .append("]\n");
        }
        for (String yaml : new String[] {
            "#".repeat(AirflowAnnotations.LONGEST + 1), laughs.toString(), "[".repeat(1000), "a: &a [*a]"
        }) {
            assertThatThrownBy(() -> AirflowAnnotations.parse(yaml)).isInstanceOf(InvalidInputException.class);
        }
    }
}
