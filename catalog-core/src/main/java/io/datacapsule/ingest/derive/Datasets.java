package io.datacapsule.ingest.derive;

import io.datacapsule.graph.GraphSnapshot;
import io.datacapsule.ingest.SourceGraph;
import io.datacapsule.ingest.SourceGraph.AssertedCapsule;
import io.datacapsule.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The datasets of a source, by URN and by the names that SQL gives them. */
final class Datasets {

    private final Map<String, Dataset> byUrn = new LinkedHashMap<>();
    private final Map<String, List<Dataset>> byName = new HashMap<>();

    Datasets(SourceGraph source, GraphSnapshot graph) {
        for (AssertedCapsule capsule : source.capsules()) {
            Dataset dataset = new Dataset(capsule, graph);
            byUrn.put(dataset.urn(), dataset);
            byName.computeIfAbsent(Dataset.fold(dataset.name().name()), name -> new ArrayList<>(1))
                    .add(dataset);
        }
    }

    Iterable<Dataset> all() {
        return byUrn.values();
    }

    /** What the SQL of a dataset is said to read: its upstream, and itself. */
    List<Dataset> read(Dataset dataset) {
        List<Dataset> read = new ArrayList<>();
        for (String upstream : dataset.asserted().upstream()) {
            Dataset found = byUrn.get(upstream);
            if (found != null) {
                read.add(found);
            }
        }
        read.add(dataset);
        return read;
    }

    /** The dataset with that URN. */
    Optional<Dataset> find(String urn) {
        return Optional.ofNullable(byUrn.get(urn));
    }

    Optional<Dataset> find(TableName table) {
        return choose(table, byName.getOrDefault(Dataset.fold(table.name()), List.of()));
    }

    /** The ephemeral dataset that dbt put into SQL under that name. */
    Optional<Dataset> ephemeral(String name) {
        List<Dataset> found = byName.getOrDefault(Dataset.fold(name), List.of()).stream()
                .filter(Dataset::ephemeral)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The one of these that the name fits; of several the one that it fits in all its parts. */
    static Optional<Dataset> choose(TableName table, List<Dataset> datasets) {
        List<Dataset> fitting =
                datasets.stream().filter(dataset -> fits(table, dataset.name())).toList();
        if (fitting.size() > 1) {
            fitting = fitting.stream()
                    .filter(dataset ->
                            table.toString().equalsIgnoreCase(dataset.name().toString()))
                    .toList();
        }
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static boolean fits(TableName asked, TableName known) {
        return asked.name().equalsIgnoreCase(known.name())
                && (asked.schema() == null
                        || known.schema() == null
                        || asked.schema().equalsIgnoreCase(known.schema()))
                && (asked.database() == null
                        || known.database() == null
                        || asked.database().equalsIgnoreCase(known.database()));
    }
}
