package nl.rijkscloud.sending;

import static nl.rijkscloud.testing.PortalClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.Caught;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sender's side of the third kind of transfer: a draft, its documents, and sending. */
final class SendingTest {
    private static final byte[] CONTENT = Sample.text(100_000, 1);

    private final DemoPortal portal = TestPortal.shared();
    private StaffJourney staff;
    private SendingJourney sending;

    @BeforeEach
    void begin() {
        staff = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        sending = SendingJourney.begin(staff);
    }

    @Test
    void draftIsReadBackAsTypedWithANormalisedNumber() {
        var read = json(sending.read(sending.browser()));

        assertThat(read.getString("state")).isEqualTo("open");
        assertThat(read.getJsonObject("sender").getString("email")).isEqualTo(DemoStaff.LOTTE.email());
        var draft = read.getJsonObject("draft");
        assertThat(draft.getString("subject")).isEqualTo("Jaarstukken");
        assertThat(draft.getJsonArray("recipients")).containsExactly(new JsonObject()
                .put("name", "Anna de Vries").put("email", sending.email()).put("mobile", "+31612345678"));
    }

    @Test
    void draftOpensInOtherSessionsOfItsOwnerOnly() {
        var started = sending.add("brief.txt", CONTENT);
        sending.browser().delete("/api/sessions");

        var later = StaffJourney.signIn(portal, DemoStaff.LOTTE).browser();
        sending.add(later, "bijlage.txt", CONTENT);

        assertThat(json(sending.read(later)).getJsonArray("documents")).hasSize(2);
        assertThat(started.by(later).offset()).isEqualTo(CONTENT.length);
        for (var other
                : List.of(StaffJourney.signIn(portal, DemoStaff.OMAR).browser(), new PortalClient(portal.baseUrl()))) {
            assertThat(sending.read(other).statusCode()).isEqualTo(404);
            assertThat(started.by(other).head().statusCode()).isEqualTo(404);
            assertThat(other.post("/api/staff/transfers/" + sending.id() + "/send", SenderJourney.message())
                    .statusCode())
                    .isIn(401, 404);
        }
    }

    @Test
    void savingReplacesTheDraft() {
        var two = SendingJourney.draft(sending.email());
        two.getJsonArray("recipients").add(new JsonObject()
                .put("name", "Bea").put("email", "b@example.org").put("mobile", "+32 470 12 34 56"));

        assertThat(sending.save(two.put("language", "en").put("text", "Nieuw")).statusCode()).isEqualTo(204);

        var read = json(sending.read(sending.browser()));
        assertThat(read.getString("language")).isEqualTo("en");
        assertThat(read.getJsonObject("draft").getJsonArray("recipients")).hasSize(2);
        assertThat(read.getJsonObject("draft").getString("text")).isEqualTo("Nieuw");
    }

    @Test
    void allMistakesAreReportedAtOnceAndNothingIsCreated() {
        var wrong = new JsonObject().put("language", "fr").put("recipients", new JsonArray()
                .add(new JsonObject().put("name", "www.klik.nl").put("email", "a@b").put("mobile", "030 1234567"))
                .add(new JsonObject().put("name", "Anna").put("email", "x@example.org").put("mobile", "0612345678"))
                .add(new JsonObject().put("name", "Anna").put("email", "X@example.org").put("mobile", "0612345678")));

        var answer = sending.browser().post("/api/staff/transfers", wrong);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(errors(answer)).containsExactlyInAnyOrder(
                "recipients.0.name invalid", "recipients.0.email invalid", "recipients.0.mobile mobile",
                "recipients.2.email twice",
                "language invalid");
        assertThat(errors(sending.browser().post("/api/staff/transfers", new JsonObject())))
                .containsExactly("recipients required");
    }

    @Test
    void draftWithoutADocumentIsNotSent() {
        assertThat(json(sending.send()).getString("code")).isEqualTo("no-documents");
        assertThat(json(sending.read(sending.browser())).getString("state")).isEqualTo("open");
    }

    @Test
    void fiftyParallelSendsSendOnce() throws Exception {
        sending.add("brief.txt", CONTENT);

        for (var answer : atOnce(50)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).getInteger("documentCount")).isEqualTo(1);
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> confirmations().size() == 1 && delivered());
        assertThat(confirmations()).hasSize(1);
        assertThat(portal.inbox().messages().stream().filter(mail -> mail.to().equals(sending.email()))).hasSize(1);
        assertThat(sending.save(SendingJourney.draft(sending.email())).statusCode()).as("it is no draft any more")
                .isEqualTo(404);
        assertThat(json(sending.read(sending.browser())).getString("state")).isEqualTo("delivered");
    }

    private boolean delivered() {
        return portal.inbox().messages().stream().anyMatch(mail -> mail.to().equals(sending.email()));
    }

    /** Mails to the sender about this sending; the same person gets others. */
    private List<Caught> confirmations() {
        return portal.inbox().messages().stream()
                .filter(mail -> mail.to().equals(DemoStaff.LOTTE.email()) && mail.text().contains("/rapportage/"))
                .filter(mail -> staff.opens(mail.link().orElseThrow(), sending.id()))
                .toList();
    }

    private List<HttpResponse<String>> atOnce(int times) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, times).mapToObj(i -> threads.submit(sending::send)).toList();
            var all = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> answer : answers) {
                all.add(answer.get());
            }
            return all;
        }
    }

    private static List<String> errors(HttpResponse<String> answer) {
        return json(answer).getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("field") + " " + error.getString("code"))
                .toList();
    }
}
