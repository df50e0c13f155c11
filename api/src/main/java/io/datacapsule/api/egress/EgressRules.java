package io.datacapsule.api.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which hosts the server may call for somebody. An address is let through if one of the rules permits it; what is link-local,
 * unspecified, multicast or tells a cloud's machines about themselves never is, whatever the rules say.
 *
 * @param rules in the order told
 */
public record EgressRules(List<EgressRule> rules) {

    /** What an entry can be, as it follows "it takes". */
    public static final String TAKES = "with commas between: `public` (all public addresses), hosts, `host:port`,"
            + " `*.domain`, addresses and ranges such as `10.1.0.0/16`";

    /** Copies what could be changed from outside. */
    public EgressRules {
        rules = List.copyOf(rules);
    }

    /** The rules of these entries; empty if one of them is not understood. */
    public static Optional<EgressRules> parse(List<String> entries) {
        List<EgressRule> rules = new ArrayList<>();
        for (String entry : entries) {
            Optional<EgressRule> rule = EgressRule.parse(entry);
            if (rule.isEmpty()) {
                return Optional.empty();
            }
            rules.add(rule.get());
        }
        return Optional.of(new EgressRules(rules));
    }

    /** Those of the rules that name hosts, domains or addresses. */
    EgressRules named() {
        return new EgressRules(rules.stream().filter(EgressRule::names).toList());
    }

    /** Those of the addresses of a host that may be called on that port. */
    List<InetAddress> permitted(String host, int port, List<InetAddress> addresses) {
        return addresses.stream()
                .filter(address -> Reach.of(address) != Reach.FORBIDDEN)
                .filter(address -> rules.stream().anyMatch(rule -> rule.permits(host, port, address)))
                .toList();
    }
}
