package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressGuard;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Hands the client the addresses that were let through: those it connects to, on every redirect and every new connection. */
record GuardedResolver(EgressGuard guard, int port) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return guard.addresses(host, port).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
