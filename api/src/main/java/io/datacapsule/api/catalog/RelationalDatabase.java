package io.datacapsule.api.catalog;

import io.datacapsule.api.config.StoreSettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.telemetry.Telemetry;
import java.util.Optional;

/** Opens the relational store, its schema up to date: the PostgreSQL of the settings, else our own. */
final class RelationalDatabase {

    private RelationalDatabase() {}

    static OpenStore<RelationalStore> open(StoreSettings settings, Home home, Telemetry telemetry) {
        if (settings.databaseUrl().isPresent()) {
            return new OpenStore<>(
                    upToDate(DatabaseUrl.parse(settings.databaseUrl().get()), telemetry), Optional.empty());
        }
        EmbeddedPostgres engine = EmbeddedPostgres.start(home.folder());
        try {
            DatabaseUrl url = DatabaseUrl.parse(engine.jdbcUrl()).withAccount(engine.user(), engine.password());
            RelationalStore store = upToDate(url, telemetry);
            ReportingAccess.write(store, url, home);
            return new OpenStore<>(store, Optional.of(engine));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static RelationalStore upToDate(DatabaseUrl url, Telemetry telemetry) {
        RelationalStore store = RelationalStore.open(url, telemetry);
        try {
            store.migrations().upgrade();
            store.offerStatementStatistics();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
