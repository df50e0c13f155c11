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

        assertThat(OwnerRules.owner(meta, group, declared)).contains(new OwnerMention("Ana", null));
        assertThat(OwnerRules.owner(List.of(), group, declared)).contains(new OwnerMention("Bo", "bo@example.com"));
        assertThat(OwnerRules.owner(List.of(), null, declared)).contains(new OwnerMention("Cy", null));
        assertThat(OwnerRules.owner(List.of(), null, null)).isEmpty();
    }

    @Test
    void takesTheAddressOfAnOwnerWithoutName() {
        OwnerMention ana = new OwnerMention("ana@example.com", "ana@example.com");

        assertThat(OwnerRules.mention(Map.of("email", "ana@example.com"))).contains(ana);
        assertThat(OwnerRules.mention(Map.of("name", " ", "email", List.of("ana@example.com"))))
                .contains(ana);
    }

    @Test
    void takesTheFirstUsableOfSeveralOwners() {
        assertThat(OwnerRules.mention(Arrays.asList(null, "", Map.of(), "Ana", "Bo")))
                .contains(new OwnerMention("Ana", null));
    }
}
