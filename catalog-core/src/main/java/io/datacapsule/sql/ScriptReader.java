package io.datacapsule.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts a script into statements and finds in each what it reads and writes. */
final class ScriptReader {

    private static final Set<String> WITHOUT_COLUMNS = Set.of(
            "ALTER",
            "DROP",
            "TRUNCATE",
            "DELETE",
            "GRANT",
            "REVOKE",
            "SET",
            "USE",
            "DECLARE",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "END",
            "CALL",
            "EXECUTE",
            "EXEC",
            "ANALYZE",
            "VACUUM",
            "COMMENT",
            "SHOW",
            "DESCRIBE",
            "DESC",
            "PRAGMA",
            "REFRESH",
            "CACHE",
            "UNCACHE",
            "MSCK",
            "REPAIR",
            "OPTIMIZE",
            "LOCK",
            "UNLOCK",
            "ATTACH",
            "DETACH",
            "LOAD",
            "INSTALL",
            "PRINT",
            "GO",
            "IF",
            "WHILE",
            "FOR",
            "LOOP",
            "RETURN",
            "RAISE",
            "OPEN",
            "CLOSE",
            "FETCH",
            "EXCEPTION",
            "COPY",
            "UNLOAD",
            "EXPORT",
            "IMPORT",
            "START",
            "SAVEPOINT",
            "RENAME",
            "CLUSTER",
            "RESET",
            "LEAVE",
            "ELSE",
            "ELSEIF",
            "ELSIF",
            "ADD",
            "PUT",
            "GET",
            "LIST",
            "LS",
            "REMOVE",
            "RM",
            "UNSET",
            "KILL",
            "ASSERT");
    private static final Set<String> BLOCKS = Set.of("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "TASK", "PACKAGE");
    private static final String[] WRITES = {"INSERT", "MERGE", "UPDATE", "CREATE", "WITH"};

    private final Tokens tokens;
    private final Dialect dialect;
    private final Derivation derivation;
    private final Findings findings;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private boolean inBlock;

    ScriptReader(Tokens tokens, Dialect dialect, Derivation derivation) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.derivation = derivation;
        this.findings = derivation.findings();
    }

    List<ScriptStatement> statements() {
        int from = 0;
        while (from < tokens.size()) {
            int end = tokens.findSymbol(from, tokens.size(), ";");
            if (end > from) {
                statement(from, end);
            }
            from = end + 1;
        }
        return statements;
    }

    private void statement(int from, int end) {
        int start = from;
        while (start < end && tokens.at(start).isAny("EXPLAIN", "GO")) {
            start++;
        }
        if (tokens.at(start).is("CREATE") && beginsBlock(start, end)) {
            inBlock = true;
            start = inBlock(start + 1, end);
        } else if (inBlock || tokens.at(start).isAny("BEGIN", "IF", "LOOP", "THEN", "ELSE", "EXCEPTION", "DECLARE")) {
            start = inBlock(start, end);
        }
        if (start >= end) {
            return;
        }
        WriteReader writes = new WriteReader(tokens, dialect);
        List<ScriptStatement> found = writes.read(start, end);
        if (found == null) {
            new TableStatementReader(
                            tokens, dialect, name -> findings.table(table(name)), name -> findings.changed(table(name)))
                    .read(start, end);
            String first = tokens.at(start).text().toUpperCase(Locale.ROOT);
            if (!WITHOUT_COLUMNS.contains(first) && !first.equals("CREATE") && !inBlock && !first.equals("/")) {
                findings.unresolved(
                        "",
                        Unresolved.Reason.PARSE_ERROR,
                        "\"" + tokens.at(start).text() + "\" begins no statement that is known",
                        tokens.at(start).start());
            }
            return;
        }
        statements.addAll(found);
    }

    private TableName table(List<Name> name) {
        return derivation.complete(FromResolver.tableName(name));
    }

    private boolean beginsBlock(int start, int end) {
        for (int i = start + 1; i < Math.min(end, start + 8); i++) {
            if (tokens.at(i).kind() == Token.Kind.WORD
                    && BLOCKS.contains(tokens.at(i).text().toUpperCase(Locale.ROOT))) {
                return true;
            }
            if (tokens.at(i).isAny("TABLE", "VIEW", "AS") || tokens.isOpen(i)) {
                return false;
            }
        }
        return false;
    }

    /** The first statement that writes behind the control words of a block; {@code end} if there is none. */
    private int inBlock(int from, int end) {
        for (int i = tokens.find(from, end, WRITES); i < end; i = tokens.find(i + 1, end, WRITES)) {
            Token before = tokens.at(i - 1);
            if (i == from || before.isAny("BEGIN", "THEN", "ELSE", "LOOP", "DO", "AS", "IS", "RECORD", "GO")) {
                return i;
            }
        }
        return end;
    }

    /** The name that begins at the index: its parts; the index after it goes into {@code after}. */
    static @Nullable List<Name> name(Tokens tokens, int from, int limit, int[] after, Dialect dialect) {
        List<Name> parts = new ArrayList<>();
        int i = from;
        while (i < limit && tokens.at(i).isName()) {
            StringBuilder text = new StringBuilder(tokens.at(i).text());
            boolean quoted = tokens.at(i).kind() == Token.Kind.QUOTED;
            i++;
            while (dialect == Dialect.BIGQUERY
                    && tokens.at(i).isSymbol("-")
                    && tokens.adjoins(i)
                    && tokens.adjoins(i + 1)
                    && i + 1 < limit) {
                text.append('-').append(tokens.at(i + 1).text());
                i += 2;
            }
            if (quoted && dialect == Dialect.BIGQUERY) {
                for (String part : text.toString().split("\\.")) {
                    int dollar = part.indexOf('$');
                    parts.add(new Name(dollar > 0 ? part.substring(0, dollar) : part, true));
                }
            } else {
                parts.add(new Name(text.toString(), quoted));
            }
            if (!tokens.at(i).isSymbol(".") || i + 1 >= limit) {
                break;
            }
            i++;
            while (tokens.at(i).isSymbol(".")) {
                i++;
            }
        }
        after[0] = i;
        return parts.isEmpty() ? null : parts;
    }
}
