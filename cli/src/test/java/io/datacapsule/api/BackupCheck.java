package io.datacapsule.api;

/** Says which archive it was asked to check. */
public final class BackupCheck {

    private BackupCheck() {}

    /** Takes archives that are named {@code sound.zip}. */
    public static void main(String[] arguments) {
        System.out.println(String.join("|", arguments));
        System.exit(arguments[0].endsWith("sound.zip") ? 0 : 1);
    }
}
