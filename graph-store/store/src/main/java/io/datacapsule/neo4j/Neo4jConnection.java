package io.datacapsule.neo4j;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the graph database is and how it is used.
 *
 * @param uri             such as {@code bolt://127.0.0.1:7687} or {@code neo4j+s://example.databases.neo4j.io}
 * @param username        a user that may read, write and define constraints
 * @param password        of that user
 * @param database        the database to use, else the user's home database
 * @param connectLimit    how long opening the store tries again before it gives up
 * @param transactionRows how many rows are written in one transaction; a change of more rows is first made durable as a
 *                        whole and then written in steps of this size
 * @param takeOver        after how long without progress another server's large change is written by this one
 */
public record Neo4jConnection(
        URI uri,
        String username,
        String password,
        Optional<String> database,
        Duration connectLimit,
        int transactionRows,
        Duration takeOver) {

    /** Rows per transaction unless told otherwise. */
    public static final int TRANSACTION_ROWS = 20_000;

    /** How long another server may be silent in the midst of a large change unless told otherwise. */
    public static final Duration TAKE_OVER = Duration.ofSeconds(10);

    /** Refuses sizes that cannot work. */
    public Neo4jConnection {
        if (transactionRows < 1) {
            throw new IllegalArgumentException("transactionRows must be at least 1");
        }
    }

    /** A connection with the usual limits. */
    public Neo4jConnection(URI uri, String username, String password) {
        this(uri, username, password, Optional.empty(), Duration.ofSeconds(30), TRANSACTION_ROWS, TAKE_OVER);
    }

    /** The same to that database of the server. */
    public Neo4jConnection withDatabase(String name) {
        return new Neo4jConnection(uri, username, password, Optional.of(name), connectLimit, transactionRows, takeOver);
    }

    /** The same with that many rows per transaction. */
    public Neo4jConnection withTransactionRows(int rows) {
        return new Neo4jConnection(uri, username, password, database, connectLimit, rows, takeOver);
    }

    /** The same with that much patience at the start. */
    public Neo4jConnection withConnectLimit(Duration limit) {
        return new Neo4jConnection(uri, username, password, database, limit, transactionRows, takeOver);
    }

    /** The same with that much patience with other servers. */
    public Neo4jConnection withTakeOver(Duration after) {
        return new Neo4jConnection(uri, username, password, database, connectLimit, transactionRows, after);
    }

    @Override
    public String toString() {
        return "Neo4jConnection[" + uri + ", " + username
                + database.map(name -> ", " + name).orElse("") + "]";
    }
}
