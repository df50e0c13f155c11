package io.datacapsule.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects rows for one statement and writes it when it is large enough or rows of another kind begin.
 *
 * <p>The values of all rows stand in one flat list of literals. Neo4j takes such a list for a parameter and plans the statement
 * once; it would plan lists of maps anew each time, which takes it seconds for some hundred rows.
 */
final class CypherBatch<K> {

    private static final int ROWS = 500;
    private static final int CHARACTERS = 1 << 16;

    private final Writer writer;
    private final int keys;
    private final Function<K, String> merge;
    private final List<Map<String, ?>> rows = new ArrayList<>();
    private @Nullable K kind;
    private int characters;

    /**
     * An empty batch.
     *
     * @param keys  how many values at the head of each row the statement merges on; the others become properties of {@code e}
     * @param merge the clause that finds or makes {@code e} from {@code v[i]} and the values after it
     */
    CypherBatch(Writer writer, int keys, Function<K, String> merge) {
        this.writer = writer;
        this.keys = keys;
        this.merge = merge;
    }

    void add(K of, Map<String, ?> row) throws IOException {
        if (!of.equals(kind) || rows.size() == ROWS || characters >= CHARACTERS) {
            end();
            kind = of;
        }
        rows.add(row);
        for (Object value : row.values()) {
            characters += value.toString().length() + 3;
        }
    }

    /** Writes what is waiting. */
    void end() throws IOException {
        if (kind == null || rows.isEmpty()) {
            return;
        }
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.keySet()));
        StringBuilder out = new StringBuilder(characters + 1024).append("WITH [\n");
        for (Map<String, ?> row : rows) {
            for (String column : columns) {
                CypherText.value(out, row.get(column));
                out.append(',');
            }
            out.append('\n');
        }
        out.setLength(out.length() - 2);
        out.append("\n] AS v UNWIND range(0, size(v) - 1, ")
                .append(columns.size())
                .append(") AS i\n")
                .append(merge.apply(kind));
        int index = 0;
        for (String column : columns) {
            if (index >= keys) {
                out.append(index == keys ? " SET e." : ", e.");
                CypherText.name(out, column);
                out.append(" = v[i + ").append(index).append(']');
            }
            index++;
        }
        writer.append(out).append(";\n");
        rows.clear();
        characters = 0;
    }
}
