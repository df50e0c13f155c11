package io.datacapsule.api.ingest;

import io.datacapsule.api.config.Settings;
import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.NotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folders below which callers may name files of the server. Paths are compared with all symbolic links followed, and what
 * lies outside is refused in the same words whether it exists or not.
 */
public final class IngestRoots {

    private final List<Path> roots;
    private final Path workingFolder;

    private IngestRoots(List<Path> roots, Path workingFolder) {
        this.roots = roots;
        this.workingFolder = workingFolder;
    }

    /** The roots of the settings; relative paths start at the working folder of the process. */
    public static IngestRoots of(Settings settings) {
        return new IngestRoots(settings.ingest().roots(), Path.of("").toAbsolutePath());
    }

    /**
     * The real path of a file or folder below a root.
     *
     * @throws ForbiddenException {@code path_outside_roots}
     * @throws NotFoundException  {@code file_not_found} if it would be allowed but does not exist
     */
    Path resolve(String path) {
        Path real = real(path);
        if (real != null && below(real)) {
            return real;
        }
        if (real == null && below(nearest(path))) {
            throw new NotFoundException("file_not_found", "There is no file '" + path + "' on the server.");
        }
        throw new ForbiddenException(
                "path_outside_roots",
                "The server reads files below these folders only (INGEST_ROOTS): "
                        + roots.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + ". Put the file there, or upload it.");
    }

    private @Nullable Path real(String path) {
        try {
            return workingFolder.resolve(path).toRealPath();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    /** The real path of the nearest folder that exists, if nothing after it leads up again. */
    private @Nullable Path nearest(String path) {
        try {
            Path at = workingFolder.resolve(path);
            while (at != null && !Files.exists(at)) {
                if (Files.isSymbolicLink(at) || at.endsWith("..")) {
                    return null;
                }
                at = at.getParent();
            }
            return at == null ? null : at.toRealPath();
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private boolean below(@Nullable Path real) {
        return real != null && roots.stream().anyMatch(root -> below(real, root));
    }

    private static boolean below(Path real, Path root) {
        try {
            return real.startsWith(root.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
