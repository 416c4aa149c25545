package nl.rijkscloud.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.kernel.Source.Network;
import nl.rijkscloud.testing.SampleLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
    /** In the order of the file, so that the first limit is 1. */
    private static final List<String> NAMES = SampleLimits.names();

    private final Limits limits = new Limits(SampleLimits.of(0, NAMES.stream()
            .collect(Collectors.toMap(Function.identity(), name -> NAMES.indexOf(name) + 1))));
    private final Source source = new Source("192.0.2.1");

    @Test
    void everyConfiguredNumberIsUsed() {
        assertThat(limits.mailsToAddress("a@b.nl")).containsExactly(
                new Limit("mails-to-address", "a@b.nl", 1, Duration.ofHours(1)),
                new Limit("mails-to-address", "a@b.nl", 2, Duration.ofDays(1)));
        assertThat(limits.submissionsFromSource(source)).extracting(Limit::most).as("address, its /24")
                .containsExactly(3, 24);
        assertThat(limits.submissionsAtOnce().most()).as("four fifths").isEqualTo(3);
        assertThat(limits.submissionsFromFamiliar().most()).isEqualTo(4);
        assertThat(limits.pace()).isEqualTo(Duration.ofMinutes(15));
        assertThat(limits.longestDelay()).isEqualTo(Duration.ofHours(1));
        assertThat(limits.signInsFromUnknownBrowser("a@b.nl", source)).extracting(Limit::most)
                .as("account, one subscriber there, source, its /24").containsExactly(5, 3, 6, 48);
        assertThat(limits.signInsFromKnownBrowser(UUID.randomUUID(), source)).extracting(Limit::most)
                .containsExactly(5, 6, 48);
        assertThat(limits.signInsFromSource(source)).extracting(Limit::most).containsExactly(6, 48);
        assertThat(limits.codesToPhone("+31612345678").most()).isEqualTo(7);
        assertThat(limits.codesToNumber("+31612345678")).isEqualTo(
                new Limit("codes-to-number", "+31612345678", 8, Duration.ofDays(1)));
        assertThat(limits.codesTotal()).isEqualTo(new Limit("codes", "", 9, Duration.ofHours(1)));
        assertThat(limits.linksFromSource(source)).containsExactly(
                new Limit("links-from-source", "192.0.2.1", 10, Duration.ofMinutes(1)),
                new Limit("links-from-source", "192.0.2.0/24", 80, Duration.ofMinutes(1)));
        var somebody = UUID.randomUUID();
        assertThat(limits.requestsByStaff(somebody)).isEqualTo(
                new Limit("requests-by-staff", somebody.toString(), 11, Duration.ofHours(1)));
        assertThat(limits.changesByStaff(somebody)).isEqualTo(
                new Limit("changes-by-staff", somebody.toString(), 12, Duration.ofHours(1)));
        assertThat(limits.firstCodesByStaff(somebody)).isEqualTo(
                new Limit("first-codes-by-staff", somebody.toString(), 13, Duration.ofHours(1)));
        assertThat(limits.firstCodesToNumber("+31612345678")).isEqualTo(
                new Limit("first-codes-to-number", "+31612345678", 14, Duration.ofDays(1)));
    }

    @Test
    void nameThatTheDefaultFileDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> SampleLimits.of(1).acts("mailsPerAddresPerHour"))
                .hasMessageContaining("limits.mailsPerAddresPerHour");
    }

    @Test
    void addressesIgnoreCase() {
        assertThat(limits.mailsToAddress(" Jan@Example.NL ")).isEqualTo(limits.mailsToAddress("jan@example.nl"));
        assertThat(limits.signInsFromUnknownBrowser("JAN@example.nl", source))
                .isEqualTo(limits.signInsFromUnknownBrowser("jan@example.nl", source));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2:ffff::, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1, 2001:db8:1:3:0:0:0:0/64",
    })
    void sourceIsAnAddressOrAnIpv6Network(String address, String subject) {
        assertThat(Source.of(InetAddress.ofLiteral(address)).subject()).isEqualTo(subject);
    }

    /**
     * Every limit per source counts these networks too: otherwise a subscriber with many of the smallest would have as
     * many times the limit.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1                 | 192.0.2.1 x1, 192.0.2.0/24 x8
            2001:db8:1:234:5::6       | 2001:db8:1:234:0:0:0:0/64 x1, 2001:db8:1:200:0:0:0:0/56 x2, \
            2001:db8:1:0:0:0:0:0/48 x4
            """)
    void networksAroundASourceHaveGrowingAllowances(String address, String networks) {
        assertThat(Source.of(InetAddress.ofLiteral(address)).networks().stream()
                .map(network -> network.subject() + " x" + network.allowance(1)).collect(Collectors.joining(", ")))
                .isEqualTo(networks);
    }

    @Test
    void everyLimitPerSourceCountsTheNetworksToo() {
        var one = Source.of(InetAddress.ofLiteral("2001:db8:1:1::1"));
        var other = Source.of(InetAddress.ofLiteral("2001:db8:1:ff01::1"));
        var subscriber = new Network("2001:db8:1:0:0:0:0:0/48", 4);
        Stream.<Function<Source, List<Limit>>>of(
                        limits::submissionsFromSource, limits::signInsFromSource, limits::linksFromSource,
                        limits::smsReportsFromSource, limits::providerLogoutsFromSource,
                        source -> limits.signInsFromKnownBrowser(UUID.randomUUID(), source),
                        source -> limits.signInsFromUnknownBrowser("a@b.nl", source))
                .forEach(all -> assertThat(all.apply(one)).extracting(Limit::subject).contains(subscriber.subject()));
        assertThat(limits.signInsFromUnknownBrowser("a@b.nl", one))
                .as("one subscriber gets no more than half of an account's tries")
                .contains(limits.signInsFromUnknownBrowser("a@b.nl", other).get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jan@example.org             | jan@example.org
            Jan+Zorg@Example.org        | jan@example.org
            jan+a+b@example.org         | jan@example.org
            +31612345678@example.org    | +31612345678@example.org
            jan.de.vries@example.org    | jan.de.vries@example.org
            j.a.n+x@gmail.com           | jan@gmail.com
            jan@googlemail.com          | jan@gmail.com
            jan@xn--a+b.example         | jan@xn--a+b.example
            """)
    void addressesOfOneMailboxAreOneSubject(String address, String mailbox) {
        assertThat(limits.mailsToAddress(address)).extracting(Limit::subject).containsOnly(mailbox);
    }

    @Test
    void deliveryReportsHaveAFixedLimit() {
        assertThat(limits.smsReportsFromSource(source)).first().isEqualTo(
                new Limit("sms-reports-from-source", "192.0.2.1", 600, Duration.ofMinutes(1)));
    }

    @Test
    void signOutsByTheProviderHaveAFixedLimit() {
        assertThat(limits.providerLogoutsFromSource(source)).first().isEqualTo(
                new Limit("provider-logouts-from-source", "192.0.2.1", 600, Duration.ofMinutes(1)));
    }

    @Test
    void printedLimitDoesNotNameItsSubject() {
        assertThat(limits.signInsFromUnknownBrowser("jan@example.nl", source).toString()).doesNotContain("jan");
    }
}
