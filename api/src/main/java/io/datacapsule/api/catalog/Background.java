package io.datacapsule.api.catalog;

import io.datacapsule.api.config.Settings;
import io.datacapsule.audit.AuditRetention;
import io.datacapsule.reporting.ReportingFeed;
import io.datacapsule.reporting.TruncationReset;
import io.datacapsule.reset.CatalogReset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What goes on behind requests while a catalog is served. */
final class Background {

    private Background() {}

    /**
     * Starts what the settings want of it, to be closed before the parts.
     *
     * @param historyGone is told that whoever emptied the copy of the graph took away all ingestions from before that time
     */
    static List<AutoCloseable> start(
            CatalogParts parts, Settings settings, Consumer<Instant> historyGone, Clock clock) {
        List<AutoCloseable> started = new ArrayList<>();
        if (settings.reporting().enabled()) {
            TruncationReset resets = new TruncationReset(
                    new CatalogReset(parts.graph(), parts.ingestion()),
                    parts.relational().audit(),
                    historyGone,
                    clock);
            started.add(ReportingFeed.start(
                    parts.graph(),
                    parts.relational().reporting(),
                    resets,
                    () -> parts.graphStore().unwrittenRows() > 0));
        }
        if (settings.audit().retentionDays() > 0) {
            Duration age = Duration.ofDays(settings.audit().retentionDays());
            started.add(AuditRetention.start(parts.relational().audit(), age, clock));
        }
        return started;
    }
}
