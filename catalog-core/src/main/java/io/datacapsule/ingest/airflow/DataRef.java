package io.datacapsule.ingest.airflow;

import io.datacapsule.sql.TableName;
import java.util.List;

/** How a task, an asset or an annotation names data, to be looked up in the catalog. */
sealed interface DataRef {

    /** What it is called in a message. */
    String shown();

    /** A capsule by its URN. */
    record ByUrn(String urn) implements DataRef {
        @Override
        public String shown() {
            return urn;
        }
    }

    /** A table by its name in the warehouse. */
    record Table(TableName name) implements DataRef {
        @Override
        public String shown() {
            String text = AirflowNames.clean(name.toString());
            return text.length() > 300 ? AirflowNames.clean(text.substring(0, 300)) + "…" : text;
        }
    }

    /**
     * What a dbt command selects.
     *
     * @param select  selectors, any of which selects; empty for everything
     * @param exclude selectors of what is left out
     * @param types   resource types that the command works on: model, seed, snapshot, source
     * @param project what the folder of the project is called; empty if unknown
     */
    record Dbt(List<String> select, List<String> exclude, List<String> types, String project) implements DataRef {

        public Dbt {
            select = List.copyOf(select);
            exclude = List.copyOf(exclude);
            types = List.copyOf(types);
        }

        @Override
        public String shown() {
            return "dbt " + (select.isEmpty() ? "without selection" : String.join(" ", select));
        }
    }

    /** Nothing that the catalog could have, such as a file without annotation. */
    record Unknown(String shown) implements DataRef {}
}
