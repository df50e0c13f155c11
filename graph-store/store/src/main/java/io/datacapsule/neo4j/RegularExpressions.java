package io.datacapsule.neo4j;

import io.datacapsule.model.ForbiddenException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses queries that match regular expressions: the database does not look at its time limit while it matches one, and some
 * take longer than anybody waits.
 */
final class RegularExpressions {

    private static final String OPERATOR = "=~";
    private static final Pattern ESCAPED = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");

    private RegularExpressions() {}

    /** Throws if the query has the operator, also if its signs are written as escapes of Unicode. */
    static void refuse(String query) {
        String decoded = ESCAPED.matcher(query)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
        if (has(query) || has(decoded)) {
            throw new ForbiddenException(
                    "query_not_allowed",
                    "The query uses a regular expression ('=~'), which is not allowed here: one can keep a processor busy"
                            + " for ever. Use CONTAINS, STARTS WITH or ENDS WITH, with toLower() where case does not"
                            + " matter.");
        }
    }

    private static boolean has(String query) {
        for (int i = query.contains(OPERATOR) ? 0 : query.length(); i < query.length(); i++) {
            if (query.startsWith(OPERATOR, i)) {
                return true;
            }
            i = endOfText(query, i);
        }
        return false;
    }

    /** Where what is quoted at the index ends, or a comment; the index where there is neither. */
    private static int endOfText(String query, int i) {
        char first = query.charAt(i);
        if (first == '\'' || first == '"') {
            for (int end = i + 1; end < query.length(); end++) {
                if (query.charAt(end) == '\\') {
                    end++;
                } else if (query.charAt(end) == first) {
                    return end;
                }
            }
            return query.length();
        }
        if (first == '`') {
            return end(query, "`", i + 1);
        }
        if (query.startsWith("/*", i)) {
            return end(query, "*/", i + 2) + 1;
        }
        return query.startsWith("//", i) ? Math.min(end(query, "\n", i), end(query, "\r", i)) : i;
    }

    private static int end(String query, String sign, int from) {
        int end = query.indexOf(sign, from);
        return end < 0 ? query.length() : end;
    }
}
