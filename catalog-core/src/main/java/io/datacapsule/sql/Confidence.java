package io.datacapsule.sql;

/** How sure an origin is. */
public enum Confidence {
    /** The SQL and the known columns leave no other reading. */
    RESOLVED,
    /** One of several tables that the column may belong to; the same column is reported as unresolved. */
    AMBIGUOUS
}
