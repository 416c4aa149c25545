package nl.rijkscloud.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.mail.SmtpFailure.Phase;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.ScriptedSmtp;
import nl.rijkscloud.testing.TestClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailerTest {
    private static final UUID ID = UUID.fromString("6f2c1a58-0000-4000-8000-000000000001");

    private final Vertx vertx = Vertx.vertx();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        vertx.close().await();
    }

    @Test
    void aMailArrivesWithItsHeadersAndTwoBodies() throws Exception {
        var verdict = deliver(server.getSmtp().getPort(), letter("J\u00f6rg, \u00c9\u00e9n", "anna@voorbeeld.nl"));

        assertThat(verdict).isEqualTo(new DeliveryResult.Accepted());
        var mail = received();
        assertThat(mail.getSubject()).isEqualTo("Verstuur document(en) naar J\u00f6rg, \u00c9\u00e9n");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<" + ID + "@igj.rijkscloud.nl>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("DR, RN, NRN, OOF, AutoReply");
        assertThat(mail.getHeader("Date")).containsExactly("Thu, 12 Nov 2026 13:05:00 +0000");
        assertThat(mail.getHeader("From")).containsExactly("IGJ Rijkscloud <no-reply@igj.rijkscloud.nl>");
        assertThat(mail.getHeader("To")).containsExactly("anna@voorbeeld.nl");
        var bodies = (MimeMultipart) mail.getContent();
        assertThat(bodies.getContentType()).startsWith("multipart/alternative");
        assertThat(((String) bodies.getBodyPart(0).getContent()))
                .contains("Beste Anna de Vries,", RenderedMailFixture.LINK);
        assertThat(((String) bodies.getBodyPart(1).getContent()))
                .contains("<a href=\"" + RenderedMailFixture.LINK + "\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: evil@example.com\r\n\r\nbody",
                "x\nBcc: evil@example.com",
                "=?utf-8?q?x=0D=0ABcc:_evil@example.com?=",
                "x\r.\r\nQUIT"
            })
    void aNameAddsNoHeaderAndNoRecipient(String name) throws Exception {
        deliver(server.getSmtp().getPort(), letter(name, "anna@voorbeeld.nl"));

        assertThat(server.getReceivedMessages()).hasSize(1);
        var mail = received();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(Arrays.asList(mail.getSubject().split("\\R"))).hasSize(1);
        assertThat(mail.getSubject()).startsWith("Verstuur document(en) naar ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bla <other@example.com>",
                "a@example.com,b@example.com",
                "a@example.com\r\nRCPT TO:<b@example.com>"
            })
    void malformedAddressGetsNoMail(String recipient) {
        var verdict = deliver(server.getSmtp().getPort(), letter("Meldpunt", recipient));

        assertThat(verdict).isEqualTo(new DeliveryResult.Refused("address"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bounces@igj.nl"})
    void envelopeNamesTheBounceAddress(String bounces) throws IOException {
        try (var smtp = new ScriptedSmtp()) {
            var config = RenderedMailFixture.mail(smtp.port(), bounces);
            var mailer = new Mailer(vertx, config, RenderedMailFixture.templates(), new TestClock());

            assertThat(mailer.deliver(ID, letter("Meldpunt", "anna@voorbeeld.nl")).await())
                    .isEqualTo(new DeliveryResult.Accepted());
            assertThat(smtp.lines())
                    .contains("MAIL FROM:<" + bounces + ">", "From: IGJ Rijkscloud <no-reply@igj.rijkscloud.nl>");
        }
    }

    /** Reports of what cannot be delivered then hold no link. */
    @ParameterizedTest
    @CsvSource({"bounces@igj.nl, ' RET=HDRS', ' NOTIFY=FAILURE,DELAY'", "'', '', ''"})
    void serverThatCanIsAskedToReturnTheHeadersOnly(String bounces, String sender, String recipient) throws Exception {
        try (var smtp = new ScriptedSmtp().answering("EHLO", "250-test\r\n250-DSN\r\n250 PIPELINING")) {
            var config = RenderedMailFixture.mail(smtp.port(), bounces);
            var mailer = new Mailer(vertx, config, RenderedMailFixture.templates(), new TestClock());

            assertThat(mailer.deliver(ID, letter("Meldpunt", "anna@voorbeeld.nl")).await())
                    .isEqualTo(new DeliveryResult.Accepted());
            assertThat(smtp.lines()).contains("MAIL FROM:<" + bounces + ">" + sender,
                    "RCPT TO:<anna@voorbeeld.nl>" + recipient);
        }
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 unknown, 550 5.1.1", "., 554 5.7.1 looks like spam, 554 5.7.1",
            "RCPT, 552 mailbox full, 552"})
    void aRefusalOfThisMailIsFinal(String verb, String answer, String codes) throws Exception {
        try (var smtp = new ScriptedSmtp().answering(verb, answer)) {
            assertThat(deliver(smtp.port(), letter("Meldpunt", "anna@voorbeeld.nl")))
                    .isEqualTo(new DeliveryResult.Refused(codes));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 451 4.7.1 greylisted",
        "., 452 disk full",
        "GREETING, 421 busy",
        "MAIL, 450 slow down",
        "GREETING, 554 not now",
        "MAIL, 550 sender unknown",
        "MAIL, 530 login first"
    })
    void errorsOfTheServerAreRetried(String verb, String answer) throws Exception {
        try (var smtp = new ScriptedSmtp().answering(verb, answer)) {
            assertThat(deliver(smtp.port(), letter("Meldpunt", "anna@voorbeeld.nl")))
                    .isEqualTo(new DeliveryResult.Later(
                            answer.startsWith("451 ") ? "451 4.7.1" : answer.substring(0, 3)));
        }
    }

    @Test
    void unreachableServerIsRetried() throws Exception {
        var nobody = FreePort.next();
        assertThat(deliver(nobody, letter("Meldpunt", "anna@voorbeeld.nl"))).isInstanceOf(DeliveryResult.Later.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREETING", "EHLO", "MAIL", "RCPT", "DATA"})
    void connectionLostBeforeTheFinalDotIsRetried(String verb) throws Exception {
        try (var smtp = new ScriptedSmtp().answering(verb, ScriptedSmtp.HANG_UP)) {
            assertThat(deliver(smtp.port(), letter("Meldpunt", "anna@voorbeeld.nl")))
                    .isInstanceOf(DeliveryResult.Later.class);
        }
    }

    /** The server may have accepted it: a retry could send it twice. */
    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.HANG_UP, ScriptedSmtp.SILENCE, "nonsense"})
    void lostAnswerToTheFinalDotIsUnknown(String answer) throws Exception {
        try (var smtp = new ScriptedSmtp().answering(".", answer)) {
            var mailer = new Mailer(vertx, RenderedMailFixture.mail(smtp.port()), RenderedMailFixture.templates(),
                    ReturnPath.fixed("no-reply@igj.nl"), new TestClock(),
                    phase -> phase == Phase.FINAL_DOT ? Duration.ofMillis(200) : phase.patience);

            assertThat(mailer.deliver(ID, letter("Meldpunt", "anna@voorbeeld.nl")).await())
                    .isInstanceOf(DeliveryResult.Unknown.class);
        }
    }

    @Test
    void serverSilentBeforeTheFinalDotIsRetried() throws Exception {
        try (var smtp = new ScriptedSmtp().answering("RCPT", ScriptedSmtp.SILENCE)) {
            var mailer = new Mailer(vertx, RenderedMailFixture.mail(smtp.port()), RenderedMailFixture.templates(),
                    ReturnPath.fixed("no-reply@igj.nl"), new TestClock(),
                    phase -> phase == Phase.RCPT ? Duration.ofMillis(200) : phase.patience);

            assertThat(mailer.deliver(ID, letter("Meldpunt", "anna@voorbeeld.nl")).await())
                    .isInstanceOf(DeliveryResult.Later.class);
        }
    }

    @Test
    void timeoutsAreThoseOfTheStandard() {
        assertThat(Phase.values()).extracting(phase -> phase + " " + phase.patience.toMinutes()).contains(
                "GREETING 5", "MAIL 5", "RCPT 5", "DATA 2", "CONTENT 3", "FINAL_DOT 10");
    }

    @Test
    void closingTheClientCompletesRunningDeliveries() throws Exception {
        try (var smtp = new ScriptedSmtp().answering(".", ScriptedSmtp.SILENCE)) {
            var mailer = new Mailer(vertx, RenderedMailFixture.mail(smtp.port()), RenderedMailFixture.templates(),
                    new TestClock());
            var verdict = mailer.deliver(ID, letter("Meldpunt", "anna@voorbeeld.nl"));
            Awaitility.await().until(() -> smtp.lines().contains("."));

            mailer.close().await();

            assertThat(verdict.await()).isInstanceOf(DeliveryResult.Unknown.class);
        }
    }

    private DeliveryResult deliver(int port, OutboundMessage letter) {
        return new Mailer(vertx, RenderedMailFixture.mail(port), RenderedMailFixture.templates(), new TestClock())
                .deliver(ID, letter)
                .await();
    }

    private MimeMessage received() {
        return server.getReceivedMessages()[0];
    }

    private static OutboundMessage letter(String contact, String recipient) {
        Map<String, String> values = new HashMap<>(RenderedMailFixture.VALUES);
        values.put("contact", contact);
        return RenderedMailFixture.letter("upload-link", "nl", recipient, values);
    }
}
