package io.datacapsule.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dab backup verify}: whether an archive could be restored. */
@Command(
        name = "verify",
        description =
                "Check an archive, without a server: that it is whole and unchanged, and that this version can restore it.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = "  dab backup verify backups/dab-backup-20261126T020000Z.zip")
final class BackupVerifyCommand extends ApiCommand {

    @Parameters(paramLabel = "FILE", description = "What 'dab backup' wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return ServerTool.run(
                this,
                ServerProgram.BACKUP_CHECK,
                surroundings().workingFolder().resolve(file).toString());
    }
}
