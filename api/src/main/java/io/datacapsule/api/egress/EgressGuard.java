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

    /** A guard with these rules that finds addresses by that resolver. */
    public EgressGuard(EgressRules rules, Resolver resolver) {
        this.rules = rules;
        this.resolver = resolver;
    }

    /** A guard with these rules that asks the system for addresses. */
    public static EgressGuard of(EgressRules rules) {
        return new EgressGuard(rules, InetAddress::getAllByName);
    }

    /**
     * The addresses of the host to which a connection is allowed; at least one.
     *
     * @throws ForbiddenException    {@code egress_not_allowed} if there are none among its addresses
     * @throws InvalidInputException {@code invalid_url} if the host is written in a way that can be read differently
     * @throws UnknownHostException  if it has no address
     */
    public List<InetAddress> addresses(String host, int port) throws UnknownHostException {
        String name = EgressUrl.canonicalHost(host);
        List<InetAddress> allowed = rules.permitted(name, port, List.of(resolver.resolve(name)));
        if (allowed.isEmpty()) {
            throw new ForbiddenException(
                    "egress_not_allowed",
                    "The server may not call " + name + ":" + port
                            + ". An administrator names the hosts that it may call in"
                            + " EGRESS_ALLOW (without it: public addresses); addresses that are link-local or tell a"
                            + " cloud's machines about themselves are never called.");
        }
        return allowed;
    }
}
