package io.datacapsule.model;

/**
 * An input file that is not what it should be. The message names the file; {@link #path} is the JSON path and {@link #line},
 * {@link #column} the position (counted from 1, 0 if unknown) at which reading stopped.
 */
public final class InvalidArtifactException extends CatalogException {

    private final String file;
    private final String path;
    private final long line;
    private final long column;

    /** An error at a place of a file; {@code file} is the name that the caller gave, never a path of the server. */
    public InvalidArtifactException(String code, String message, String file, String path, long line, long column) {
        super(code, message, null);
        this.file = file;
        this.path = path;
        this.line = line;
        this.column = column;
    }

    /** The file's name as the caller gave it. */
    public String file() {
        return file;
    }

    /** JSON path of the offending value, such as {@code $.nodes['model.shop.orders'].columns}. */
    public String path() {
        return path;
    }

    /** Line, counted from 1, or 0. */
    public long line() {
        return line;
    }

    /** Column in the line, counted from 1, or 0. */
    public long column() {
        return column;
    }
}
