/** The property graph in Neo4j, embedded or remote alike: its schema, how it is read, changed and asked. */
@NullMarked
package io.datacapsule.neo4j;

import org.jspecify.annotations.NullMarked;
