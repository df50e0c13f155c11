package io.datacapsule.api.airflow;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.datacapsule.api.egress.CredentialVariables;
import io.datacapsule.model.InvalidInputException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the options of a job one by one; messages name the option and what it takes. */
final class OptionReader {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REGEX = 1_000;
    private static final int LONGEST_LIST = 100_000;
    private static final int MOST_PER_PAGE = 1_000;
    private static final double LONGEST_SECONDS = 600;

    private final Map<String, String> config;

    OptionReader(Map<String, String> config) {
        this.config = config;
    }

    String required(String name) {
        return text(name)
                .orElseThrow(() -> new InvalidInputException(
                        "missing_parameter",
                        "'" + name + "' is missing: the address of Airflow, such as https://airflow.example.com."));
    }

    String instance(String otherwise) {
        String name = text("instance_name").orElse(otherwise);
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw invalid(
                    "instance_name takes at most " + LONGEST_NAME + " characters, none of them a control character.");
        }
        return name;
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        Optional<String> text = text(name);
        return text.isEmpty()
                ? otherwise
                : Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(text.get()))
                        .findFirst()
                        .orElseThrow(() -> notOneOf(
                                name,
                                text.get(),
                                Arrays.stream(type.getEnumConstants())
                                        .map(OptionReader::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    Optional<ApiVersion> apiVersion() {
        String text = text("api_version").orElse("auto");
        return switch (text) {
            case "auto" -> Optional.empty();
            case "v1" -> Optional.of(ApiVersion.V1);
            case "v2" -> Optional.of(ApiVersion.V2);
            default -> throw notOneOf("api_version", text, "auto, v1, v2");
        };
    }

    String variable(String name, String otherwise) {
        String variable = text(name).orElse(otherwise);
        if (!CredentialVariables.isName(variable)) {
            throw invalid(name + " takes the name of an environment variable, such as " + otherwise
                    + ": letters, digits and '_'; not the secret itself.");
        }
        return variable;
    }

    DagFilter filter() {
        Set<String> allowed = list("dag_allowlist");
        Set<String> denied = list("dag_denylist");
        if (!allowed.isEmpty() && !denied.isEmpty()) {
            throw invalid("dag_allowlist and dag_denylist exclude each other; give one of them.");
        }
        return new DagFilter(regex(), allowed, denied, truth("include_paused"), truth("include_inactive"));
    }

    private @Nullable Pattern regex() {
        Optional<String> text = text("dag_id_regex");
        if (text.isEmpty()) {
            return null;
        }
        if (text.get().length() > LONGEST_REGEX) {
            throw invalid("dag_id_regex takes at most " + LONGEST_REGEX + " characters.");
        }
        try {
            return Pattern.compile(text.get());
        } catch (PatternSyntaxException e) {
            throw invalid("dag_id_regex is not understood: " + e.getDescription()
                    + ". It takes a regular expression (RE2: without back references and look-around).");
        }
    }

    private Set<String> list(String name) {
        String text = text(name).orElse("");
        if (text.length() > LONGEST_LIST) {
            throw invalid(name + " takes at most " + LONGEST_LIST + " characters.");
        }
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
    }

    boolean truth(String name) {
        String text = text(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw notOneOf(name, text, "true, false");
        }
        return text.equals("true");
    }

    int pageLimit() {
        String text = text("page_limit").orElse("100");
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_PER_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw invalid("page_limit is '" + shortened(text) + "'; it takes a number from 1 to " + MOST_PER_PAGE + ".");
    }

    Duration timeout() {
        String text = text("timeout").orElse("30.0");
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0.1 && seconds <= LONGEST_SECONDS) {
                return Duration.ofMillis(Math.round(seconds * 1_000));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw invalid("timeout is '" + shortened(text) + "'; it takes seconds from 0.1 to 600.");
    }

    Optional<String> authorities() {
        Optional<String> pem = text("ca_pem");
        pem.ifPresent(Authorities::read);
        return pem;
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(config.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static InvalidInputException notOneOf(String name, String text, String allowed) {
        return invalid(name + " is '" + shortened(text) + "'; it takes one of " + allowed + ".");
    }

    private static InvalidInputException invalid(String message) {
        return new InvalidInputException("invalid_parameter", message);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
