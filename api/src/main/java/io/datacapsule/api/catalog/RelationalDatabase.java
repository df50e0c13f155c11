package io.datacapsule.api.catalog;

import io.datacapsule.api.config.StoreSettings;
import io.datacapsule.api.home.Home;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import java.util.Optional;

/** Opens the relational store, its schema up to date: the PostgreSQL of the settings, else our own. */
final class RelationalDatabase {

    private RelationalDatabase() {}

    static OpenStore<RelationalStore> open(StoreSettings settings, Home home) {
        if (settings.databaseUrl().isPresent()) {
            return new OpenStore<>(
                    upToDate(DatabaseUrl.parse(settings.databaseUrl().get())), Optional.empty());
        }
        EmbeddedPostgres engine = EmbeddedPostgres.start(home.folder());
        try {
            DatabaseUrl url = DatabaseUrl.parse(engine.jdbcUrl()).withAccount(engine.user(), engine.password());
            return new OpenStore<>(upToDate(url), Optional.of(engine));
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    private static RelationalStore upToDate(DatabaseUrl url) {
        RelationalStore store = RelationalStore.open(url);
        try {
            store.migrations().upgrade();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }
}
