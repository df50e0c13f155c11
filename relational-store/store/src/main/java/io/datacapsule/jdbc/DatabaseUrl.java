package io.datacapsule.jdbc;

import io.datacapsule.model.InvalidInputException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which database to use, and as whom. {@link #toString} leaves out the password and the parameters, so it can be logged.
 *
 * @param servers    {@code host:port}, or several of them with commas between
 * @param database   name of the database
 * @param user       account; empty for the one that this program runs as
 * @param password   empty if there is none
 * @param parameters of the PostgreSQL JDBC driver
 */
public record DatabaseUrl(
        String servers, String database, String user, String password, Map<String, String> parameters) {

    /** Copies what could be changed from outside. */
    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a URL as libpq ({@code postgresql://}, {@code postgres://}), JDBC ({@code jdbc:postgresql:}) or SQLAlchemy
     * ({@code postgresql+asyncpg://} and other drivers) spell it.
     *
     * @throws InvalidInputException if it is none of these; the message says what is wrong and quotes nothing of the URL
     */
    public static DatabaseUrl parse(String text) {
        return new DatabaseUrlReader(text.strip()).read();
    }

    /** The same database with another account. */
    public DatabaseUrl withAccount(String user, String password) {
        return new DatabaseUrl(servers, database, user, password, parameters);
    }

    /** The URL for the JDBC driver, without credentials. */
    public String jdbcUrl() {
        String query = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + servers + "/" + encoded(database) + (query.isEmpty() ? "" : "?" + query);
    }

    @Override
    public String toString() {
        return "postgresql://" + (user.isEmpty() ? "" : user + "@") + servers + "/" + database;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
