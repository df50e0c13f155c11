package io.datacapsule.api.config;

/** An environment variable that the operator can set: all that is known of it, for those who read it and for the reference. */
sealed interface Variable {

    /** What it is called. */
    String name();

    /** What it does, in a few words of Markdown. */
    String meaning();

    /** What it takes, as it follows "it takes". */
    String takes();

    /** What holds without it, as Markdown. */
    String otherwise();

    /** True or false. */
    record Flag(String name, boolean usual, String meaning) implements Variable {

        @Override
        public String takes() {
            return "true or false";
        }

        @Override
        public String otherwise() {
            return "`" + usual + "`";
        }
    }

    /** A whole number. */
    record WholeNumber(String name, int usual, int least, int most, String meaning) implements Variable {

        @Override
        public String takes() {
            return "a number from " + least + " to " + most;
        }

        @Override
        public String otherwise() {
            return "`" + usual + "`";
        }
    }

    /** A text that stands for something else when it is missing. */
    record Word(String name, String usual, String takes, String meaning) implements Variable {

        @Override
        public String otherwise() {
            return "`" + usual + "`";
        }
    }

    /** A text that may be missing. */
    record Text(String name, String otherwise, String takes, String meaning) implements Variable {}
}
