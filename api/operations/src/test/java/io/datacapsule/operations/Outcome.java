package io.datacapsule.operations;

/** What came of a step. */
sealed interface Outcome {

    /** It did what it says. */
    record Works() implements Outcome {}

    /** It cannot be done here. */
    record NotRun(String reason) implements Outcome {}

    /** It is known that the product does not do it yet, and it did not. */
    record NotYet(String reason) implements Outcome {}

    /** It did not do what it says, or did though it is said not to. */
    record Broken(String detail) implements Outcome {}
}
