package io.datacapsule.ingest.infer;

/**
 * A kind of personal data found in a column.
 *
 * @param type       such as {@code email}, {@code unknown} or {@code sensitive}
 * @param detectedBy {@code tag} if somebody declared it by a tag or in the metadata, {@code pattern} if the name says so
 */
public record PiiFinding(String type, String detectedBy) {

    static PiiFinding declared(String type) {
        return new PiiFinding(type, "tag");
    }

    static PiiFinding named(String type) {
        return new PiiFinding(type, "pattern");
    }
}
