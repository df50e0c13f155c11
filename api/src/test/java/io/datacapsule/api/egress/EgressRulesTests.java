package io.datacapsule.api.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datacapsule.model.CatalogException;
import io.datacapsule.model.ForbiddenException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called and what may not, with names that lead where the test says. No network is used. */
class EgressRulesTests {

    private static final Map<String, String> NAMES = Map.of(
            "airflow.example.com", "93.184.215.14",
            "inside.example.com", "10.1.2.3",
            "rebound.example.com", "127.0.0.1",
            "metadata.example.com", "169.254.169.254",
            "localhost", "127.0.0.1");

    @Test
    void letsPublicAddressesPassUnlessToldOtherwise() throws UnknownHostException {
        assertThat(guard("public").addresses("airflow.example.com", 443)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inside.example.com",
                "rebound.example.com",
                "metadata.example.com",
                "localhost",
                "localhost.",
                "LOCALHOST",
                "127.0.0.1",
                "127.8.8.8",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "168.63.129.16",
                "100.100.100.200",
                "0.0.0.0",
                "255.255.255.255",
                "224.0.0.1",
                "192.0.2.1",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[fe80::1]",
                "[fd00::1]",
                "[fd00:ec2::254]",
                "[fec0::1]",
                "[ff02::1]"
            })
    void callsNothingNearByUnlessAnAdministratorNamedIt(String host) {
        assertThatThrownBy(() -> guard("public").addresses(host, 80))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("EGRESS_ALLOW");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "017700000001",
                "127.1",
                "127.0.1",
                "127.0.0.1.2",
                "0251.0376.0251.0376",
                "2852039166",
                "1.1.1.1.0x7f",
                "[::1%lo]",
                "[fe80::1%25eth0]",
                "a b",
                "a..b",
                "",
                "127.0.0.0/8",
                "10.0.*.1"
            })
    void doesNotGuessWhatAnOddAddressMeans(String host) {
        assertThatThrownBy(() -> guard("public", "0.0.0.0/0", "::/0").addresses(host, 80))
                .isInstanceOf(CatalogException.class)
                .extracting(e -> ((CatalogException) e).code())
                .isEqualTo("invalid_url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata.example.com",
                "169.254.169.254",
                "[fe80::1]",
                "0.0.0.0",
                "[::]",
                "[::ffff:169.254.1.1]",
                "[64:ff9b::a9fe:1]",
                "[fd00:ec2::254]",
                "168.63.129.16"
            })
    void neverCallsWhatTellsAboutAMachineWhateverIsAllowed(String host) {
        EgressGuard guard = guard("public", "0.0.0.0/0", "::/0", "*.example.com", "169.254.169.254");

        assertThatThrownBy(() -> guard.addresses(host, 80)).isInstanceOf(ForbiddenException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "inside.example.com, inside.example.com, 8080",
        "inside.example.com:8080, inside.example.com, 8080",
        "*.example.com, inside.example.com, 8080",
        "*.EXAMPLE.com., INSIDE.example.com., 8080",
        "10.0.0.0/8, inside.example.com, 8080",
        "10.0.0.0/8, 10.200.0.1, 1",
        "10.1.2.3, inside.example.com, 8080",
        "10.1.2.3:8080, 10.1.2.3, 8080",
        "localhost:8080, localhost., 8080",
        "127.0.0.0/8, [::ffff:127.0.0.1], 8080",
        "::1, [::1], 8080",
        "[::1]:8080, [::1], 8080",
        "[fd00::/8]:8080, [fd12::1], 8080",
    })
    void callsWhatAnAdministratorNamed(String entry, String host, int port) throws UnknownHostException {
        assertThat(guard(entry).addresses(host, port)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "inside.example.com:8080, inside.example.com, 80",
        "inside.example.com, airflow.example.com, 443",
        "*.example.com:443, inside.example.com, 80",
        "*.inside.example.com, inside.example.com, 80",
        "example.com, inside.example.com, 80",
        "10.1.2.0/31, inside.example.com, 80",
        "10.1.2.3:8080, 10.1.2.3, 80",
        "127.0.0.1, airflow.example.com, 443",
        "*.localhost, localhost, 80"
    })
    void callsNothingElse(String entry, String host, int port) {
        assertThatThrownBy(() -> guard(entry).addresses(host, port)).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void connectsOnlyToThoseAddressesOfAHostThatWereLetThrough() throws UnknownHostException {
        EgressGuard guard = new EgressGuard(EgressRules.parse(List.of("public")).orElseThrow(), host ->
                new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("93.184.215.14")});

        assertThat(guard.addresses("both.example.com", 443))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("93.184.215.14");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://airflow",
                "*",
                "*.",
                "10.0.0.0/33",
                "host:0",
                "host:70000",
                "a:b",
                "10.0",
                "[::1",
                "host/x"
            })
    void understandsNoOtherEntries(String entry) {
        assertThat(EgressRules.parse(List.of("public", entry))).isEmpty();
    }

    private static EgressGuard guard(String... entries) {
        return new EgressGuard(
                EgressRules.parse(List.of(entries)).orElseThrow(),
                host -> NAMES.containsKey(host)
                        ? new InetAddress[] {InetAddress.getByName(NAMES.get(host))}
                        : InetAddress.getAllByName(host));
    }
}
