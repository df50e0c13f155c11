/** What all endpoints share: names in paths, pages, revisions, strict parameters. */
@NullMarked
package io.datacapsule.api.web;

import org.jspecify.annotations.NullMarked;
