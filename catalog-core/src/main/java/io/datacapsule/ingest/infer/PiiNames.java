package io.datacapsule.ingest.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the words of a column's name say about personal data. Words count as a whole, phrases as neighbouring words or written
 * as one; names of flags, counts, amounts and points in time about a thing are not the thing.
 */
final class PiiNames {

    private record Pattern(String type, List<List<String>> phrases) {}

    /** In order; {@code device_id} comes before {@code address} so that a MAC address is a device. */
    private static final List<Pattern> PATTERNS = List.of(
            pattern("email", "email", "mail", "e mail"),
            pattern("phone", "phone", "mobile number", "mobile no", "mobile nr", "cell phone", "telephone"),
            pattern("ssn", "ssn", "social security"),
            pattern("ip_address", "ip", "client ip", "source ip", "ip addr", "ip address"),
            pattern("device_id", "device id", "udid", "idfa", "gaid", "mac address"),
            pattern("address", "address", "street", "zip", "zip code", "postal code"),
            pattern(
                    "name",
                    "first name",
                    "last name",
                    "full name",
                    "given name",
                    "family name",
                    "customer name",
                    "user name",
                    "person name",
                    "surname"),
            pattern("date_of_birth", "dob", "birth date", "birthday", "date of birth"),
            pattern("credit_card", "credit card", "card number", "cc num", "pan"),
            pattern("bank_account", "bank account", "account number", "routing number", "iban", "swift"),
            pattern("passport", "passport"),
            pattern("national_id", "national id"),
            pattern("drivers_license", "drivers license", "driver license"),
            pattern("biometric", "biometric"),
            pattern("health", "diagnosis", "icd", "medical record"));

    /** First words of names of flags and counts. */
    private static final Set<String> ASKING = Set.of("is", "has", "had", "was", "can", "should", "num", "number", "no");

    /** Words anywhere in names of flags, counts and amounts. */
    private static final Set<String> MEASURING = Set.of(
            "verified",
            "valid",
            "invalid",
            "validated",
            "confirmed",
            "flag",
            "enabled",
            "disabled",
            "bounced",
            "subscribed",
            "unsubscribed",
            "opted",
            "missing",
            "exists",
            "count",
            "counts",
            "cnt",
            "quantity",
            "qty",
            "rank",
            "score",
            "total",
            "amount",
            "amt",
            "sum",
            "avg",
            "average",
            "rate",
            "ratio",
            "pct",
            "percent",
            "percentage");

    private PiiNames() {}

    static Optional<String> type(String column) {
        List<String> tokens = NameTokens.withoutNumbers(column);
        if (tokens.isEmpty() || about(tokens)) {
            return Optional.empty();
        }
        if (tokens.getLast().equals("mobile")) {
            return Optional.of("phone"); // Before other words it tells of a kind of device: mobile_sessions.
        }
        for (Pattern pattern : PATTERNS) {
            for (List<String> phrase : pattern.phrases()) {
                if (Collections.indexOfSubList(tokens, phrase) >= 0) {
                    return Optional.of(pattern.type());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean about(List<String> tokens) {
        return tokens.size() > 1
                && (ASKING.contains(tokens.getFirst())
                        || tokens.getLast().equals("at")
                        || tokens.stream().anyMatch(MEASURING::contains));
    }

    private static Pattern pattern(String type, String... phrases) {
        List<List<String>> written = new ArrayList<>();
        for (String phrase : phrases) {
            List<String> words = List.of(phrase.split(" "));
            written.add(words);
            if (words.size() > 1) {
                written.add(List.of(String.join("", words)));
            }
        }
        return new Pattern(type, List.copyOf(written));
    }
}
