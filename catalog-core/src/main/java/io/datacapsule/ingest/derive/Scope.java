package io.datacapsule.ingest.derive;

import io.datacapsule.sql.TableName;
import io.datacapsule.sql.TableSchema;
import io.datacapsule.sql.TableSchemas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tables that the SQL of one dataset may read: those it is said to depend on first, then all of the source. It remembers
 * what was asked for beyond the former, because that makes the answer depend on the whole source.
 */
final class Scope implements TableSchemas {

    private final Datasets datasets;
    private final List<Dataset> near;
    private final Map<TableName, Dataset> found = new ConcurrentHashMap<>();
    private volatile boolean wide;

    Scope(Datasets datasets, List<Dataset> near) {
        this.datasets = datasets;
        this.near = near;
    }

    @Override
    public Optional<TableSchema> find(TableName table) {
        Optional<Dataset> dataset = dataset(table);
        dataset.ifPresent(known -> found.put(known.name(), known));
        return dataset.map(known -> new TableSchema(known.name(), known.columns()));
    }

    private Optional<Dataset> dataset(TableName table) {
        String name = table.name();
        if (InlinedModels.isOne(name)) {
            String model = InlinedModels.model(name);
            Optional<Dataset> one = Datasets.choose(TableName.of(model), near).filter(Dataset::ephemeral);
            return one.isPresent() ? one : datasets.ephemeral(model);
        }
        Optional<Dataset> one = Datasets.choose(table, near);
        if (one.isEmpty()) {
            wide = true;
            one = datasets.find(table);
        }
        return one;
    }

    /** The dataset behind a table of an answer. */
    Optional<Dataset> behind(TableName table) {
        Dataset known = found.get(table);
        return known == null ? dataset(table) : Optional.of(known);
    }

    /** Whether a table was asked for that the dataset is not said to depend on. */
    boolean wide() {
        return wide;
    }
}
