package io.datacapsule.ingest.airflow;

import java.util.Locale;

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

    /** Whether only a run of the task tells it, by its rendered fields. */
    boolean rendered() {
        return rendered;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
