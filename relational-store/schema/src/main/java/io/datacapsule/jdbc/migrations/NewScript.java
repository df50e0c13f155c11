package io.datacapsule.jdbc.migrations;

import io.datacapsule.model.InternalFailureException;
import io.datacapsule.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Begins a new migration: an empty script with both parts, in the folder of the others. */
public final class NewScript {

    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private NewScript() {}

    /**
     * Writes {@code <time>_<description>.sql} to that folder, which is made if it is missing, and names it in the folder's
     * {@code index.txt}. The time is a second later than the clock's if another script has it already.
     *
     * @return the file
     * @throws InvalidInputException if the description has neither letter nor digit or is longer than 200 characters
     */
    public static Path write(Path folder, String description, Clock clock) {
        String words = description
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum}]+", "_")
                .replaceAll("^_|_$", "");
        if (words.isEmpty() || words.length() > 200) {
            throw new InvalidInputException(
                    "invalid_description",
                    "A migration needs a short description of what it does, such as 'add rules', not '" + description
                            + "'.");
        }
        try {
            Files.createDirectories(folder);
            LocalDateTime time = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            while (taken(folder, ID.format(time))) {
                time = time.plusSeconds(1);
            }
            Path script = folder.resolve(ID.format(time) + "_" + words + ".sql");
            Files.writeString(
                    script, "-- // " + words.replace('_', ' ') + "\n\n\n-- //@UNDO\n\n", StandardOpenOption.CREATE_NEW);
            Files.writeString(
                    folder.resolve("index.txt"),
                    script.getFileName() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return script;
        } catch (IOException e) {
            throw new InternalFailureException(
                    "script_not_written", "The migration cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean taken(Path folder, String id) throws IOException {
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(id));
        }
    }
}
