/** What happened, kept in PostgreSQL: one connection pool and a repository per port of the core. */
@NullMarked
package io.datacapsule.jdbc;

import org.jspecify.annotations.NullMarked;
