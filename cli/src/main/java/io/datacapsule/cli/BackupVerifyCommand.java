package io.datacapsule.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dab backup verify}: whether an archive could be restored. */
@Command(
        name = "verify",
        description = {
            "Check an archive, without a server: that it is whole and unchanged, and that this version can restore it. For one that",
            "holds what changed, those that it goes on from are looked for beside it and checked too."
        },
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dab backup verify backups/dab-backup-20261126T020000Z.zip",
            "  dab backup verify backups/                                   the latest in the folder"
        })
final class BackupVerifyCommand extends ApiCommand {

    @Parameters(paramLabel = "DIR|FILE", description = "What 'dab backup' wrote; of a folder the latest.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        return ServerTool.run(
                this,
                ServerProgram.BACKUP_CHECK,
                ArchiveFile.chain(surroundings().workingFolder().resolve(file)).stream()
                        .map(Path::toString)
                        .toArray(String[]::new));
    }
}
