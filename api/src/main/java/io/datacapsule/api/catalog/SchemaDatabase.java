package io.datacapsule.api.catalog;

import io.datacapsule.api.config.Settings;
import io.datacapsule.api.home.Home;
import io.datacapsule.api.home.HomeLock;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.RelationalStore;
import io.datacapsule.jdbc.embedded.EmbeddedPostgres;
import io.datacapsule.jdbc.embedded.RunningPostgres;
import io.datacapsule.jdbc.migrations.Migrations;
import io.datacapsule.model.ConflictException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The relational database for the length of a command, its schema as it is: started if it does not run, used if it does. */
public final class SchemaDatabase implements AutoCloseable {

    private final RelationalStore store;
    private final Deque<AutoCloseable> open;

    private SchemaDatabase(RelationalStore store, Deque<AutoCloseable> open) {
        this.store = store;
        this.open = open;
        open.push(store);
    }

    /**
     * Opens the database of the settings.
     *
     * @throws io.datacapsule.model.CatalogException if it cannot be reached or started
     */
    public static SchemaDatabase open(Settings settings) {
        Deque<AutoCloseable> open = new ArrayDeque<>();
        if (settings.stores().databaseUrl().isPresent()) {
            DatabaseUrl url = DatabaseUrl.parse(settings.stores().databaseUrl().get());
            return new SchemaDatabase(RelationalStore.open(url), open);
        }
        Home home = Home.prepare(settings.server().home());
        try {
            open.push(HomeLock.acquire(home));
        } catch (ConflictException e) {
            RunningPostgres running = RunningPostgres.find(home.folder());
            return new SchemaDatabase(store(running.jdbcUrl(), running.user(), running.password()), open);
        }
        try {
            EmbeddedPostgres engine = EmbeddedPostgres.start(home.folder());
            open.push(engine);
            return new SchemaDatabase(store(engine.jdbcUrl(), engine.user(), engine.password()), open);
        } catch (RuntimeException e) {
            open.forEach(Databases::close);
            throw e;
        }
    }

    private static RelationalStore store(String url, String user, String password) {
        return RelationalStore.open(DatabaseUrl.parse(url).withAccount(user, password));
    }

    /** The schema's migrations on it. */
    public Migrations migrations() {
        return store.migrations();
    }

    /** Closes it, and stops what was started for it. */
    @Override
    public void close() {
        open.forEach(Databases::close);
    }
}
