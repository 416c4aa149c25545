package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Outsider;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Staff remind outsiders at most once a day, and only of steps that are still open. */
final class ReminderByStaffTest {
    private static final byte[] LETTER = "Geachte mevrouw".getBytes(StandardCharsets.UTF_8);

    private static DemoPortal portal;
    private static StaffJourney sanne;
    private static StaffJourney lotte;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
    }

    @Test
    void openRequestGetsANewLinkAndTheOldOneDies() {
        var asked = RequestJourney.ask(portal, sanne).opened();

        var answer = remind(sanne, asked.id());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).getJsonArray("reminded")).containsExactly(asked.email());
        assertThat(asked.mail(2).subject()).startsWith("Herinnering");
        assertThat(asked.open(asked.link(1)).statusCode()).isEqualTo(404);
        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
        assertThat(events(sanne, asked.id())).contains("reminded");
    }

    @Test
    void mailNamesTheMailWithTheLinkWhileDocumentsAreComing() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        var half = TusUpload.create(asked.browser(), "a.txt", 100);
        half.append(0, Sample.text(40, 1));

        assertThat(remind(sanne, asked.id()).statusCode()).isEqualTo(202);

        assertThat(asked.mail(2).text().replace('\n', ' ')).contains("Gebruik de link in onze e-mail van",
                "In het onderwerp staat: verzoek van IGJ om een document op te sturen");
        assertThat(asked.mail(1).subject()).isEqualToIgnoringCase("verzoek van IGJ om een document op te sturen");
        assertThat(asked.mail(2).link()).isEmpty();
        assertThat(half.append(40, Sample.text(10, 1)).statusCode()).isEqualTo(204);
    }

    @Test
    void secondReminderOnOneDayIsRefusedAndSaysWhenItIsPossible() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        remind(sanne, asked.id());

        var refused = remind(sanne, asked.id());

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).getString("code")).isEqualTo("reminded-today");
        // The portal's clock is the database's, which may be a moment ahead of the test's.
        assertThat(Duration.between(Instant.now(), json(refused).getInstant("possibleAt")))
                .isBetween(Duration.ofHours(23), Duration.ofHours(24).plusMinutes(1));
        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
    }

    @Test
    void parallelRemindersSendOne() {
        var asked = RequestJourney.ask(portal, sanne).opened();

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> remind(sanne, asked.id())))
                .limit(8).toList().stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();

        assertThat(answers).containsOnlyOnce(202).contains(429);
    }

    @Test
    void answeredRequestHasNothingToRemind() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        asked.add("a.txt", LETTER);
        asked.submit();

        assertConflict(remind(sanne, asked.id()), "nothing-to-remind");
    }

    @Test
    void endedTransferIsRefused() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        expect(204, sanne.browser().post("/api/staff/transfers/" + asked.id() + "/withdraw", new JsonObject()));

        assertConflict(remind(sanne, asked.id()), "transfer-gone");
        assertThat(asked.mails()).noneMatch(mail -> mail.subject().startsWith("Herinnering"));
    }

    /** A colleague and another department get the answer for what does not exist. */
    @Test
    void transferOfOthersDoesNotExist() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        var omar = StaffJourney.signIn(portal, DemoStaff.OMAR);

        for (var other : List.of(lotte, omar)) {
            var answer = remind(other, asked.id());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json(answer).getString("code")).isEqualTo("not-found");
        }
        assertThat(asked.open(asked.link(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void outsidersOfASendingGetTheNameOfTheMailThatHoldsTheirLink() {
        var anna = Outsider.named("Anna de Vries", portal);
        var bea = Outsider.named("Bea Jansen", portal);
        var sending = SendingJourney.begin(lotte);
        assertConflict(remind(lotte, sending.id()), "nothing-to-remind");
        expect(204, sending.save(SenderJourney.message()
                .put("recipients", new JsonArray().add(anna.json()).add(bea.json()))));
        sending.add("brief.txt", LETTER);
        expect(200, sending.send());
        var offer = anna.mail("Een document van IGJ");

        var answer = remind(lotte, sending.id());

        assertThat(json(answer).getJsonArray("reminded")).hasSize(2);
        var reminder = anna.mail("Herinnering: een document van IGJ");
        assertThat(reminder.text().replace('\n', ' ')).contains("heeft als onderwerp: " + offer.subject());
        assertThat(reminder.link()).isEmpty();
        assertThat(json(remind(lotte, sending.id())).getString("code")).isEqualTo("reminded-today");
        assertThat(remind(sanne, sending.id()).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<String> remind(StaffJourney by, String transfer) {
        return by.browser().post("/api/staff/transfers/" + transfer + "/remind", new JsonObject());
    }

    private static List<String> events(StaffJourney by, String transfer) {
        return json(by.browser().get("/api/staff/transfers/" + transfer)).getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("kind"))
                .toList();
    }

    private static void assertConflict(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).getString("code")).isEqualTo(code);
    }
}
