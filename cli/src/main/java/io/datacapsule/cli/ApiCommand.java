package io.datacapsule.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have in common: they know their surroundings, the server's address and where to print. */
abstract class ApiCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command is called
    private CommandSpec spec;

    /** The command as picocli describes it. */
    final CommandSpec spec() {
        return spec;
    }

    /** The command at the top. */
    final Dab dab() {
        return (Dab) spec.root().userObject();
    }

    /** What the process can see. */
    final Surroundings surroundings() {
        return dab().surroundings();
    }

    /** Where to print. */
    final Screen screen() {
        return new Screen(surroundings());
    }

    /** The server that the options and the environment name. */
    final ApiClient api() {
        return dab().api();
    }
}
