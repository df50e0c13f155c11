/** Derives column lineage from SQL: which columns of base tables each output column of a query comes from. */
@NullMarked
package io.datacapsule.sql;

import org.jspecify.annotations.NullMarked;
