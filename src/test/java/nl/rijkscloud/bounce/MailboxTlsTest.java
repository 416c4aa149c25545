package nl.rijkscloud.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The way to the mailbox: nobody in between gets the password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxTlsTest {
    private static final Duration STEP = Duration.ofSeconds(10);

    @TempDir
    static Path folder;

    private MailboxFixture mailbox;

    @BeforeAll
    void open() throws Exception {
        var own = TestCertificate.make(folder, "RSA");
        System.setProperty("greenmail.tls.keystore.file", folder.resolve("tls.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", "for-this-test");
        mailbox = new MailboxFixture(folder, ServerSetup.PROTOCOL_IMAPS, Config.MailSecurity.TLS,
                Optional.of(own.certificate()));
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    @Test
    void reportIsReadFromAServerWithACertificateOfOurOwnAuthority() {
        var mail = mailbox.mail();
        mailbox.receive(SampleReports.ofPostfix(mailbox.addresses.of(mail).await()));

        mailbox.reader().run().await();

        assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.1.1");
        assertThat(MailboxFault.find(mailbox.config, STEP)).isEmpty();
    }

    @Test
    void certificateThatIsNotTrustedIsRefused() {
        assertThat(fault(mailbox.config.host(), Config.MailSecurity.TLS, Optional.empty()))
                .contains("does not offer TLS with a certificate that is trusted here for this name");
    }

    @Test
    void certificateOfAnotherHostIsRefused() {
        assertThat(fault("127.0.0.1", Config.MailSecurity.TLS, mailbox.config.caFile()))
                .contains("does not offer TLS with a certificate that is trusted here for this name");
    }

    /** A password would go out in the open. */
    @Test
    void serverWithoutStarttlsIsRefused() throws IOException {
        try (var plain = MailboxFixture.plain(folder)) {
            var config = plain.config;
            var demanding = new Config.Bounce(config.address(), config.host(), config.port(),
                    Config.MailSecurity.STARTTLS, config.user(), config.passwordFile(), config.caFile(),
                    config.interval(), config.addressLife());

            assertThat(MailboxFault.find(demanding, STEP)).isPresent();
            assertThat(MailboxFault.find(config, STEP)).isEmpty();
        }
    }

    private String fault(String host, Config.MailSecurity security, Optional<Path> ca) {
        var config = mailbox.config;
        return MailboxFault.find(new Config.Bounce(config.address(), host, config.port(), security, config.user(),
                config.passwordFile(), ca, config.interval(), config.addressLife()), STEP).orElse("none");
    }
}
