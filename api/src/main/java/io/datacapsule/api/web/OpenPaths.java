package io.datacapsule.api.web;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be had without a key and before the catalog is loaded: health, the description of the API and its page. The path is
 * compared as it came over the wire, so that no other spelling of another path can pass for one of these.
 */
public final class OpenPaths {

    private static final Set<String> OPEN = Set.of(
            "/api/v1/health", "/api/v1/health/live", "/api/v1/health/ready", "/api/v1/openapi.json", "/api/v1/docs");

    private static final Pattern DOCS_FILE = Pattern.compile("/api/v1/docs/[a-z0-9-]+\\.(css|js|png)");

    private OpenPaths() {}

    /** Whether the path, as sent, is one of those that tell whether the server lives. */
    public static boolean isHealth(String requestUri) {
        return requestUri.startsWith("/api/v1/health") && OPEN.contains(requestUri);
    }

    /** Whether the path, as sent, is that of the metrics, which are open to some callers only. */
    public static boolean isMetrics(String requestUri) {
        return requestUri.equals("/metrics");
    }

    /** Whether the path, as sent, is one of them. */
    public static boolean contains(String requestUri) {
        return OPEN.contains(requestUri)
                || (requestUri.startsWith("/api/v1/docs/")
                        && DOCS_FILE.matcher(requestUri).matches());
    }
}
