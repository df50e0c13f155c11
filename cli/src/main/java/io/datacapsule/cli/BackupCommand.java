package io.datacapsule.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code dab backup}: the whole catalog as one archive. */
@Command(
        name = "backup",
        description = {
            "Write the whole catalog, graph and history, to one archive with checksums while the server runs.",
            "It holds no key, but the digests of keys, so it is written for its owner only. 'dab restore' takes it back,",
            "on this server or another, whether its databases are embedded or not."
        },
        synopsisSubcommandLabel = "[COMMAND]",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab backup --to backups/               to a new file named after the time",
            "  dab backup --to catalog.zip",
            "  dab backup verify catalog.zip"
        },
        subcommands = BackupVerifyCommand.class)
final class BackupCommand extends ApiCommand {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    @Option(
            names = "--to",
            paramLabel = "DIR|FILE",
            description = "A folder, in which the archive is named after the time, or a file that is not there yet.")
    private @Nullable String to;

    @Override
    public Integer call() {
        if (to == null) {
            throw new ParameterException(spec().commandLine(), "Missing required option: '--to=DIR|FILE'");
        }
        Path place = surroundings().workingFolder().resolve(to);
        boolean folder = Files.isDirectory(place) || to.endsWith("/");
        Path target = folder ? place.resolve("dab-backup-" + STAMP.format(Instant.now()) + ".zip") : place;
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            receive(target);
            screen().line("Wrote " + target + " (" + Files.size(target) + " bytes).");
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(e.getFile() + " is there already; name another file, or a folder.", e);
        } catch (IOException e) {
            throw new CommandFailure("Cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    /** The file appears whole or not at all, and never in the place of another. */
    private void receive(Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path part =
                Files.createTempFile(target.toAbsolutePath().getParent(), ".dab-backup-", ".part", ownerOnly(target));
        try {
            try (OutputStream out = new LocalOutput(Files.newOutputStream(part, StandardOpenOption.WRITE))) {
                api().download("POST", "/admin/backup", out);
            }
            Files.move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path near) {
        return near.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
