package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The second way of the manual: the inspectorate asks, and an outsider sends. */
final class RequestTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final byte[] CONTENT = "Hierbij het jaarverslag.".getBytes(StandardCharsets.UTF_8);

    private static DemoPortal portal;
    private static StaffJourney sanne;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    }

    @Test
    void outsiderIsAskedAndAnswers() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject()
                .put("explanation", "Wilt u ons sturen:\n- het jaarverslag\n- de <begroting>")
                .put("reference", "2026-114")
                .put("deadline", today().plusDays(9).toString())
                .put("alsoTo", new JsonArray().add("meldpunt@igj.nl").add("nieuw@igj.nl")));

        var mail = asked.mail(1);
        assertThat(mail.subject()).isEqualTo("Verzoek van IGJ om een document op te sturen (2026-114)");
        assertThat(mail.text())
                .contains("Wilt u ons sturen:\n- het jaarverslag\n- de <begroting>", "Kenmerk: 2026-114",
                        "Sanne Bakker")
                .doesNotContain("opnieuw, met een nieuwe link");
        assertThat(mail.text().lines()).contains(asked.link(1));
        assertThat(mail.html().replace("\r\n", "\n")).contains("- het jaarverslag<br>\n- de &lt;begroting&gt;");

        asked.opened();
        assertThat(asked.transfer().getJsonObject("request")).isEqualTo(new JsonObject()
                .put("explanation", "Wilt u ons sturen:\n- het jaarverslag\n- de <begroting>")
                .put("reference", "2026-114")
                .put("deadline", today().plusDays(9).toString())
                .put("repeat", false)
                .put("answers", 0)
                .put("last", true)
                .put("from", new JsonObject().put("name", "Sanne Bakker").put("email", "s.bakker@igj.nl")
                        .putNull("organisation").putNull("phone")));
        asked.add("jaarverslag.txt", CONTENT);
        assertThat(asked.submit().containsKey("more")).isFalse();

        assertThat(asked.mail(2).link().orElseThrow()).contains("/rapportage/");
        assertThat(asked.notification("meldpunt@igj.nl").text())
                .contains("Beste Meldpunt", "antwoord op het verzoek van Sanne Bakker");
        assertThat(asked.notification("nieuw@igj.nl").text()).contains("Beste nieuw");
        sanne.open(asked.notification("s.bakker@igj.nl").link().orElseThrow());
        assertThat(sanne.download(SenderJourney.documents(sanne.transfer()).getFirst())).isEqualTo(CONTENT);
    }

    @Test
    void requestInEnglishHasEnglishMails() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("language", "en"));

        assertThat(asked.mail(1).subject()).isEqualTo("Request from IGJ to send a document");
    }

    @Test
    void allMistakesAreReportedAtOnceAndNothingIsMailed() {
        var form = new JsonObject()
                .put("to", new JsonObject().put("name", "www.evil.example").put("email", "geen adres"))
                .put("explanation", " ")
                .put("reference", "a\nBcc: x@evil.example")
                .put("deadline", today().minusDays(1).toString())
                .put("repeat", "ja")
                .put("maxSize", -1)
                .put("alsoTo", new JsonArray().add("iemand@anders.nl").add(7))
                .put("language", "de");
        var answer = sanne.browser().post("/api/staff/requests", form);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(mistakes(answer.body())).containsExactlyInAnyOrderEntriesOf(Map.of(
                "to.name", "invalid", "to.email", "invalid", "explanation", "required", "reference", "invalid",
                "deadline", "past",
                "repeat", "invalid", "maxSize", "invalid", "alsoTo.0", "domain", "alsoTo.1", "invalid", "language",
                "invalid"));
        assertThat(answer.body()).doesNotContain("evil");
    }

    @Test
    void linkLivesAWeekLongerThanTheDutchDayOfTheDeadline() {
        var day = today().plusDays(20);
        var asDay = RequestJourney.ask(portal, sanne, new JsonObject().put("deadline", day.toString()));
        var asMoment = RequestJourney.ask(portal, sanne, new JsonObject()
                .put("deadline", day.atTime(0, 30).atZone(ZONE).toInstant().toString()));

        var over = day.plusDays(8).atStartOfDay(ZONE).toInstant();
        assertThat(Instant.parse(asDay.opened().transfer().getString("expiresAt"))).isEqualTo(over);
        assertThat(Instant.parse(asMoment.opened().transfer().getString("expiresAt"))).isEqualTo(over);
        assertThat(asDay.mail(1).text().replace('\n', ' ')).contains("tot en met " + day.getDayOfMonth() + " ");
    }

    @Test
    void deadlineBeyondTheConfiguredMaximumIsRefused() {
        assertThat(mistakes(sanne.browser().post("/api/staff/requests",
                RequestJourney.form("a@example.org").put("deadline", today().plusDays(91).toString())).body()))
                .containsExactly(Map.entry("deadline", "too-late"));
        assertThat(mistakes(sanne.browser().post("/api/staff/requests",
                RequestJourney.form("a@example.org").put("deadline", "volgende week")).body()))
                .containsExactly(Map.entry("deadline", "invalid"));
    }

    @Test
    void documentLargerThanRequestedIsRefused() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("maxSize", 1000)).opened();

        assertThat(asked.transfer().getJsonObject("limits").getLong("maxDocumentSize")).isEqualTo(1000);
        var refused = TusUpload.announce(asked.browser(), 1001, "filename " + TusUpload.base64("a.txt"));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(PortalClient.json(refused).getLong("maxSize")).isEqualTo(1000);
        assertThat(TusUpload.announce(asked.browser(), 1000, "filename " + TusUpload.base64("a.txt")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void maximumSizeAboveThePortalsIsRefused() {
        assertThat(mistakes(sanne.browser().post("/api/staff/requests",
                RequestJourney.form("a@example.org").put("maxSize", 64L << 20 | 1)).body()))
                .containsExactly(Map.entry("maxSize", "too-large"));
    }

    @Test
    void explanationAddsNoHeaderAndNoRecipient() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject()
                .put("explanation", "Beste\r\nBcc: x@evil.example\r\n\r\n.\r\nSubject: anders")
                .put("reference", "x\tSubject: y".replace("\t", " ")));

        var mail = asked.mail(1);
        assertThat(mail.subject()).isEqualTo("Verzoek van IGJ om een document op te sturen (x Subject: y)");
        assertThat(mail.text()).contains("Beste\nBcc: x@evil.example\n\n.\nSubject: anders");
        assertThat(portal.inbox().messages()).noneMatch(other -> other.to().contains("evil.example"));
    }

    @Test
    void subjectHasTheBeginningOfALongReference() {
        var asked = RequestJourney.ask(portal, sanne, new JsonObject().put("reference", "é".repeat(60)));

        assertThat(asked.mail(1).subject())
                .isEqualTo("Verzoek van IGJ om een document op te sturen (" + "é".repeat(40) + "…)");
    }

    @Test
    void textIsWipedWithTheAnswer() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        asked.add("a.txt", CONTENT);
        assertThat(value("asked is not null", asked)).isEqualTo("t");

        asked.submit();

        assertThat(value("asked is null and answered_at is not null", asked)).isEqualTo("t");
    }

    private static String value(String column, RequestJourney asked) {
        return TestDatabase.value(portal.config().database(), "select " + column
                + " from request where transfer_id = '" + asked.id() + "'")
                .orElseThrow();
    }

    private static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    static Map<String, String> mistakes(String body) {
        return new JsonObject(body).getJsonArray("errors").stream().map(JsonObject.class::cast)
                .collect(java.util.stream.Collectors.toMap(error -> error.getString("field"),
                        error -> error.getString("code")));
    }
}
