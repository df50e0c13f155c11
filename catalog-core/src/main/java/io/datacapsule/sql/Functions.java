package io.datacapsule.sql;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What lineage must know of functions: which aggregate and which choose. */
final class Functions {

    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "count",
            "count_if",
            "countif",
            "mean",
            "median",
            "mode",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "corr",
            "covar_pop",
            "covar_samp",
            "listagg",
            "string_agg",
            "group_concat",
            "array_agg",
            "array_concat_agg",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "object_agg",
            "collect_list",
            "collect_set",
            "any_value",
            "arbitrary",
            "first",
            "last",
            "approx_count_distinct",
            "approx_distinct",
            "hll",
            "bool_and",
            "bool_or",
            "every",
            "logical_and",
            "logical_or",
            "booland_agg",
            "boolor_agg",
            "bit_and",
            "bit_or",
            "percentile",
            "percentile_cont",
            "percentile_disc",
            "approx_percentile",
            "approx_quantiles",
            "quantile",
            "sumif",
            "sum_if",
            "avgif",
            "min_by",
            "max_by",
            "arg_min",
            "arg_max",
            "argmin",
            "argmax",
            "uniq",
            "uniqexact",
            "grouparray",
            "xmlagg",
            "array_unique_agg",
            "count_distinct",
            "list",
            "histogram",
            "kurtosis",
            "skewness",
            "skew",
            "regr_slope",
            "max_array");

    /** The function, and how many leading arguments are conditions; -1 for every second one from the first. */
    private static final Map<String, Integer> CHOICES = Map.ofEntries(
            entry("if", 1),
            entry("iff", 1),
            entry("iif", 1),
            entry("nvl2", 1),
            entry("multiif", -1),
            entry("case_when", -1));

    /** Aggregates whose second argument tells which value of the first is taken. */
    private static final Set<String> BY_ANOTHER = Set.of("min_by", "max_by", "arg_min", "arg_max", "argmin", "argmax");

    private Functions() {}

    static boolean aggregates(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return AGGREGATES.contains(name)
                || isCombinedWithIf(name)
                || name.endsWith("_agg")
                || name.startsWith("approx_top");
    }

    /** Whether a call WITHIN GROUP yields a value of what it is ordered by. */
    static boolean yieldsWhatItOrders(String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return name.equals("mode") || name.contains("percentile") || name.contains("quantile") || name.equals("median");
    }

    /** Whether the first argument names a dictionary, not a value. */
    static boolean namesDictionary(String function) {
        return function.toLowerCase(Locale.ROOT).startsWith("dictget");
    }

    /** Whether an argument of a call decides over the others. */
    static boolean isCondition(String function, int argument, int arguments) {
        String name = function.toLowerCase(Locale.ROOT);
        if (argument == 1 && BY_ANOTHER.contains(name)) {
            return true;
        }
        if (arguments > 1 && argument == arguments - 1 && isCombinedWithIf(name)) {
            return true;
        }
        Integer leading = CHOICES.get(name);
        if (leading == null) {
            return name.equals("decode")
                    && arguments > 2
                    && (argument == 0 || (argument % 2 == 1 && argument < arguments - 1));
        }
        return leading < 0 ? argument % 2 == 0 && argument < arguments - 1 : argument < leading;
    }

    /** Whether the name is that of an aggregate that takes only the rows of a condition, its last argument. */
    private static boolean isCombinedWithIf(String name) {
        String plain = name.endsWith("if") ? name.substring(0, name.length() - 2) : "";
        return AGGREGATES.contains(plain)
                || (plain.endsWith("_") && AGGREGATES.contains(plain.substring(0, plain.length() - 1)));
    }
}
