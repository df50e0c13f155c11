package io.datacapsule.ingest.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnerRulesTests {

    @Test
    void believesTheMetadataFirstThenTheGroupThenWhatIsDeclared() {
        List<Meta> meta = List.of(Meta.NONE, new Meta(Map.of("owner", "Ana")));
        Map<String, String> group = Map.of("name", "Bo", "email", "bo@example.com");
        Map<String, String> declared = Map.of("name", "Cy");

        assertThat(OwnerRules.owner(meta, group, declared)).contains("Ana");
        assertThat(OwnerRules.owner(List.of(), group, declared)).contains("Bo");
        assertThat(OwnerRules.owner(List.of(), null, declared)).contains("Cy");
        assertThat(OwnerRules.owner(List.of(), null, null)).isEmpty();
    }

    @Test
    void takesTheAddressOfAnOwnerWithoutName() {
        assertThat(OwnerRules.name(Map.of("email", "ana@example.com"))).contains("ana@example.com");
        assertThat(OwnerRules.name(Map.of("name", " ", "email", "ana@example.com")))
                .contains("ana@example.com");
    }

    @Test
    void takesTheFirstUsableOfSeveralOwners() {
        assertThat(OwnerRules.name(Arrays.asList(null, "", Map.of(), "Ana", "Bo")))
                .contains("Ana");
    }
}
