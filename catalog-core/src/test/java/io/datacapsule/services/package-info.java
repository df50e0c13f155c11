/** Which databases the suites run against. */
@NullMarked
package io.datacapsule.services;

import org.jspecify.annotations.NullMarked;
