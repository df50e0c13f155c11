package io.datacapsule.ingest.derive;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of compiled SQL the ephemeral models that dbt put into it as {@code WITH __dbt__cte__name AS (…)}, so that what reads
 * them is seen to read those models. The text keeps its lines and their positions. SQL in which they do not stand where dbt
 * puts them is left as it is: then they are read through.
 */
final class InlinedModels {

    private static final String PREFIX = "__dbt__cte__";
    private static final String NAME = "[\"`\\[]?" + PREFIX + "([\\p{L}\\p{N}_$]+)[\"`\\]]?";
    private static final Pattern FIRST =
            Pattern.compile("\\bwith\\s+(?:recursive\\s+)?(?=" + NAME + "\\s+as\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONE =
            Pattern.compile("\\G\\s*" + NAME + "\\s+as\\s*(?:not\\s+materialized\\s*)?\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMA = Pattern.compile("\\G\\s*,");

    private InlinedModels() {}

    static boolean isOne(String table) {
        return table.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    static String model(String table) {
        return table.substring(PREFIX.length());
    }

    /** The SQL without those of them that {@code known} knows. */
    static String cut(String sql, Predicate<String> known) {
        Matcher first = FIRST.matcher(sql);
        if (!first.find()) {
            return sql;
        }
        int from = first.end();
        boolean more = true;
        Matcher one = ONE.matcher(sql);
        while (more && one.find(from) && one.start() == from && known.test(one.group(1))) {
            int end = closing(sql, one.end());
            if (end < 0) {
                return sql;
            }
            Matcher comma = COMMA.matcher(sql);
            more = comma.find(end);
            from = more ? comma.end() : end;
        }
        if (from == first.end()) {
            return sql;
        }
        // what follows the last one goes on with the list, or the list was nothing else
        int start = more ? first.end() : first.start();
        return sql.substring(0, start) + blank(sql.substring(start, from)) + sql.substring(from);
    }

    private static String blank(String text) {
        return text.replaceAll("[^\\r\\n]", " ");
    }

    /** Where the parenthesis that was opened just before {@code from} is closed, after it; -1 if nowhere. */
    private static int closing(String sql, int from) {
        int depth = 1;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\'' || c == '"' || c == '`') {
                i = end(sql, String.valueOf(c), i + 1);
            } else if (sql.startsWith("--", i)) {
                i = end(sql, "\n", i);
            } else if (sql.startsWith("/*", i)) {
                i = end(sql, "*/", i + 2) + 1;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static int end(String sql, String mark, int from) {
        int end = sql.indexOf(mark, from);
        return end < 0 ? sql.length() : end;
    }
}
