/** Generates the typed tables of the relational store at build time. */
@NullMarked
package io.datacapsule.jdbc.codegen;

import org.jspecify.annotations.NullMarked;
