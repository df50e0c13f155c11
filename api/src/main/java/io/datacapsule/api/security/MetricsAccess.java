package io.datacapsule.api.security;

import io.datacapsule.api.config.Settings;
import io.datacapsule.api.web.OpenPaths;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may read the metrics without a key. */
@Component
final class MetricsAccess {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Who sends one of these speaks for somebody else. */
    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final boolean open;

    MetricsAccess(Settings settings) {
        this.open = settings.metrics().open();
    }

    /** Whether that is a request for the metrics which anybody may make. */
    boolean isOpen(HttpServletRequest request) {
        return open && OpenPaths.isMetrics(request.getRequestURI());
    }

    /**
     * Whether that is a request for the metrics which a program on this machine made for itself: not a proxy for somebody else,
     * and not a browser for a page whose name was made to lead here.
     */
    boolean isLocal(HttpServletRequest request) {
        return OpenPaths.isMetrics(request.getRequestURI())
                && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && OWN_NAMES.contains(request.getServerName())
                && OF_PROXIES.stream().allMatch(name -> request.getHeader(name) == null);
    }
}
