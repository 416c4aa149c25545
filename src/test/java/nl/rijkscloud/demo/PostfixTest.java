package nl.rijkscloud.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.mail.RenderedMailFixture;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.Postfix;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sends every mail in both languages through Debian's Postfix, with its strictest settings, to the recipient's server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostfixTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final Inbox inbox = new Inbox();
    private final MailCatcher recipients = MailCatcher.start(inbox, 0);
    private Postfix postfix;

    @BeforeAll
    void start() throws IOException {
        postfix = Postfix.start(recipients.port());
    }

    @AfterAll
    void stop() throws Exception {
        if (postfix != null) {
            postfix.close();
        }
        recipients.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({"Anna de Vries, no-reply@igj.rijkscloud.nl",
            "\u0141ukasz \u0160\u017e\u00e9\u00eb Nguy\u1ec5n-\u738b\u5c0f\u660e van Haar tot Zuylen van Nijevelt, ''"})
    void everyMailInBothLanguagesArrivesUnchanged(String name, String bounces) throws Exception {
        inbox.clear();
        var values = new HashMap<>(RenderedMailFixture.VALUES);
        List.of("sender", "contact", "name", "senderOrganisation").forEach(key -> values.put(key, name));
        values.put("explanation", ".\n..\nFrom " + name + "\n" + "\u00fc".repeat(1000) + "\n" + "x".repeat(2000));
        var mailer = new Mailer(vertx, RenderedMailFixture.mail(postfix.port(), bounces),
                RenderedMailFixture.templates(), InstantSource.system());
        var letters = RenderedMailFixture.every("anna@voorbeeld.nl", values).stream().map(PostfixTest::toOneOfItsOwn)
                .toList();

        for (var letter : letters) {
            var verdict = mailer.deliver(UUID.randomUUID(), letter).await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(verdict).as(letter.recipient()).isEqualTo(new DeliveryResult.Accepted());
        }

        assertThat(letters).hasSizeGreaterThan(20).allSatisfy(letter -> {
            var caught = inbox.await(message -> message.to().equals(letter.recipient()), PATIENCE);
            assertThat(List.of(caught.subject(), caught.text().strip(), caught.html().replace("\r\n", "\n").strip()))
                    .isEqualTo(RenderedMailFixture.written(letter).stream().map(String::strip).toList());
        });
    }

    /** Shows that the test's own Postfix is strict. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Subject: x\\n y\\r\\n|5", "Subject: \u00e9\\r\\n|5", "Subject: x\\r\\n|2"})
    void malformedMailIsRefused(String header, String answer) throws IOException {
        try (var socket = new Socket("127.0.0.1", postfix.port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var in = socket.getInputStream();
            var head = header.replace("\\r", "\r").replace("\\n", "\n");
            for (var line : List.of("HELO mail.example.nl", "MAIL FROM:<a@b.nl>", "RCPT TO:<c@d.nl>", "DATA",
                    head + "\r\nx\r\n.", "QUIT")) {
                var last = StrictCatcherTest.line(in);
                if (line.equals("QUIT")) {
                    assertThat(last).startsWith(answer);
                }
                socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static OutboundMessage toOneOfItsOwn(OutboundMessage letter) {
        return RenderedMailFixture.letter(letter.template(), letter.language().code(),
                letter.template() + "." + letter.language() + "@voorbeeld.nl", letter.values());
    }
}
