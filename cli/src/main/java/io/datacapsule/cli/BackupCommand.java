package io.datacapsule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code dab backup}: the whole catalog, or what changed of it, as one archive. */
@Command(
        name = "backup",
        description = {
            "Write the whole catalog, graph and history, to one archive with checksums while the server runs.",
            "It holds no key, but the digests of keys, so it is written for its owner only. 'dab restore' takes it back,",
            "on this server or another, whether its databases are embedded or not.",
            "With --incremental or --since it holds what changed since an earlier one; to restore it takes those too."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab backup --to backups/               to a new file named after the time",
            "  dab backup --to backups/ --incremental --keep 30d",
            "  dab backup --to catalog.zip",
            "  dab backup verify catalog.zip"
        },
        subcommands = BackupVerifyCommand.class)
final class BackupCommand extends ApiCommand {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Option(
            names = "--to",
            paramLabel = "DIR|FILE",
            description = "A folder, in which the archive is named after the time, or a file that is not there yet.")
    private @Nullable String to;

    @Option(
            names = "--incremental",
            description =
                    "Only what changed since the latest backup in the folder; a whole one if there is none to go on from.")
    private boolean incremental;

    @Option(names = "--since", paramLabel = "FILE", description = "Only what changed since that backup.")
    private @Nullable Path since;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "Afterwards remove backups from the folder that are older, such as 30d or 48h, unless a younger one needs"
                            + " them. Only files that got their name from the time.")
    private @Nullable String keep;

    @Override
    public Integer call() {
        if (to == null) {
            throw wrong("Missing required option: '--to=DIR|FILE'");
        }
        Path place = surroundings().workingFolder().resolve(to);
        boolean folder = Files.isDirectory(place) || to.endsWith("/");
        if ((incremental || keep != null) && !folder) {
            throw wrong("--incremental and --keep need a folder: '--to=DIR'");
        }
        if (incremental && since != null) {
            throw wrong("--incremental and --since exclude each other");
        }
        Optional<Duration> kept = Optional.ofNullable(keep).map(this::time);
        Path target = folder ? place.resolve(OldArchives.PREFIX + STAMP.format(Instant.now()) + ".zip") : place;
        write(target, base(place));
        kept.ifPresent(time -> OldArchives.remove(place, time, Instant.now(), screen()));
        return ExitCode.OK;
    }

    private Optional<ArchiveFile> base(Path folder) {
        if (since != null) {
            Path file = surroundings().workingFolder().resolve(since);
            return Optional.of(ArchiveFile.read(file)
                    .orElseThrow(() -> new CommandFailure(file + " is not there, or no backup.")));
        }
        List<ArchiveFile> all = incremental ? ArchiveFile.in(folder) : List.of();
        if (incremental && all.isEmpty()) {
            screen().note("There is no backup in " + folder + " to go on from: writing a whole one.");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    private void write(Path target, Optional<ArchiveFile> base) {
        BackupDownload download = new BackupDownload(api(), target);
        if (base.isEmpty()) {
            download.whole();
        } else {
            try {
                download.since(base.get());
            } catch (ConflictFailure e) {
                if (!incremental
                        || !(e.code().equals("backup_base_outdated") || e.code().equals("backup_base_long"))) {
                    throw e;
                }
                screen().note(e.getMessage() + "\nWriting a whole one.");
                download.whole();
            }
        }
        ArchiveFile.read(target)
                .filter(written -> !written.bases().isEmpty())
                .ifPresentOrElse(
                        written -> screen().line(
                                        "Wrote " + target + " (" + size(target) + " bytes), what changed since "
                                                + written.bases().getLast().createdAt() + "."),
                        () -> screen().line("Wrote " + target + " (" + size(target) + " bytes)."));
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private Duration time(String text) {
        if (text.matches("[1-9][0-9]{0,4}[hd]")) {
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return text.endsWith("h") ? Duration.ofHours(number) : Duration.ofDays(number);
        }
        throw wrong("--keep takes hours or days, such as 48h or 30d, not '" + text + "'");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
