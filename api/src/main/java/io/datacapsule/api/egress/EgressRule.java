package io.datacapsule.api.egress;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One entry of the list of what may be called. */
sealed interface EgressRule {

    /** Addresses as people write them, and nothing that could be read in two ways. */
    IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getParentBuilder()
            .toParams();

    /** The same, for one address. */
    IPAddressStringParameters ONE =
            STRICT.toBuilder().allowPrefix(false).allowMask(false).toParams();

    /** Whether it lets a connection to that address pass, where the caller named that host. */
    boolean permits(String host, int port, InetAddress address);

    /** Whether whoever wrote it had certain hosts in mind. */
    default boolean names() {
        return true;
    }

    /** All addresses that everybody reaches. */
    record Everybody() implements EgressRule {

        @Override
        public boolean permits(String host, int port, InetAddress address) {
            return Reach.of(address) == Reach.PUBLIC;
        }

        @Override
        public boolean names() {
            return false;
        }
    }

    /** A host by the name that the caller gives, wherever that leads; any port if it is null. */
    record Named(String name, @Nullable Integer onlyPort) implements EgressRule {

        @Override
        public boolean permits(String host, int port, InetAddress address) {
            return host.equals(name) && (onlyPort == null || onlyPort == port);
        }
    }

    /** All hosts below a domain; {@code suffix} begins with a dot. */
    record Below(String suffix, @Nullable Integer onlyPort) implements EgressRule {

        @Override
        public boolean permits(String host, int port, InetAddress address) {
            return host.endsWith(suffix) && host.length() > suffix.length() && (onlyPort == null || onlyPort == port);
        }
    }

    /** Addresses, whatever the host is called. */
    record Range(IPAddress addresses, @Nullable Integer onlyPort) implements EgressRule {

        @Override
        public boolean permits(String host, int port, InetAddress address) {
            IPAddress ip = new IPAddressString(address.getHostAddress().replaceFirst("%.*", "")).getAddress();
            return addresses.contains(ip) && (onlyPort == null || onlyPort == port);
        }
    }

    /** The rule of that text; empty if it is none. */
    static Optional<EgressRule> parse(String text) {
        if (text.equalsIgnoreCase("public")) {
            return Optional.of(new Everybody());
        }
        Optional<IPAddress> whole = address(text);
        if (whole.isPresent()) {
            return Optional.of(new Range(whole.get(), null));
        }
        Matcher parts =
                Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+))(?::([0-9]{1,5}))?").matcher(text);
        if (!parts.matches() || !validPort(parts.group(3))) {
            return Optional.empty();
        }
        @Nullable Integer port = parts.group(3) == null ? null : Integer.valueOf(parts.group(3));
        if (parts.group(1) != null) {
            return address(parts.group(1)).map(ip -> new Range(ip, port));
        }
        Optional<IPAddress> ip = address(parts.group(2));
        return ip.isPresent() ? ip.map(range -> new Range(range, port)) : named(parts.group(2), port);
    }

    private static Optional<EgressRule> named(String text, @Nullable Integer port) {
        return text.startsWith("*.")
                ? HostName.of(text.substring(2)).map(name -> new Below("." + name, port))
                : HostName.of(text).map(name -> new Named(name, port));
    }

    private static boolean validPort(@Nullable String text) {
        return text == null || (Integer.parseInt(text) > 0 && Integer.parseInt(text) < 65_536);
    }

    private static Optional<IPAddress> address(String text) {
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            return Optional.of(text.contains("/") ? address.toPrefixBlock() : address);
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }
}
