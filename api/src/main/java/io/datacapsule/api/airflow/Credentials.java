package io.datacapsule.api.airflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** What an instance is shown. Never printed. */
sealed interface Credentials {

    /** The texts that must not be shown to anybody. */
    List<String> secrets();

    /** Nothing. */
    record None() implements Credentials {

        @Override
        public List<String> secrets() {
            return List.of();
        }
    }

    /** A token. */
    record Bearer(String token) implements Credentials {

        @Override
        public List<String> secrets() {
            return List.of(token);
        }

        @Override
        public String toString() {
            return "Bearer[***]";
        }
    }

    /** A user and a password. */
    record Basic(String username, String password) implements Credentials {

        /** As HTTP sends them. */
        String encoded() {
            return Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<String> secrets() {
            return List.of(password, encoded());
        }

        @Override
        public String toString() {
            return "Basic[***]";
        }
    }
}
