package io.datacapsule.ingest.infer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What role a column plays; the first hit wins: personal data, declared in the metadata, a key by its name, a point in time, a
 * metric. Words of the name count as a whole: {@code account_name} is no metric.
 */
public final class SemanticTypeRules {

    private static final Set<String> PRIMARY = Set.of("id", "pk", "primary_key");

    private static final Set<String> TIME =
            Set.of("at", "date", "time", "ts", "timestamp", "created", "updated", "modified", "deleted", "datetime");

    private static final Set<String> METRIC = Set.of(
            "amount",
            "total",
            "sum",
            "count",
            "avg",
            "average",
            "quantity",
            "qty",
            "price",
            "cost",
            "revenue",
            "profit",
            "amt",
            "cnt");

    private SemanticTypeRules() {}

    /** Infers the semantic type of a column in which {@link PiiRules} found {@code piiType}, or nothing if that is null. */
    public static Optional<String> semanticType(String column, @Nullable String piiType, Meta meta) {
        if (piiType != null) {
            return Optional.of("pii");
        }
        Optional<String> declared = meta.text("semantic_type");
        if (declared.isPresent()) {
            return declared.map(word -> word.toLowerCase(Locale.ROOT));
        }
        List<String> tokens = NameTokens.of(column);
        String name = String.join("_", tokens);
        if (PRIMARY.contains(name) || name.endsWith("_pk") || name.endsWith("_sk") || name.contains("surrogate")) {
            return Optional.of("surrogate_key");
        }
        if (name.endsWith("_bk") || name.contains("natural") || businessKey(name)) {
            return Optional.of("business_key");
        }
        if (name.endsWith("_id") || name.endsWith("_key") || name.endsWith("_fk")) {
            return Optional.of("foreign_key");
        }
        if (tokens.stream().anyMatch(TIME::contains)) {
            return Optional.of("timestamp");
        }
        return tokens.stream().anyMatch(METRIC::contains) ? Optional.of("metric") : Optional.empty();
    }

    private static boolean businessKey(String name) {
        int business = name.indexOf("business");
        return business >= 0 && name.endsWith("key") && name.length() - 3 >= business + 8;
    }
}
