package io.datacapsule.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dab completion}: prints the script that completes commands and options in a shell. */
@Command(
        name = "completion",
        description = "Print the script that lets a shell complete dab's commands and options.",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(dab completion bash)                    in this bash",
            "  dab completion bash > /etc/bash_completion.d/dab  in every bash",
            "  source <(dab completion zsh)                     in this zsh, after compinit"
        })
final class CompletionCommand extends ApiCommand {

    @Parameters(paramLabel = "bash|zsh", description = "The shell.", converter = ShellConverter.class)
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        if (shell == Shell.ZSH) {
            screen().line("autoload -U +X bashcompinit && bashcompinit");
        }
        surroundings().out().println(AutoComplete.bash("dab", dab().commandLine()));
        return ExitCode.OK;
    }

    /** The shells that we write for. */
    enum Shell {
        BASH,
        ZSH
    }

    /** Reads a {@link Shell} in any case. */
    static final class ShellConverter implements picocli.CommandLine.ITypeConverter<Shell> {
        @Override
        public Shell convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "bash" -> Shell.BASH;
                case "zsh" -> Shell.ZSH;
                default ->
                    throw new picocli.CommandLine.TypeConversionException("'" + value + "' is neither bash nor zsh");
            };
        }
    }
}
