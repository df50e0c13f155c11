/** Stands in for the server's two programs, under their names, so that the command line can start them. */
package io.datacapsule.api;
