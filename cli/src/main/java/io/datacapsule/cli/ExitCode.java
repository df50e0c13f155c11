package io.datacapsule.cli;

/** What the process answers to the shell; part of the public contract. */
final class ExitCode {

    /** Done. */
    static final int OK = 0;

    /** Tried, and failed; the reason is on standard error. */
    static final int FAILURE = 1;

    /** The command line itself is wrong. */
    static final int USAGE = 2;

    /** The checks ran and found violations. */
    static final int VIOLATIONS = 3;

    private ExitCode() {}
}
