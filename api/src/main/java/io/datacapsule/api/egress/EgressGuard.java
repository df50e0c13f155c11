package io.datacapsule.api.egress;

import io.datacapsule.model.ForbiddenException;
import io.datacapsule.model.InvalidInputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Stands before every connection that the server makes for somebody. Who connects asks it for the addresses and connects to
 * those, so that a name cannot lead elsewhere after it was checked. Safe for any number of threads.
 */
public final class EgressGuard {

    /** Finds the addresses of a host. */
    @FunctionalInterface
    public interface Resolver {

        /** All addresses of the host, in the order in which they are to be tried. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final EgressRules rules;
    private final Resolver resolver;
    private final Refusal refusal;

    /** A guard with these rules that finds addresses by that resolver. */
    public EgressGuard(EgressRules rules, Resolver resolver) {
        this(rules, resolver, Refusal.NOT_ALLOWED);
    }

    private EgressGuard(EgressRules rules, Resolver resolver, Refusal refusal) {
        this.rules = rules;
        this.resolver = resolver;
        this.refusal = refusal;
    }

    /** The same for connections with secrets of the server: to hosts that an administrator named, and not to all that is public. */
    public EgressGuard namedOnly() {
        return new EgressGuard(rules.named(), resolver, Refusal.NOT_NAMED);
    }

    /** A guard with these rules that asks the system for addresses. */
    public static EgressGuard of(EgressRules rules) {
        return new EgressGuard(rules, InetAddress::getAllByName);
    }

    /**
     * The addresses of the host to which a connection is allowed; at least one.
     *
     * @throws ForbiddenException    {@code egress_not_allowed}, or {@code credential_host_not_named} of {@link #namedOnly}, if
     *     there are none among its addresses
     * @throws InvalidInputException {@code invalid_url} if the host is written in a way that can be read differently
     * @throws UnknownHostException  if it has no address
     */
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        String name = EgressUrl.canonicalHost(host);
        List<InetAddress> allowed = rules.permitted(name, port, List.of(resolver.resolve(name)));
        if (allowed.isEmpty()) {
            throw refusal.of(name, port);
        }
        return allowed;
    }
}
