package io.datacapsule.export;

import org.jspecify.annotations.Nullable;

/**
 * The whole graph, or that of one business domain: domains and capsules, and on request more.
 *
 * <p>With a domain, exactly these nodes are written: the domain, the capsules that belong to it and on request their columns,
 * the tags that these capsules and columns carry, and the data products that one of these capsules is part of or that belong to
 * the domain. Flows from and to other domains are left out with the capsules at their other end.
 *
 * @param domain              name or URN of a domain; null for all
 * @param includeColumns      with columns
 * @param includeTags         with tags
 * @param includeDataProducts with data products
 */
public record ExportScope(
        @Nullable String domain, boolean includeColumns, boolean includeTags, boolean includeDataProducts)
        implements ExportSelection {}
