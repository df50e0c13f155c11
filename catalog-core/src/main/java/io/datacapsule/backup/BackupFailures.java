package io.datacapsule.backup;

import io.datacapsule.model.InvalidArtifactException;

/** What is wrong with an archive, in words for the person who has it. */
final class BackupFailures {

    private BackupFailures() {}

    /** It is something else. */
    static InvalidArtifactException noBackup(String why) {
        return of("backup_unreadable", "This is no backup of a catalog: " + why + ".", "archive", 0);
    }

    /** It was cut or changed after it was written. */
    static InvalidArtifactException damaged(String part, String why) {
        return of("backup_damaged", "The backup is damaged at " + part + ": " + why + ".", part, 0);
    }

    /** A newer version wrote it. */
    static InvalidArtifactException newer(String why) {
        return of("backup_newer", "A newer version of the program wrote this backup: " + why + ".", "manifest.json", 0);
    }

    /** Archives that do not go on from each other. */
    static InvalidArtifactException broken(String why) {
        return of("backup_chain_broken", "These backups do not belong together: " + why + ".", "archive", 0);
    }

    /** It is whole, and yet says something that cannot be. */
    static InvalidArtifactException invalid(String part, long line, String why) {
        String place = line == 0 ? part : part + ", line " + line;
        return of(
                "backup_invalid",
                "The backup holds what a catalog cannot hold: " + place + ": " + why + ".",
                part,
                line);
    }

    private static InvalidArtifactException of(String code, String message, String part, long line) {
        String shown = message.length() <= 600 ? message : message.substring(0, 600) + "…";
        return new InvalidArtifactException(
                code, shown.replaceAll("\\p{Cntrl}", "\uFFFD"), printable(part), "", line, 0);
    }

    /** Names come from whoever made the archive. */
    static String printable(String name) {
        String clean = name.replaceAll("[\\p{Cntrl}]", "\uFFFD");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "…";
    }
}
