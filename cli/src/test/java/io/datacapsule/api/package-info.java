/** Stands in for the server's programs, under their names, so that the command line can start them. */
package io.datacapsule.api;
