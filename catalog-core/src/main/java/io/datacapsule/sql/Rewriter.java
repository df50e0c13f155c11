package io.datacapsule.sql;

import io.datacapsule.sql.Token.Kind;
import java.util.Locale;
import java.util.Set;

/**
 * Rewrites the queries of a dialect to what the parser reads with the same column lineage. Names and strings that could mislead
 * it are kept aside, constructs that it does not know are taken out or told in other words.
 */
final class Rewriter {

    /** Words that the parser reserves and dialects do not. */
    private static final Set<String> RESERVED_ONLY_THERE = Set.of(
            "ABSENT", "BOTH", "CASEWHEN", "CHECK", "CONNECT", "CONSTRAINT", "CREATE", "CSV", "CURRENT", "DEFAULT",
            "DISTINCTROW", "ERRORS", "EXCLUDES", "EXTEND", "FBV", "FETCH", "FILE", "FINAL", "FORCE", "FOREIGN", "GLOBAL",
            "IGNORE", "IIF", "IMPORT", "INCLUDES", "STATEMENT", "STRAIGHT", "NOCYCLE", "OFFSET", "ONLY", "OPTIMIZE",
            "OUTPUT", "PREFERRING", "PRIOR", "PROCEDURE", "PUBLIC", "RETURNS", "RETURNING", "SAMPLE", "SCRIPT", "SEMI",
            "SETTINGS", "SOME", "START", "TABLES", "TOP", "UNIQUE", "UNKNOWN", "USE", "VALUE", "VERIFY", "XOR", "PIVOT",
            "UNPIVOT", "KEY", "INTERVAL", "GROUPING", "IF", "LEFT", "RIGHT", "REPLACE", "INSERT", "FORMAT", "CHAR", "DATE",
            "TIME", "TIMESTAMP", "TIMESTAMPTZ", "DATETIME", "END", "ANY", "ALL", "RANGE", "ROWS", "OPEN", "CLOSE", "ACTION", "SEQUENCE", "STRUCT", "MAP", "SYSTEM");

    /** Words that are never names of functions. */
    static final Set<String> CLAUSES = Set.of(
            "SELECT", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "QUALIFY", "WINDOW", "LIMIT", "UNION", "INTERSECT",
            "EXCEPT", "MINUS", "JOIN", "INNER", "CROSS", "FULL", "NATURAL", "ON", "USING", "AS", "AND", "OR", "NOT", "IN",
            "IS", "LIKE", "ILIKE", "BETWEEN", "EXISTS", "CASE", "WHEN", "THEN", "ELSE", "OVER", "FILTER", "BY", "WITH",
            "VALUES", "DISTINCT", "NULL", "PARTITION", "LATERAL", "UNNEST", "WITHIN", "CAST", "SET", "OUTER", "RECURSIVE", "MATERIALIZED");

    private static final Set<String> SET_OPERATIONS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");

    private final Tokens tokens;
    private final Dialect dialect;
    private final Emission out;
    private final ExpressionRewrite expressions;
    private final RelationRewrite relations;

    Rewriter(Tokens tokens, Dialect dialect, Emission out) {
        this.tokens = tokens;
        this.dialect = dialect;
        this.out = out;
        this.expressions = new ExpressionRewrite(tokens, dialect, out, this);
        this.relations = new RelationRewrite(tokens, dialect, out, this);
    }

    /** Writes the tokens from {@code from} to before {@code limit}. */
    void rewrite(int from, int limit) {
        rewrite(from, limit, "");
    }

    /** Writes tokens inside the parentheses of a function, in upper case, or of none. */
    void rewrite(int from, int limit, String function) {
        int i = from;
        while (i < limit) {
            i = queryStart(i, from, limit) ? fromFirst(i, limit) : next(i, limit, function);
        }
    }

    private int next(int i, int limit, String function) {
        Token token = tokens.at(i);
        int after = relations.rewrite(i, limit);
        if (after <= i) {
            after = expressions.rewrite(i, limit, function);
        }
        if (after > i) {
            return after;
        }
        return switch (token.kind()) {
            case STRING -> string(i);
            case QUOTED -> quoted(i);
            case NUMBER -> number(token, i);
            case SYMBOL -> symbol(i, limit);
            case WORD -> word(i, limit);
        };
    }

    private int string(int i) {
        if (i == 0 || tokens.at(i - 1).kind() != Kind.STRING) {
            out.writeString(tokens.at(i));
        }
        return i + 1;
    }

    private int number(Token token, int i) {
        String digits = token.text();
        boolean plain = digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        out.write(plain ? digits : "0", token.start(), token.end());
        return i + 1;
    }

    int quoted(int i) {
        Token token = tokens.at(i);
        if (dialect == Dialect.BIGQUERY && token.text().indexOf('.') > 0) {
            String[] parts = token.text().split("\\.");
            for (int part = 0; part < parts.length; part++) {
                if (part > 0) {
                    out.add(".", token);
                }
                out.writeName(new Name(withoutDecorator(parts[part]), true), token);
            }
        } else {
            out.writeName(new Name(withoutDecorator(token.text()), true), token);
        }
        return i + 1;
    }

    private String withoutDecorator(String name) {
        int dollar = dialect == Dialect.BIGQUERY ? name.indexOf('$') : -1;
        return dollar > 0 ? name.substring(0, dollar) : name;
    }

    private int symbol(int i, int limit) {
        Token token = tokens.at(i);
        if (tokens.isOpen(i)) {
            return bracketed(i, limit);
        }
        String written =
                switch (token.text()) {
                    case "==", "<=>", "~*", "!~", "!~*", "~" -> "=";
                    case "^=" -> "<>";
                    case "//" -> "/";
                    case "**" -> "*";
                    case "#>", "#>>", "->>" -> "->";
                    case ";", "\\" -> "";
                    case "?" -> "null";
                    default -> token.text();
                };
        if (!written.isEmpty()) {
            out.write(written, token.start(), token.end());
        }
        return i + 1;
    }

    private int bracketed(int i, int limit) {
        Token open = tokens.at(i);
        int close = tokens.close(i, limit);
        Token before = tokens.at(i - 1);
        String function = open.isSymbol("(") && isFunctionName(i - 1) ? before.text().toUpperCase(Locale.ROOT) : "";
        boolean brace = open.isSymbol("{");
        if (brace) {
            out.write("ROW(", open.start(), open.end());
            function = "{";
        } else {
            boolean array = open.isSymbol("[") && !before.isName() && !tokens.isClose(i - 1);
            out.write(array ? "ARRAY[" : open.text(), open.start(), open.end());
            function = open.isSymbol("[") ? "[" : function;
        }
        rewrite(i + 1, close, function);
        if (close < limit) {
            out.write(brace ? ")" : tokens.at(close).text(), tokens.at(close).start(), tokens.at(close).end());
        }
        return close + 1;
    }

    boolean isFunctionName(int i) {
        Token token = tokens.at(i);
        return token.kind() == Kind.WORD && !CLAUSES.contains(token.text().toUpperCase(Locale.ROOT));
    }

    private int word(int i, int limit) {
        Token token = tokens.at(i);
        String word = token.text().toUpperCase(Locale.ROOT);
        char first = word.charAt(0);
        if (first == '@') {
            out.write("null", token.start(), token.end());
        } else if (isNameHere(i, limit) || first == '$' || first == '#' || !isAscii(word)) {
            out.writeName(token.name(), token);
        } else {
            out.write(token.text(), token.start(), token.end());
        }
        return i + 1;
    }

    private static boolean isAscii(String word) {
        return word.chars().allMatch(c -> c < 128);
    }

    /** Whether a word is a name by its place, or a name that the parser would take for a keyword. */
    private boolean isNameHere(int i, int limit) {
        Token before = tokens.at(i - 1);
        Token after = i + 1 < limit ? tokens.at(i + 1) : tokens.at(-1);
        String word = tokens.at(i).text().toUpperCase(Locale.ROOT);
        if (before.isSymbol(".")) {
            return !after.isSymbol("(");
        }
        if (before.is("AS")) {
            return !word.equals("MATERIALIZED") && !word.equals("NOT") && !word.equals("SELECT") && !word.equals("WITH");
        }
        if (after.isSymbol(".") && !word.equals("CASE")) {
            return true;
        }
        if (before.isAny("FROM", "JOIN") && !after.isSymbol("(")) {
            return !CLAUSES.contains(word);
        }
        if (word.equals("INTERVAL")) {
            return !(after.kind() == Kind.STRING || after.kind() == Kind.NUMBER || after.isName() && !after.isAny("FROM", "AS") || after.isSymbol("("));
        }
        if (word.equals("LEFT") || word.equals("RIGHT") || word.equals("IF") || word.equals("REPLACE") || word.equals("INSERT") || word.equals("STRUCT") || word.equals("MAP")) {
            return word.equals("LEFT") || word.equals("RIGHT") ? !after.isAny("JOIN", "OUTER", "SEMI", "ANTI", "ASOF", "ANY", "ALL") : after.isSymbol("(") || word.equals("REPLACE") || word.equals("INSERT");
        }
        if (word.equals("DATE") || word.equals("TIME") || word.equals("TIMESTAMP") || word.equals("DATETIME") || word.equals("TIMESTAMPTZ")) {
            return after.kind() != Kind.STRING;
        }
        if (word.equals("END")) {
            return false;
        }
        if (word.equals("ROWS") || word.equals("RANGE")) {
            return !after.isAny("BETWEEN", "UNBOUNDED", "CURRENT") && after.kind() != Kind.NUMBER && !after.is("INTERVAL");
        }
        if (word.equals("ALL") || word.equals("ANY") || word.equals("SOME")) {
            return before.isSymbol(",") || before.is("SELECT") && (after.isSymbol(",") || after.is("FROM")) || word.equals("ANY") && isFunctionName(i) && after.isSymbol("(") && (before.is("SELECT") || before.isSymbol("("));
        }
        if (word.equals("CURRENT")) {
            return !after.is("ROW");
        }
        if (word.equals("TOP")) {
            return !(before.isAny("SELECT", "DISTINCT", "ALL"));
        }
        if (word.equals("OFFSET") || word.equals("FETCH")) {
            return after.isSymbol(",") || after.isSymbol(")") || after.isAny("FROM", "AS") || before.isAny("SELECT", "BY") || after.isSymbol("(") || after.isSymbol("=");
        }
        if (word.equals("SEMI")) {
            return !after.is("JOIN");
        }
        return RESERVED_ONLY_THERE.contains(word);
    }

    private boolean queryStart(int i, int from, int limit) {
        return i == from && tokens.at(i).is("FROM") && tokens.find(i + 1, limit, "SELECT") <= limit && !tokens.at(i - 1).isAny("DISTINCT") && startsQuery(i);
    }

    private boolean startsQuery(int i) {
        Token before = tokens.at(i - 1);
        return i == 0 || before.isSymbol(";") || before.isSymbol("(") && !isFunctionName(i - 2) || before.is("AS") || before.isSymbol(")");
    }

    /** Puts the select list before FROM. */
    private int fromFirst(int i, int limit) {
        int end = tokens.find(i, limit, SET_OPERATIONS.toArray(String[]::new));
        int select = tokens.find(i, end, "SELECT");
        if (select == end) {
            out.add("SELECT *", tokens.at(i));
            write(i, end);
        } else {
            int rest = tokens.find(select, end, "WHERE", "GROUP", "HAVING", "QUALIFY", "ORDER", "LIMIT", "WINDOW");
            write(select, rest);
            write(i, select);
            write(rest, end);
        }
        return end;
    }

    /** Writes tokens that do not begin a query. */
    void write(int from, int limit) {
        int i = from;
        while (i < limit) {
            i = next(i, limit, "");
        }
    }
}
