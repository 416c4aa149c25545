package nl.rijkscloud.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import nl.rijkscloud.outbox.MailDeliveryRecorder.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryReportTest {
    private static final String TO = "bounces+00000000000000000000000000000000@igj.example";

    @Test
    void reportOfPostfixIsRead() {
        assertThat(read(SampleReports.ofPostfix(TO))).contains(new DeliveryReport(Outcome.BOUNCED, "5.1.1"));
    }

    @Test
    void reportOfExchangeIsRead() {
        assertThat(read(SampleReports.ofExchange(TO))).contains(new DeliveryReport(Outcome.BOUNCED, "5.1.10"));
    }

    @Test
    void delayIsNoFailure() {
        assertThat(read(SampleReports.delayed(TO))).contains(new DeliveryReport(Outcome.DEFERRED, "4.4.1"));
    }

    @Test
    void automaticReplyIsNoReport() {
        assertThat(read(SampleReports.autoReply(TO))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.0.0 | smtp; 550 5.2.2 mailbox full      | 5.2.2
            5.0.0 | smtp; 550 no such user here        | 5.0.0
            5.7.1 | smtp; 554 5.1.1 spam               | 5.7.1
            x     | smtp; 550 no code                  | 5.0.0
            5.4.7 (expired) | smtp; 4.4.1 timed out    | 5.4.7
            5.1.1111 | smtp; 999                       | 5.0.0
            """)
    void codeThatSaysMostIsKept(String status, String diagnostic, String code) {
        assertThat(read(SampleReports.ofPostfix(TO, "failed", status, diagnostic)))
                .contains(new DeliveryReport(Outcome.BOUNCED, code));
    }

    /** A list behind the address that has reached somebody has not failed. */
    @ParameterizedTest
    @ValueSource(strings = {"delivered", "relayed", "expanded", "failed-not", "", "read"})
    void otherActionsReportNothing(String action) {
        assertThat(read(SampleReports.ofPostfix(TO, action, "5.1.1", "smtp; 550"))).isEmpty();
    }

    @Test
    void readReceiptIsNoReport() {
        assertThat(read(SampleReports.ofPostfix(TO).replace("delivery-status", "disposition-notification"))).isEmpty();
    }

    @Test
    void reportWithoutItsEndIsRead() {
        var whole = SampleReports.ofPostfix(TO);
        var cut = whole.substring(0, whole.indexOf("Undelivered Message Headers"));

        assertThat(read(cut)).contains(new DeliveryReport(Outcome.BOUNCED, "5.1.1"));
        assertThat(read(whole.substring(0, whole.indexOf("Action:")))).isEmpty();
    }

    /** Each part would cost memory many times its length. */
    @Test
    void thousandsOfPartsAreNotRead() {
        var many = SampleReports.ofPostfix(TO).replaceFirst("This is a MIME-encapsulated message.",
                "--4A1B2C3D4E.1796036400/mail.example.nl\n\n\n".repeat(3000));

        assertThat(read(many)).isEmpty();
    }

    @Test
    void deepNestingIsNotFollowed() {
        var nested = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (var depth = 0; depth < 50; depth++) {
            nested.append("--b").append(depth).append("\nContent-Type: multipart/mixed; boundary=b").append(depth + 1)
                    .append("\n\n");
        }
        nested.append("--b50\nContent-Type: message/delivery-status\n\nx: y\n\nAction: failed\nStatus: 5.1.1\n");

        assertThat(read(nested.toString())).isEmpty();
    }

    /** The reader does not fail on any input of strangers. */
    @Test
    void damagedReportsNeverFail() {
        var random = new Random(7);
        for (var sample : new String[] {SampleReports.ofPostfix(TO), SampleReports.ofExchange(TO)}) {
            var bytes = SampleReports.bytes(sample);
            for (var round = 0; round < 500; round++) {
                var damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                for (var hit = 0; hit < 20 && damaged.length > 0; hit++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertThat(DeliveryReport.read(damaged)).isNotNull();
            }
        }
        assertThat(DeliveryReport.read("Content-Type: multipart/report; boundary=\n\n--\n".getBytes(
                StandardCharsets.US_ASCII))).isEmpty();
    }

    private static Optional<DeliveryReport> read(String message) {
        return DeliveryReport.read(SampleReports.bytes(message));
    }
}
