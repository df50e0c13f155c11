package io.datacapsule.ingest.derive;

import io.datacapsule.ingest.infer.Meta;
import io.datacapsule.ingest.infer.PiiFinding;
import io.datacapsule.ingest.infer.PiiRules;
import io.datacapsule.ingest.infer.SemanticTypeRules;
import io.datacapsule.model.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a dataset once SQL was read: those asserted before, put in the places that SQL gives them, and further ones. */
final class DerivedNodes {

    private DerivedNodes() {}

    static List<Column> of(Dataset dataset, String source) {
        List<Column> asserted = dataset.asserted().columns();
        Map<String, Integer> told = dataset.told();
        if (dataset.closed() || told.isEmpty()) {
            return asserted;
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : asserted) {
            Integer place = told.remove(column.name());
            columns.add(place == null ? column : placed(column, place));
        }
        told.forEach((name, place) -> columns.add(fresh(dataset.urn(), name, place, source)));
        columns.sort(Comparator.comparingInt((Column c) -> c.ordinal() == 0 ? Integer.MAX_VALUE : c.ordinal()));
        return columns;
    }

    private static Column fresh(String capsule, String name, int place, String source) {
        Optional<PiiFinding> pii = PiiRules.find(name, List.of(), Meta.NONE);
        String type = pii.map(PiiFinding::type).orElse(null);
        return new Column(
                capsule,
                name,
                null,
                place,
                null,
                SemanticTypeRules.semanticType(name, type, Meta.NONE).orElse(null),
                type,
                pii.map(PiiFinding::detectedBy).orElse(null),
                0,
                "sql",
                null,
                List.of(source));
    }

    private static Column placed(Column c, int place) {
        return new Column(
                c.capsuleUrn(),
                c.name(),
                c.dataType(),
                place,
                c.description(),
                c.semanticType(),
                c.piiType(),
                c.piiDetectedBy(),
                c.testCount(),
                c.origin(),
                c.meta(),
                c.assertedBy());
    }
}
