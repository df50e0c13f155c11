package io.datacapsule.ingest.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The folders of a file, lower case, the deepest first. */
final class FolderNames {

    private FolderNames() {}

    static List<String> deepestFirst(@Nullable String file) {
        if (file == null) {
            return List.of();
        }
        String[] parts = file.split("[/\\\\]");
        List<String> folders = new ArrayList<>(parts.length);
        for (int i = parts.length - 2; i >= 0; i--) {
            if (!parts[i].isBlank() && !parts[i].equals(".") && !parts[i].equals("..")) {
                folders.add(parts[i].toLowerCase(Locale.ROOT));
            }
        }
        return folders;
    }
}
