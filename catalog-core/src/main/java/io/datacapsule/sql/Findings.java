package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a derivation finds besides the columns: tables read and changed, indirect origins, what could not be told. */
final class Findings {

    private static final int MOST = 1_000;
    private static final int LONGEST = 300;

    private final String sql;
    private final Set<TableName> tables = new LinkedHashSet<>();
    private final Set<TableName> changed = new LinkedHashSet<>();
    private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    private final OriginSet indirect = new OriginSet();
    private int quiet;

    Findings(String sql) {
        this.sql = sql;
    }

    void table(TableName table) {
        tables.add(table);
    }

    void changed(TableName table) {
        changed.add(table);
    }

    void indirect(List<Origin> origins, Transformation kind) {
        indirect.add(OriginSet.as(kind, origins));
    }

    /** Keeps what follows out of the unresolved until {@link #loud}: it decides over no column's value. */
    void quiet() {
        quiet++;
    }

    void loud() {
        quiet--;
    }

    void unresolved(String column, Unresolved.Reason reason, String detail, int place) {
        if (quiet > 0 || unresolved.size() >= MOST) {
            return;
        }
        int line = 0;
        int position = 0;
        if (place >= 0 && place <= sql.length()) {
            line = 1
                    + (int) sql.substring(0, place)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            position = place - sql.lastIndexOf('\n', Math.max(0, place - 1));
            position = place == 0 ? 1 : position;
        }
        unresolved.add(new Unresolved(shortened(column), reason, shortened(detail), line, position));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    List<TableName> tables() {
        return new ArrayList<>(tables);
    }

    List<TableName> changed() {
        return new ArrayList<>(changed);
    }

    List<Unresolved> unresolved() {
        return new ArrayList<>(unresolved);
    }

    List<Origin> indirect() {
        return indirect.list();
    }
}
