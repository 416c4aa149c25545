package nl.rijkscloud.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The likely cause is the first step that did not happen. */
final class DiagnosisTest {
    private static final String ANNA = "anna@zorg.nl";
    private static final String BAS = "bas@advocaten.nl";
    private static final String PHONE = "+31687654378";
    private static final String LATER = "2026-11-29T15:40:00Z";
    private static final String EARLIER = "2026-11-29T13:59:00Z";

    private final HelpDeskFixture fixture = new HelpDeskFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void mailToTheSenderComesFirst() {
        for (var pair : new String[][] {{"waiting", "mail-waiting"}, {"refused", "mail-refused"},
            {"unknown", "mail-unsure"}, {"expired", "mail-not-sent"}, {"lost", "mail-not-sent"},
            {"accepted", "link-not-opened"}}) {
            var transfer = fixture.transfer("submitted", "open", ANNA, "confirmed_at = null");
            fixture.letter(transfer, "mail", ANNA, pair[0], "");
            assertThat(fixture.cause(transfer, "sender")).as(pair[0]).isEqualTo(pair[1]);
        }
    }

    @Test
    void senderHasToAddAndSend() {
        assertThat(sender("submitted", "open", "documents_held = 0")).isEqualTo("nothing-added");
        assertThat(sender("submitted", "open", "")).isEqualTo("not-sent");
        assertThat(sender("submitted", "submitted", "")).isEqualTo("checking");
        assertThat(sender("submitted", "refused", "")).isEqualTo("refused");
        assertThat(sender("submitted", "delivered", "")).isEqualTo("collect-waits");
        assertThat(sender("submitted", "destroyed", "")).isEqualTo("destroyed");
        assertThat(sender("submitted", "withdrawn", "")).isEqualTo("withdrawn");
        assertThat(sender("sent", "open", "confirmed_at = null")).isEqualTo("not-sent-yet");
    }

    @Test
    void requestCannotBeAnsweredAfterItsEnd() {
        var transfer = fixture.transfer("requested", "open", ANNA, "");
        fixture.sql("insert into request (transfer_id, series, repeat, ends_at) values ('%1$s', '%1$s', false, '%2$s')",
                transfer, EARLIER);

        assertThat(fixture.cause(transfer, "sender")).isEqualTo("answer-over");
    }

    @Test
    void recipientIsFollowedFromMailToLastDocument() {
        assertThat(recipient("accepted", "")).isEqualTo("link-not-opened");
        assertThat(recipient("refused", "")).isEqualTo("mail-refused");
        assertThat(recipient("accepted", "wrong_codes = " + HelpDeskFixture.TRIES_PER_TRANSFER)).isEqualTo("locked");
        assertThat(recipient("accepted", "opened_at = now(), received = 2")).isEqualTo("not-all");
        assertThat(recipient("accepted", "opened_at = now(), downloaded_at = now()")).isEqualTo("done");
    }

    @Test
    void recipientWithoutANumberWaitsForACodeOnThePhone() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        var recipient = fixture.recipient(transfer, BAS, true, "mobile = null");
        fixture.letter(transfer, "mail", BAS, "accepted", "");
        fixture.opened(transfer, recipient, EARLIER, 0);

        assertThat(fixture.cause(transfer, "recipient")).isEqualTo("read-out");
    }

    @Test
    void mailThatCameBackCountsEvenIfItWasAcceptedFirst() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, "");
        fixture.letter(transfer, "mail", BAS, "accepted", "delivery = 'bounced', delivered_at = now()");

        assertThat(fixture.cause(transfer, "recipient")).isEqualTo("mail-failed");
    }

    @Test
    void textWithTheCodeFollowsTheOpenedLink() {
        assertThat(text("waiting", "", LATER, 0)).isEqualTo("sms-waiting");
        assertThat(text("refused", "", LATER, 0)).isEqualTo("sms-refused");
        assertThat(text("expired", "", LATER, 0)).isEqualTo("sms-not-sent");
        assertThat(text("accepted", "", LATER, 0)).isEqualTo("sms-underway");
        assertThat(text("accepted", "delivery = 'failed'", LATER, 0)).isEqualTo("sms-failed");
        assertThat(text("accepted", "delivery = 'delivered'", LATER, 0)).isEqualTo("code-waits");
        assertThat(text("accepted", "delivery = 'delivered'", EARLIER, 0)).isEqualTo("code-over");
        assertThat(text("accepted", "delivery = 'delivered'", LATER, HelpDeskFixture.TRIES)).isEqualTo("code-used-up");
    }

    @Test
    void replacedAddressIsToldApartFromTheNewOne() {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, "replaced_at = now(), position = 9");

        assertThat(fixture.ask(BAS).encode()).contains("\"cause\":\"replaced\"");
    }

    @Test
    void everyCauseHasWordsInBothLanguages() throws IOException {
        for (var language : new String[] {"nl", "en"}) {
            var words = new JsonObject(Files.readString(Path.of("webroot/text/" + language + ".json")))
                    .getJsonObject("inspectie-helpdesk");
            assertThat(words.fieldNames()).as(language).containsAll(Stream.of(Diagnosis.Cause.values())
                    .flatMap(cause -> Stream.of("why-" + cause.word(), "do-" + cause.word())).toList());
        }
    }

    private String sender(String kind, String state, String columns) {
        return fixture.cause(fixture.transfer(kind, state, ANNA, columns), "sender");
    }

    private String recipient(String mail, String columns) {
        var transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.recipient(transfer, BAS, true, columns);
        fixture.letter(transfer, "mail", BAS, mail, "");
        return fixture.cause(transfer, "recipient");
    }

    private String text(String state, String columns, String codeEnds, int tries) {
        UUID transfer = fixture.transfer("sent", "delivered", "s.bakker@igj.nl", "");
        fixture.opened(transfer, fixture.recipient(transfer, BAS, true, ""), codeEnds, tries);
        fixture.letter(transfer, "sms", PHONE, state, columns);
        return fixture.cause(transfer, "recipient");
    }
}
