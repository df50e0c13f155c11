/** Neo4j Community inside this process: how it is configured, started, reached and stopped. */
@NullMarked
package io.datacapsule.neo4j.embedded;

import org.jspecify.annotations.NullMarked;
