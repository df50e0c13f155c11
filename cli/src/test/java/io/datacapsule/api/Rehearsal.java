package io.datacapsule.api;

/** Rehearses nothing, but ends in order. */
public final class Rehearsal {

    private Rehearsal() {}

    /** Says so. */
    public static void main(String[] arguments) {
        System.out.println("rehearsed");
        if ("rehearsal-fails".equals(System.getenv("FAKE"))) {
            System.exit(1);
        }
    }
}
