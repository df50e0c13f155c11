package io.datacapsule.api.airflow;

import io.datacapsule.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;

/** The authorities whose certificates are trusted instead of those of the system. */
final class Authorities {

    private static final int LONGEST = 512 * 1024;

    private Authorities() {}

    /**
     * The certificates in a PEM text.
     *
     * @throws InvalidInputException {@code invalid_ca} if there are none or one is broken
     */
    static Collection<? extends Certificate> read(String pem) {
        if (pem.length() > LONGEST) {
            throw invalid("it takes at most " + LONGEST + " characters");
        }
        try {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            // told below
        }
        throw invalid("it holds no certificate that can be read");
    }

    /** What a connection trusts that trusts only these. */
    static SSLContext context(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : read(pem)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return SSLContexts.custom().loadTrustMaterial(store, null).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read can be trusted", e);
        }
    }

    private static InvalidInputException invalid(String why) {
        return new InvalidInputException(
                "invalid_ca",
                "ca_pem (--ca-file) is not understood: " + why
                        + ". It takes certificates as PEM, with -----BEGIN CERTIFICATE----- lines.");
    }
}
