package io.datacapsule.jdbc;

import io.datacapsule.model.InvalidInputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes one spelling of a database URL apart. Any part may hold a secret, so messages name parts and never quote them. */
final class DatabaseUrlReader {

    private static final Pattern FORM = Pattern.compile(
            "(?<jdbc>jdbc:)?postgres(?:ql)?(?:\\+\\w+)?:(?<rest>.*)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    /** What libpq and asyncpg call a parameter, and what the JDBC driver calls it. */
    private static final Map<String, String> DRIVER_NAMES = Map.of(
            "ssl", "sslmode",
            "connect_timeout", "connectTimeout",
            "timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "gssencmode", "gssEncMode",
            "target_session_attrs", "targetServerType",
            "keepalives", "tcpKeepAlive");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private final String text;

    DatabaseUrlReader(String text) {
        this.text = text;
    }

    DatabaseUrl read() {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw invalid("it must begin with postgresql://, postgres://, postgresql+asyncpg:// or jdbc:postgresql://");
        }
        boolean jdbc = form.group("jdbc") != null;
        String rest = form.group("rest");
        if (!jdbc && !rest.startsWith("//")) {
            throw invalid("two slashes must follow the scheme");
        }
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1), jdbc);
        String authority = "";
        if (place.startsWith("//")) {
            int slash = place.indexOf('/', 2);
            authority = slash < 0 ? place.substring(2) : place.substring(2, slash);
            place = slash < 0 ? "" : place.substring(slash + 1);
        }
        // The last one: a password that was not encoded may hold others.
        int at = authority.lastIndexOf('@');
        String account = at < 0 ? "" : authority.substring(0, at);
        int colon = account.indexOf(':');
        String user =
                first(query.remove("user"), decoded(colon < 0 ? account : account.substring(0, colon), "the user"));
        String password =
                first(query.remove("password"), colon < 0 ? "" : decoded(account.substring(colon + 1), "the password"));
        String servers = servers(authority.substring(at + 1), query, jdbc);
        String database = first(query.remove("dbname"), decoded(place, "the database name"));
        if (database.isEmpty() && user.isEmpty()) {
            throw invalid("it names no database");
        }
        return new DatabaseUrl(servers, database.isEmpty() ? user : database, user, password, parameters(query, jdbc));
    }

    private static String servers(String authority, Map<String, String> query, boolean jdbc) {
        String named = first(query.remove("host"), "");
        String port = first(query.remove("port"), "5432");
        String all = authority.isEmpty() ? named : authority;
        if (all.isEmpty() && jdbc) {
            all = "localhost";
        }
        if (all.isEmpty() || all.startsWith("/") || all.regionMatches(true, 0, "%2F", 0, 3) || named.startsWith("/")) {
            throw invalid("it names no host; Unix sockets cannot be used, so name one, such as localhost");
        }
        List<String> servers = new ArrayList<>();
        for (String server : all.split(",", -1)) {
            servers.add(server(server, port));
        }
        return String.join(",", servers);
    }

    private static String server(String text, String otherwisePort) {
        int end = text.startsWith("[")
                ? text.indexOf(']') + 1
                : text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        if (text.startsWith("[") && !text.matches("\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%25?\\w+)?](:.*)?")) {
            throw invalid("an address in brackets must be an IPv6 address, such as [::1]");
        }
        String host = text.substring(0, end);
        String port = end == text.length() ? otherwisePort : text.substring(end + 1);
        if (!text.startsWith("[") && !host.matches("[\\p{L}\\p{N}._-]+")) {
            throw invalid("its host is not a name or an address (an IPv6 address goes in brackets;"
                    + " reserved characters of a password must be percent-encoded)");
        }
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw invalid("its port must be a number from 1 to 65535"
                    + " (reserved characters of a password, such as / and @, must be percent-encoded)");
        }
        return host + ":" + Integer.parseInt(port);
    }

    private static Map<String, String> query(String text, boolean jdbc) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equal = pair.indexOf('=');
                String name = equal < 0 ? pair : pair.substring(0, equal);
                String value = equal < 0 ? "" : pair.substring(equal + 1);
                // Only JDBC takes a plus sign for a space.
                query.put(
                        decoded(name, "a parameter"), decoded(jdbc ? value.replace("+", "%20") : value, "a parameter"));
            }
        }
        return query;
    }

    private static Map<String, String> parameters(Map<String, String> query, boolean jdbc) {
        if (jdbc) {
            return query;
        }
        Map<String, String> parameters = new TreeMap<>();
        query.forEach((name, value) -> {
            String driverName = DRIVER_NAMES.getOrDefault(name, name);
            parameters.put(driverName, driverValue(name, value));
        });
        return parameters;
    }

    private static String driverValue(String name, String value) {
        return switch (name) {
            case "ssl" ->
                switch (value) {
                    case "true", "1" -> "require";
                    case "false", "0" -> "disable";
                    default -> value;
                };
            case "keepalives" -> String.valueOf(!value.equals("0"));
            case "target_session_attrs" -> {
                String type = SERVER_TYPES.get(value);
                if (type == null) {
                    throw invalid("target_session_attrs must be one of "
                            + String.join(", ", new TreeMap<>(SERVER_TYPES).keySet()));
                }
                yield type;
            }
            default -> value;
        };
    }

    private static String decoded(String text, String part) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes the text.
            throw invalid(
                    part + " has a percent sign that is not followed by two hexadecimal digits (write %25 for one)");
        }
    }

    private static String first(@Nullable String one, String other) {
        return one == null ? other : one;
    }

    private static InvalidInputException invalid(String problem) {
        return new InvalidInputException("invalid_database_url", "DATABASE_URL cannot be used: " + problem + ".");
    }
}
