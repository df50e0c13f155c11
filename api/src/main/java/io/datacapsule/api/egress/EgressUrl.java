package io.datacapsule.api.egress;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddressString;
import io.datacapsule.model.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads URLs that callers name. Messages never quote the URL: it may hold a password. */
public final class EgressUrl {

    private static final int LONGEST = 2_000;

    private EgressUrl() {}

    /**
     * The URL in the one form in which it is compared: scheme and host in lower case, no slash at the end.
     *
     * @param field names the field in messages
     * @throws InvalidInputException {@code invalid_url} or {@code url_credentials}
     */
    public static URI parse(String field, String text) {
        URI uri = read(field, text.strip());
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid(field, "it must begin with https:// or http://");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw new InvalidInputException(
                    "url_credentials",
                    field
                            + " must not hold a user name or password: it is kept and shown. Name the environment"
                            + " variables that hold them (auth_mode, token_env, username_env, password_env).");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(field, "it takes no '?' and no '#'");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw invalid(field, "it names no host, or no port from 1 to 65535");
        }
        String host = canonicalHost(uri.getHost());
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.normalize().getRawPath().replaceFirst("/+$", "");
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + port + path);
    }

    private static URI read(String field, String text) {
        if (text.length() > LONGEST) {
            throw invalid(field, "it takes at most " + LONGEST + " characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw invalid(field, "it is no URL: " + e.getReason());
        }
    }

    /** The port to which a connection for that URL goes. */
    public static int port(URI url) {
        return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    }

    /**
     * A host in the one form in which it is compared; an IPv6 address without brackets.
     *
     * @throws InvalidInputException {@code invalid_url} if it is neither a name nor an address as people write it
     */
    static String canonicalHost(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        try {
            return new IPAddressString(bare, EgressRule.ONE).toAddress().toCanonicalString();
        } catch (AddressStringException e) {
            Optional<String> name = bracketed ? Optional.empty() : HostName.of(bare);
            return name.orElseThrow(() -> invalid(
                    "The URL",
                    "its host is neither a name nor an address in the usual form, such as 10.1.2.3 or [2001:db8::1]"));
        }
    }

    private static InvalidInputException invalid(String field, String why) {
        return new InvalidInputException(
                "invalid_url",
                field + " is not understood: " + why + ". It takes a URL such as https://airflow.example.com.");
    }
}
