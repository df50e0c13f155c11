package io.datacapsule.ingest.infer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a column holds personal data; the first hit wins: {@code pii} in its metadata, a tag {@code pii} or {@code pii:x},
 * {@code sensitive} in its metadata, its name. Metadata that says {@code pii: false} is believed: the name then tells nothing.
 */
public final class PiiRules {

    private static final String UNKNOWN = "unknown";
    private static final String TAG = "pii:";

    private PiiRules() {}

    /** Finds the kind of personal data in a column of that name, with those tags and that metadata. */
    public static Optional<PiiFinding> find(String column, List<String> tags, Meta meta) {
        if (meta.yes("pii")) {
            return Optional.of(PiiFinding.declared(
                    meta.text("pii_type").map(PiiRules::word).orElse(UNKNOWN)));
        }
        boolean denied = meta.no("pii");
        Optional<String> declared = denied ? Optional.empty() : meta.text("pii");
        if (declared.isPresent()) {
            return Optional.of(PiiFinding.declared(word(declared.get())));
        }
        Optional<PiiFinding> tagged = tagged(column, tags);
        if (tagged.isPresent()) {
            return tagged;
        }
        if (meta.yes("sensitive")) {
            return Optional.of(PiiFinding.declared(PiiNames.type(column).orElse("sensitive")));
        }
        return denied ? Optional.empty() : PiiNames.type(column).map(PiiFinding::named);
    }

    private static Optional<PiiFinding> tagged(String column, List<String> tags) {
        boolean plain = false;
        for (String tag : tags) {
            String word = word(tag);
            if (word.startsWith(TAG) && word.length() > TAG.length()) {
                return Optional.of(PiiFinding.declared(word(word.substring(TAG.length()))));
            }
            plain |= word.equals("pii");
        }
        return plain ? Optional.of(PiiFinding.declared(PiiNames.type(column).orElse(UNKNOWN))) : Optional.empty();
    }

    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
    }
}
