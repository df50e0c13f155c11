package io.datacapsule.ingest.dbt;

import io.datacapsule.model.InvalidArtifactException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Turns what goes wrong while an artifact is read into an error that names file, position and cause. */
final class ArtifactErrors {

    static final String UNREADABLE = "artifact_unreadable";
    static final String INVALID = "artifact_invalid";
    static final String WRONG_KIND = "artifact_wrong_kind";

    private static final int LONGEST_PATH = 300;

    private ArtifactErrors() {}

    static InvalidArtifactException at(String code, String message, String file, String path, long line, long column) {
        long shownLine = Math.max(line, 0);
        long shownColumn = Math.max(column, 0);
        String place = shownLine == 0 ? "" : ", line " + shownLine + ", column " + shownColumn;
        String shownPath = JsonText.printable(path, LONGEST_PATH);
        String where = path.equals("$") ? "" : " at " + shownPath;
        return new InvalidArtifactException(
                code,
                JsonText.printable(file + place + where + ": " + message),
                file,
                shownPath,
                shownLine,
                shownColumn);
    }

    static InvalidArtifactException notReadable(Artifact artifact, String cause) {
        return at(UNREADABLE, cause, artifact.name(), "$", 0, 0);
    }

    /** The error for what the parser stumbled over. */
    static InvalidArtifactException of(JacksonException failure, Artifact artifact, JsonParser parser) {
        if (failure instanceof JacksonIOException) {
            return notReadable(artifact, "cannot be read to its end: " + failure.getOriginalMessage());
        }
        TokenStreamLocation at = failure.getLocation() == null ? parser.currentLocation() : failure.getLocation();
        String path = JsonPaths.of(parser.streamReadContext());
        return at(
                UNREADABLE,
                cause(failure, artifact, at),
                artifact.name(),
                path,
                at.getLineNr(),
                ArtifactText.column(artifact, at));
    }

    /** The error for something after the end of the document. */
    static InvalidArtifactException trailing(Artifact artifact, TokenStreamLocation at) {
        String marker = marker(ArtifactText.from(artifact, at));
        return at(
                UNREADABLE,
                marker == null ? "the document ended before this; a second document starts here" : marker,
                artifact.name(),
                "$",
                at.getLineNr(),
                ArtifactText.column(artifact, at));
    }

    private static String cause(JacksonException failure, Artifact artifact, TokenStreamLocation at) {
        if (failure instanceof UnexpectedEndOfInputException) {
            return "the file ends in the middle of the document; it was not written or copied completely";
        }
        if (failure instanceof StreamConstraintsException) {
            return "is outside of what is read: " + failure.getOriginalMessage();
        }
        String text = ArtifactText.from(artifact, at);
        String marker = marker(text);
        if (marker != null) {
            return marker;
        }
        if (text.startsWith("'")) {
            return "not JSON: texts stand in double quotes, this one in single quotes";
        }
        if (at.getByteOffset() <= 1 && text.startsWith("<")) {
            return "not JSON: looks like an HTML or XML page";
        }
        if (at.getByteOffset() <= 2 && text.startsWith("\u001f")) {
            return "not JSON: looks compressed; unpack it first";
        }
        if (failure.getOriginalMessage().startsWith("Non-standard token")) {
            return "not JSON: a number that is not finite";
        }
        return "not JSON: " + failure.getOriginalMessage();
    }

    private static @Nullable String marker(String text) {
        if (text.startsWith("<<<<<<<") || text.startsWith("=======") || text.startsWith(">>>>>>>")) {
            return "looks like a merge conflict marker ('"
                    + text.lines().findFirst().orElse("") + "'); resolve the conflict or write the file anew with dbt";
        }
        return null;
    }
}
