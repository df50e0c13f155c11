package io.datacapsule.api.airflow;

import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Follows a redirect only where it leads to the same scheme, host and port: credentials are for nobody else. */
final class SameHostRedirects extends DefaultRedirectStrategy {

    @Override
    public boolean isRedirectAllowed(HttpHost current, HttpHost next, HttpRequest redirect, HttpContext context) {
        return current.getSchemeName().equalsIgnoreCase(next.getSchemeName())
                && current.getHostName().equalsIgnoreCase(next.getHostName())
                && port(current) == port(next);
    }

    private static int port(HttpHost host) {
        return host.getPort() > 0 ? host.getPort() : host.getSchemeName().equalsIgnoreCase("https") ? 443 : 80;
    }
}
