package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that may be answered several times. */
final class RepeatedRequestTest {
    private static final Pattern LINK = Pattern.compile("https?://\\S+/verstuur/\\S+#\\S+");
    private static final byte[] FIRST = "Eerste antwoord.".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "Tweede antwoord.".getBytes(StandardCharsets.UTF_8);

    private static DemoPortal portal;
    private static StaffJourney sanne;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    }

    @Test
    void eachAnswerIsDeliveredAndALinkForTheNextIsMailed() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("repeat", true)
                .put("reference", "K-7").put("maxSize", 5000).put("alsoTo", new JsonArray().add("meldpunt@igj.nl")))
                        .opened();
        var until = asked.transfer().getString("expiresAt");
        asked.add("een.txt", FIRST);

        var more = asked.submit().getJsonObject("more");

        assertThat(more.getString("until")).isEqualTo(until);
        var confirmation = asked.mail(2);
        assertThat(confirmation.text().replace('\n', ' ')).contains("meer dan één keer antwoorden");
        assertThat(asked.open(asked.link(1)).statusCode()).isEqualTo(404);
        assertThat(asked.open(further(confirmation.text())).statusCode()).isEqualTo(200);
        var next = asked.transfer();
        assertThat(next.getString("id")).isNotEqualTo(asked.id());
        assertThat(next.getString("expiresAt")).isEqualTo(until);
        assertThat(next.getJsonArray("documents")).isEmpty();
        assertThat(next.getJsonObject("request").getString("reference")).isEqualTo("K-7");
        assertThat(next.getJsonObject("limits").getLong("maxDocumentSize")).isEqualTo(5000);
        asked.add("twee.txt", SECOND);
        asked.submit();

        asked.mail(3);
        // Each answer is delivered once it has been checked, so its mail may come after the sender's.
        var answers = Awaitility.await().until(() -> portal.inbox().messages().stream()
                .filter(mail -> mail.to().equals("s.bakker@igj.nl") && mail.text().contains(asked.email())).toList(),
                mails -> mails.size() == 2);
        var contents = answers.stream().map(mail -> {
            sanne.open(mail.link().orElseThrow());
            return new String(sanne.download(SenderJourney.documents(sanne.transfer()).getFirst()),
                    StandardCharsets.UTF_8);
        }).toList();
        assertThat(contents).containsExactlyInAnyOrderElementsOf(List.of(
                new String(FIRST, StandardCharsets.UTF_8), new String(SECOND, StandardCharsets.UTF_8)));
        assertThat(asked.notification("meldpunt@igj.nl")).isNotNull();
    }

    @Test
    void furtherTransferBelongsToTheRequestAndIsNotOutstanding() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("repeat", true)).opened();
        asked.add("een.txt", FIRST);
        asked.submit();

        var series = "select count(*) from request where series = '" + asked.id() + "'";
        assertThat(TestDatabase.value(portal.config().database(), series)).contains("2");
        assertThat(TestDatabase.value(portal.config().database(), series
                + " and answered_at is not null and remind_at is null"
                + " and transfer_id <> series")).contains("1");
    }

    @Test
    void secondClickBeginsNoSecondFurtherTransfer() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("repeat", true)).opened();
        asked.add("een.txt", FIRST);
        asked.submit();
        assertThat(asked.submit().getJsonObject("more")).isNotNull();

        assertThat(TestDatabase.value(portal.config()
                .database(), "select count(*) from request where series = '" + asked.id() + "'"))
                .contains("2");
    }

    @Test
    void withoutRepeatOneAnswerEndsTheRequest() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        asked.add("een.txt", FIRST);
        asked.submit();

        assertThat(asked.mail(2).text()).doesNotContain("/verstuur/", "meer dan één keer");
        assertThat(TestDatabase.value(portal.config()
                .database(), "select count(*) from request where series = '" + asked.id() + "'"))
                .contains("1");
    }

    private static String further(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }
}
