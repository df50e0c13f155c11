package io.datacapsule.api.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One database of a Redis server.
 *
 * @param tls      whether the connection is encrypted
 * @param host     name or address
 * @param port     where it listens
 * @param user     of the account; empty for the default one
 * @param password of the account; empty for none
 * @param database number of the database
 */
public record RedisUrl(boolean tls, String host, int port, String user, String password, int database) {

    /** What variables with such a URL take. */
    static final String TAKES =
            "a URL such as redis://host:6379/0 or rediss://user:password@host:6379/0, with special characters of the"
                    + " account percent-encoded";

    /** The one that all take which have none of their own. */
    static final Variable.Text SHARED = new Variable.Text(
            "REDIS_URL",
            "none",
            TAKES,
            "a Redis for what servers share, also the notice that the graph changed; `rediss` is with TLS");

    private static final int USUAL_PORT = 6379;
    private static final Pattern DATABASE = Pattern.compile("/?|/[0-9]{1,4}");

    /**
     * The URL in that variable.
     *
     * @throws io.datacapsule.model.InvalidInputException if it is not understood
     */
    static Optional<RedisUrl> of(Variables variables, Variable.Text variable) {
        return variables.text(variable).map(text -> parsed(variable, text));
    }

    /** Such as {@code redis://cache:6379/0}, or {@code rediss://user:password@cache} for an encrypted connection. */
    static RedisUrl parsed(Variable variable, String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            if (scheme.matches("rediss?")
                    && uri.getHost() != null
                    && DATABASE.matcher(path).matches()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                String[] account = uri.getRawUserInfo() == null
                        ? new String[] {""}
                        : uri.getRawUserInfo().split(":", 2);
                return new RedisUrl(
                        scheme.equals("rediss"),
                        uri.getHost(),
                        uri.getPort() == -1 ? USUAL_PORT : uri.getPort(),
                        decoded(account[0]),
                        account.length < 2 ? "" : decoded(account[1]),
                        path.length() < 2 ? 0 : Integer.parseInt(path.substring(1)));
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // told below
        }
        throw Variables.invalidSecret(variable);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without the account. */
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://") + host + ":" + port + "/" + database;
    }
}
