/** The vocabulary of the catalog: nodes, edges, identities and the one family of errors. */
@NullMarked
package io.datacapsule.model;

import org.jspecify.annotations.NullMarked;
