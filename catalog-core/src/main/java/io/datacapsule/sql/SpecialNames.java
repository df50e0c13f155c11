package io.datacapsule.sql;

import java.util.Locale;
import java.util.Set;

/** Names that mean something without being columns of a table. */
final class SpecialNames {

    /** What names mean without being columns. */
    private static final Set<String> CONSTANTS = Set.of(
            "true",
            "false",
            "null",
            "sysdate",
            "systimestamp",
            "rownum",
            "level",
            "user",
            "current_user",
            "session_user",
            "system_user",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_role",
            "current_catalog",
            "current_schema",
            "current_database",
            "nan",
            "infinity",
            "default",
            "unknown",
            "excluded",
            "rowid",
            "getdate",
            "today",
            "now",
            "sqlerrm",
            "sqlcode");

    private static final Set<String> COMPUTED = Set.of(
            "sysdate",
            "systimestamp",
            "rownum",
            "current_user",
            "session_user",
            "system_user",
            "localtime",
            "localtimestamp",
            "current_role",
            "current_catalog",
            "current_schema",
            "current_database");

    private SpecialNames() {}

    /** Whether the name may be a constant. */
    static boolean isConstant(Name name) {
        return CONSTANTS.contains(name.key());
    }

    /** Whether databases compute what the name means rather than have a column of that name. */
    static boolean isComputed(Name name) {
        return !name.quoted() && COMPUTED.contains(name.key());
    }

    /** Whether the name may be one that no table lists: a constant, a column of the system. */
    static boolean isPseudo(Name name) {
        return CONSTANTS.contains(name.key())
                || name.text().startsWith("_")
                || name.text().toLowerCase(Locale.ROOT).startsWith("metadata$");
    }
}
