package io.datacapsule.api;

/** Prints what it was asked to do. */
public final class DatabaseCommand {

    private DatabaseCommand() {}

    /** Says its arguments and its home, and where it runs if asked; ends with 1 if asked for something unknown. */
    public static void main(String[] arguments) {
        System.out.println(String.join("|", arguments) + " in " + System.getenv("DAB_HOME"));
        if (arguments[arguments.length - 1].equals("where")) {
            System.err.println(System.getProperty("user.dir"));
        }
        if (arguments[0].equals("new") && arguments[1].isBlank()) {
            System.err.println("A migration needs a description.");
            System.exit(1);
        }
    }
}
