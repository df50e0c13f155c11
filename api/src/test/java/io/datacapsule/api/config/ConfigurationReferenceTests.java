package io.datacapsule.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The reference in the README is what the code says. {@code -Ddab.configuration.write=true} writes it anew. */
class ConfigurationReferenceTests {

    private static final Path README = Path.of("../README.md");
    private static final String BEGIN = "<!-- variables: written by ConfigurationReferenceTests -->\n\n";
    private static final String END = "\n<!-- end of variables -->\n";

    @Test
    void isTheOneOfTheReadme() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if (Boolean.getBoolean("dab.configuration.write")) {
            readme = readme.substring(0, begin) + ConfigurationReference.markdown() + readme.substring(end);
            Files.writeString(README, readme);
            end = readme.indexOf(END);
        }

        assertThat(readme.substring(begin, end)).isEqualTo(ConfigurationReference.markdown());
    }

    @Test
    void listsEveryVariableThatTheServerReadsOnce() {
        Variables variables = new Variables(Map.of());
        Settings.of(variables, Path.of("/w"), Path.of("/h"));

        assertThat(ConfigurationReference.ofServer())
                .extracting(Variable::name)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(variables.asked());
    }

    @Test
    void tellsDefaultsThatMeanTheSameAsLeavingThemOut() {
        Settings left = Settings.of(Map.of(), Path.of("/w"), Path.of("/h"));
        for (Variable variable : ConfigurationReference.ofServer()) {
            switch (variable) {
                case Variable.Text _ -> {}
                case Variable.Flag _, Variable.WholeNumber _, Variable.Word _ ->
                    assertThat(Settings.of(
                                    Map.of(variable.name(), variable.otherwise().replace("`", "")),
                                    Path.of("/w"),
                                    Path.of("/h")))
                            .as(variable.name())
                            .isEqualTo(left);
            }
        }
    }

    @Test
    void namesEveryVariableOfTheRunbook() {
        assertThat(List.of(
                        "DATABASE_URL",
                        "REDIS_URL",
                        "AUTH_ENABLED",
                        "API_KEYS",
                        "RATE_LIMIT_ENABLED",
                        "RATE_LIMIT_DEFAULT",
                        "RATE_LIMIT_STORAGE_URI",
                        "CACHE_ENABLED",
                        "CACHE_REDIS_URL",
                        "METRICS_ENABLED",
                        "TRACING_ENABLED",
                        "TRACING_OTLP_ENDPOINT",
                        "LOG_LEVEL",
                        "ENVIRONMENT",
                        "AIRFLOW_TOKEN",
                        "AIRFLOW_USERNAME",
                        "AIRFLOW_PASSWORD"))
                .allSatisfy(
                        name -> assertThat(ConfigurationReference.markdown()).contains("| `" + name + "` |"));
    }
}
