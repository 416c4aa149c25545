package nl.rijkscloud.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.mail.RenderedMailFixture;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.testing.Postfix;
import nl.rijkscloud.testing.ScriptedSmtp;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail that Postfix takes from us and another server refuses, all the way into the row of the mail. */
class PostfixBounceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void refusalOfTheRecipientsServerComesBackAndHoldsNoLink() throws Exception {
        try (var mailbox = MailboxFixture.plain(folder);
                var recipients = new ScriptedSmtp().answering("RCPT", "550 5.2.2 over quota");
                var back = new ScriptedSmtp();
                var postfix = Postfix.start(back.port(),
                        "transport_maps = inline:{zorg.example=smtp:[127.0.0.1]:" + recipients.port() + "}")) {
            var mailer = new Mailer(mailbox.vertx, RenderedMailFixture.mail(postfix.port()),
                    RenderedMailFixture.templates(), mailbox.addresses, InstantSource.system());
            var mail = mailbox.mail();

            var taken = mailer.deliver(mail, RenderedMailFixture.letter(
                    "offer", "nl", "vol@zorg.example", RenderedMailFixture.VALUES)).await();
            assertThat(taken).isEqualTo(new DeliveryResult.Accepted());
            Awaitility.await().atMost(PATIENCE).until(() -> back.lines().contains("."));
            var lines = back.lines();
            var returned = String.join("\n", lines.subList(lines.indexOf("DATA") + 1, lines.indexOf("."))) + "\n";
            mailbox.receive(returned); // the mail server of the test takes no mail without a sender
            mailbox.reader().run().await();

            assertThat(mailbox.stateOf(mail)).isEqualTo("accepted bounced 5.2.2");
            assertThat(mailbox.messages()).isEmpty();
            assertThat(returned).contains("vol@zorg.example").doesNotContain(RenderedMailFixture.LINK, "BBBBBBBB");
        }
    }
}
