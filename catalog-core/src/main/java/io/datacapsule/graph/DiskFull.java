package io.datacapsule.graph;

import io.datacapsule.model.CatalogException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells a full disk from other failures, whoever met it: our own file access, a database, a library. */
public final class DiskFull {

    /** The code of every error that says that a disk is full. */
    public static final String CODE = "disk_full";

    private DiskFull() {}

    /** Whether this failure, or one that caused it, is that there is no room left on a disk. */
    public static boolean caused(@Nullable Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 50; depth++) {
            if (at instanceof CatalogException known ? known.code().equals(CODE) : said(at.getMessage())) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    /** Whether this text, such as what a program printed, says that there is no room left on a disk. */
    public static boolean said(@Nullable String text) {
        String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
        return lower.contains("no space left")
                || lower.contains("not enough space")
                || lower.contains("disk quota exceeded")
                || lower.contains("disk is full")
                // PostgreSQL's hint when a file took only a part of what was written
                || lower.contains("check free disk space");
    }
}
