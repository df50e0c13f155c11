package io.datacapsule.ingest.dbt;

import tools.jackson.core.TokenStreamContext;

/** Prints where a parser stands, such as {@code $.nodes['model.shop.orders'].columns}. */
final class JsonPaths {

    private static final int LONGEST_NAME = 200;

    private JsonPaths() {}

    static String of(TokenStreamContext context) {
        StringBuilder path = new StringBuilder("$");
        append(context, path);
        return path.toString();
    }

    /** The path of a member of the object at {@code path}. */
    static String member(String path, String name) {
        return append(name, new StringBuilder(path)).toString();
    }

    private static void append(TokenStreamContext context, StringBuilder path) {
        TokenStreamContext parent = context.getParent();
        if (parent == null) {
            return;
        }
        append(parent, path);
        if (context.inArray()) {
            if (context.hasCurrentIndex()) {
                path.append('[').append(context.getCurrentIndex()).append(']');
            }
        } else if (context.hasCurrentName()) {
            append(context.currentName(), path);
        }
    }

    private static StringBuilder append(String name, StringBuilder path) {
        if (!name.isEmpty() && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))) {
            return path.append('.').append(name);
        }
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return path.append("['")
                .append(shown.replace("\\", "\\\\").replace("'", "\\'"))
                .append("']");
    }
}
