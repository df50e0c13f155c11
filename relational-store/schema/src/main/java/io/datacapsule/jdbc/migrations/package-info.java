/** The schema of the relational store as scripts that go up and down, and what runs them. */
@NullMarked
package io.datacapsule.jdbc.migrations;

import org.jspecify.annotations.NullMarked;
