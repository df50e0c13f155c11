package io.datacapsule.api.egress;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** From where an address can be reached, which decides whether the server may call it. */
enum Reach {

    /** From everywhere. */
    PUBLIC,

    /** From this machine or its networks only. */
    PRIVATE,

    /** Never to be called: the network segment itself, groups, nobody, and what tells a cloud's machines about themselves. */
    FORBIDDEN;

    /** Link-local, unspecified, multicast and reserved, and where clouds answer with credentials outside of link-local. */
    private static final List<IPAddress> NEVER = ranges(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "::/128",
            "fe80::/10",
            "ff00::/8",
            "fd00:ec2::254",
            "fd20:ce::254");

    /** Special-purpose ranges of the registry of IANA that are not reached from everywhere. */
    private static final List<IPAddress> NEAR = ranges(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "::1",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fec0::/10");

    private static final IPAddress NAT64 = range("64:ff9b::/96");
    private static final IPAddress SIX_TO_FOUR = range("2002::/16");
    private static final IPAddress COMPATIBLE = range("::/96");

    /** How far that address reaches; an IPv6 address that stands for one of IPv4 as far as that one. */
    static Reach of(InetAddress address) {
        IPAddress ip = new IPAddressString(withoutScope(address)).getAddress();
        if (within(NEVER, ip)) {
            return FORBIDDEN;
        }
        if (within(NEAR, ip)) {
            return PRIVATE;
        }
        return inner(address, ip).map(Reach::of).orElse(PUBLIC);
    }

    private static String withoutScope(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    /** The address of IPv4 that a translator or a tunnel would call. */
    private static Optional<InetAddress> inner(InetAddress address, IPAddress ip) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        byte[] bytes = address.getAddress();
        if (NAT64.contains(ip) || COMPATIBLE.contains(ip)) {
            return Optional.of(four(bytes, 12));
        }
        return SIX_TO_FOUR.contains(ip) ? Optional.of(four(bytes, 2)) : Optional.empty();
    }

    private static InetAddress four(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean within(List<IPAddress> ranges, IPAddress ip) {
        return ranges.stream().anyMatch(range -> range.contains(ip));
    }

    private static List<IPAddress> ranges(String... texts) {
        return Stream.of(texts).map(Reach::range).toList();
    }

    private static IPAddress range(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }
}
