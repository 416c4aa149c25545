package nl.rijkscloud.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.mail.RenderedMailFixture;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catcher refuses mails that strict servers refuse, and accepts every mail of the portal with any names. */
final class StrictCatcherTest {
    private static final String FITTING =
            "From: a@b.nl\\r\\nTo: c@d.nl\\r\\nSubject: x\\r\\nDate: Sun, 1 Nov 2026 10:00:00 +0000\\r\\n"
            + "Message-ID: <1@b.nl>\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain\\r\\n\\r\\n";

    private final Vertx vertx = Vertx.vertx();
    private final Inbox inbox = new Inbox();
    private final MailCatcher catcher = MailCatcher.start(inbox, 0);

    @AfterEach
    void close() {
        catcher.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "J\u00f6rg \u00c9\u00e9n", "O'Brien-van 't Hooft", "\u0141ukasz \u0160\u017e\u00e9\u00eb \u0110or\u0111e "
                + "Nguy\u1ec5n", "\u0645\u062d\u0645\u062f \u0639\u0628\u062f \u0627\u0644\u0644\u0647",
        "\u738b\u5c0f\u660e", "\u05d3\u05d5\u05d3 \u05dc\u05d5\u05d9", "a\u0301\u0302\u0303\u0304\u0305 e\u0301\u0302",
        "\ud801\udc00\ud801\udc01\ud801\udc02", ". .", "From me",
        "=?utf-8?q?x?=", "Anna de Vries-van der Meulen tot Zuylen van Nijevelt van Haar"})
    void everyMailInBothLanguagesIsAcceptedWithAnyNames(String name) {
        var values = new HashMap<>(RenderedMailFixture.VALUES);
        List.of("sender", "contact", "name", "requester", "senderOrganisation").forEach(key -> values.put(key, name));
        values.put("explanation", ".\n..\nFrom " + name + "\n" + "\u00fc".repeat(1000) + "\n" + "x".repeat(2000)
                + "\nends with a space \n-- \n");
        var mailer = new Mailer(vertx, RenderedMailFixture.mail(catcher.port()), RenderedMailFixture.templates(),
                InstantSource.system());

        for (var letter : RenderedMailFixture.every("anna@voorbeeld.nl", values)) {
            assertThat(mailer.deliver(UUID.randomUUID(), letter).await()).as(letter.template())
                    .isEqualTo(new DeliveryResult.Accepted());
            var caught = inbox.messages().getLast();
            assertThat(List.of(caught.subject(), caught.text().strip(), caught.html().replace("\r\n", "\n").strip()))
                    .isEqualTo(RenderedMailFixture.written(letter).stream().map(String::strip).toList());
        }
    }

    @Test
    void longestNamesAreAccepted() {
        everyMailInBothLanguagesIsAcceptedWithAnyNames("\u738b".repeat(60));
        everyMailInBothLanguagesIsAcceptedWithAnyNames("\ud801\udc00".repeat(60));
        everyMailInBothLanguagesIsAcceptedWithAnyNames("W".repeat(60));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a bare LF in the header             | Subject: x\\n y\\r\\n          | 521",
        "a bare CR                           | Subject: x\\r y\\r\\n          | 521",
        "a line of 999                       | LONG                       | 500",
        "eight bits                          | Subject: \u00e9\\r\\n             | 554",
        "one full stop before text           | STOP                       | 554",
        "a line that is no field             | what is this\\r\\n           | 554",
        "a space before the colon            | X-Other : y\\r\\n            | 554",
        "a date with a name for its zone     | ZONE                       | 554",
        "two subjects                        | Subject: y\\r\\n             | 554",
        "an encoded word that is too long    | WORD                       | 554"})
    void malformedMailIsRefused(String what, String header, String code) throws IOException {
        var message = switch (header) {
            case "LONG" -> "X-Other: " + "x".repeat(990) + "\\r\\n" + FITTING;
            case "STOP" -> FITTING + ".x\\r\\n";
            case "ZONE" -> FITTING.replace("+0000", "GMT");
            case "WORD" -> "X-Other: =?UTF-8?B?" + "eA".repeat(40) + "?=\\r\\n" + FITTING;
            default -> header + FITTING;
        };

        assertThat(send(message)).as(what).startsWith(code);
        assertThat(inbox.messages()).isEmpty();
    }

    @Test
    void correctMailIsAccepted() throws IOException {
        assertThat(send(FITTING + "..x\\r\\n")).startsWith("250");
        assertThat(inbox.messages().getFirst().text()).isEqualTo(".x\n");
    }

    /** @param message with CR and LF as Java escapes */
    private String send(String message) throws IOException {
        try (var socket = new Socket("localhost", catcher.port())) {
            socket.setSoTimeout(10_000);
            var in = socket.getInputStream();
            line(in);
            for (var command : List.of("EHLO test", "MAIL FROM:<a@b.nl>", "RCPT TO:<c@d.nl>", "DATA")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(line(in)).matches("[23]\\d\\d .*");
            }
            socket.getOutputStream().write((message.replace("\\r", "\r").replace("\\n", "\n") + ".\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            return line(in);
        }
    }

    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var one = in.read(); one >= 0 && one != '\n'; one = in.read()) {
            line.append((char) one);
        }
        return line.toString().strip();
    }
}
