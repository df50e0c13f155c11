package io.datacapsule.ingest.airflow;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a link between capsules was found, as its edge tells in the attribute {@value #ATTRIBUTE}. */
enum Via {
    ANNOTATION(false),
    ASSET(false),
    DBT(true),
    SQL(true),
    TRIGGER(true),
    WAIT(true);

    /** The attribute of an edge that names them, comma-separated. */
    static final String ATTRIBUTE = "via";

    private final boolean rendered;

    Via(boolean rendered) {
        this.rendered = rendered;
    }

    /** Those that the attributes of an edge name. */
    static EnumSet<Via> of(Map<String, String> attributes) {
        EnumSet<Via> named = EnumSet.noneOf(Via.class);
        List<String> words = List.of(attributes.getOrDefault(ATTRIBUTE, "").split(","));
        for (Via via : values()) {
            if (words.contains(via.word())) {
                named.add(via);
            }
        }
        return named;
    }

    /** As the attribute names them. */
    static String words(Set<Via> vias) {
        return vias.stream().map(Via::word).sorted().collect(Collectors.joining(","));
    }

    /** Whether only a run of the task tells it, by its rendered fields. */
    boolean rendered() {
        return rendered;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
