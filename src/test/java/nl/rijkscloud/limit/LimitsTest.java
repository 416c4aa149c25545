package nl.rijkscloud.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitsTest {
    private final Limits limits = new Limits(new Config.Limits(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
    private final Source source = new Source("192.0.2.1");

    @Test
    void everyNumberOfTheConfigurationHasItsPlace() {
        assertThat(limits.mailsToAddress("a@b.nl")).containsExactly(
                new Limit("mails-to-address", "a@b.nl", 1, Duration.ofHours(1)),
                new Limit("mails-to-address", "a@b.nl", 2, Duration.ofDays(1)));
        assertThat(limits.submissionsFromSource(source).most()).isEqualTo(3);
        assertThat(limits.submissionsTotal().most()).isEqualTo(4);
        assertThat(limits.signInsOfStrangers("a@b.nl", source)).extracting(Limit::most).as("account, one source there, source").containsExactly(5, 3, 6);
        assertThat(limits.signInsFromKnownBrowser(UUID.randomUUID(), source)).extracting(Limit::most).containsExactly(5, 6);
        assertThat(limits.signInsFromSource(source).most()).isEqualTo(6);
        assertThat(limits.codesToPhone("+31612345678").most()).isEqualTo(7);
        assertThat(limits.codesToNumber("+31612345678")).isEqualTo(
                new Limit("codes-to-number", "+31612345678", 8, Duration.ofDays(1)));
        assertThat(limits.codesTotal()).isEqualTo(new Limit("codes", "", 9, Duration.ofHours(1)));
        assertThat(limits.linksFromSource(source)).isEqualTo(
                new Limit("links-from-source", "192.0.2.1", 10, Duration.ofMinutes(1)));
        var somebody = UUID.randomUUID();
        assertThat(limits.requestsByStaff(somebody)).isEqualTo(
                new Limit("requests-by-staff", somebody.toString(), 11, Duration.ofHours(1)));
        assertThat(limits.firstCodesByStaff(somebody)).isEqualTo(
                new Limit("first-codes-by-staff", somebody.toString(), 12, Duration.ofHours(1)));
        assertThat(limits.firstCodesToNumber("+31612345678")).isEqualTo(
                new Limit("first-codes-to-number", "+31612345678", 13, Duration.ofDays(1)));
    }

    @Test
    void capitalsMakeNoOtherAddress() {
        assertThat(limits.mailsToAddress(" Jan@Example.NL ")).isEqualTo(limits.mailsToAddress("jan@example.nl"));
        assertThat(limits.signInsOfStrangers("JAN@example.nl", source)).isEqualTo(limits.signInsOfStrangers("jan@example.nl", source));
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

    @Test
    void deliveryReportsHaveALimitThatNobodySets() {
        assertThat(limits.smsReportsFromSource(source)).isEqualTo(
                new Limit("sms-reports-from-source", "192.0.2.1", 600, Duration.ofMinutes(1)));
    }

    @Test
    void printedLimitDoesNotNameItsSubject() {
        assertThat(limits.signInsOfStrangers("jan@example.nl", source).toString()).doesNotContain("jan");
    }
}
