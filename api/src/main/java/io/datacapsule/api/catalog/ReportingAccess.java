package io.datacapsule.api.catalog;

import io.datacapsule.api.home.Home;
import io.datacapsule.jdbc.DatabaseUrl;
import io.datacapsule.jdbc.RelationalStore;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;

/** The account of the embedded PostgreSQL that may read the reporting views and nothing else. */
final class ReportingAccess {

    private static final String ROLE = "dab_reporting";

    private ReportingAccess() {}

    /** Gives the account a new password and writes its URL to the home, for the owner only. */
    static void write(RelationalStore store, DatabaseUrl url, Home home) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().encodeToString(random);
        store.admitReader(ROLE, password);
        URI server = URI.create(url.jdbcUrl().substring("jdbc:".length()));
        String told = "postgresql://%s:%s@%s%s%n".formatted(ROLE, password, server.getAuthority(), server.getPath());
        try {
            Home.writeOwnerOnly(home.reportingUrl(), told);
        } catch (IOException e) {
            throw home.unusable(e);
        }
    }
}
