package io.datacapsule.api.web;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer tells browsers: not to run, frame, guess or keep it. */
public final class BrowserHeaders {

    private static final String API = "default-src 'none'; frame-ancestors 'none'";
    private static final String DOCS = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private BrowserHeaders() {}

    /** Sets them for the answer to a request of that path. */
    public static void on(HttpServletResponse response, String path) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", path.startsWith("/api/v1/docs") ? DOCS : API);
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-cache, private");
        // else the framework calls answers about URNs with a full stop in them files
        response.setHeader("Content-Disposition", "inline");
    }
}
