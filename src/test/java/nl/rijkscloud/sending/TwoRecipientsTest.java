package nl.rijkscloud.sending;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Outsider;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The third kind of transfer from the draft to its end, for both recipients, the sender and the portal, which is
 * restarted in the middle.
 */
final class TwoRecipientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] LETTER = Sample.text(300_000, 1);
    private static final byte[] ANNEX = Sample.text(70_001, 2);

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    private final Outsider anna = Outsider.named("Anna de Vries", portal);
    private final Outsider bea = Outsider.named("Bea Jansen", portal);
    private StaffJourney staff;
    private SendingJourney sending;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    /** The portal restarts while the draft exists. */
    @BeforeEach
    void send() {
        staff = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        sending = SendingJourney.begin(staff);
        expect(204, sending.save(
                SenderJourney.message().put("recipients", new JsonArray().add(anna.json()).add(bea.json()))));
        sending.add("brief.txt", LETTER);
        var half = sending.announce(staff.browser(), "bijlage.txt", ANNEX.length);
        expect(204, half.append(0, Arrays.copyOf(ANNEX, 1_000)));

        portal.restart();

        assertThat(half.offset()).isEqualTo(1_000);
        expect(204, half.append(1_000, Arrays.copyOfRange(ANNEX, 1_000, ANNEX.length)));
        expect(200, sending.send());
        assertThat(anna.mail("Een document van IGJ").text()).contains(anna.mobile().substring(10))
                .doesNotContain("Jaarstukken", "brief.txt");
        bea.code();
    }

    @Test
    void eachRecipientUsesTheirOwnCodeAndTheSenderSeesEach() throws Exception {
        var annas = anna.code();
        assertThat(annas).isNotEqualTo(bea.code());
        expect(200, anna.open());
        expect(200, bea.open());
        // messages sent during a restart would be missed
        var texts = report(TwoRecipientsTest::areDelivered).getJsonArray("texts");
        assertThat(texts).hasSize(2);

        portal.restart();

        assertThat(code(anna.guess(bea.code()))).isEqualTo("code-wrong");
        assertThat(anna.transfer().body()).contains("code-required").doesNotContain("Jaarstukken", "brief.txt");
        expect(200, anna.guess(annas));
        var opened = json(expect(200, anna.transfer()));
        assertThat(opened.getJsonObject("message")).isEqualTo(SenderJourney.message());
        assertThat(opened.encode()).doesNotContain(bea.name(), bea.email());
        var documents = SenderJourney.documents(opened);
        assertThat(documents).extracting(document -> document.getString("name"))
                .containsExactly("brief.txt", "bijlage.txt");
        assertThat(anna.browser().download(documents.get(0).getString("href")).body()).isEqualTo(LETTER);
        assertThat(anna.browser().download(documents.get(1).getString("href")).body()).isEqualTo(ANNEX);
        var part = anna.browser().stream(documents.get(0).getString("href"), "Range", "bytes=65000-66000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body().readAllBytes()).isEqualTo(Arrays.copyOfRange(LETTER, 65_000, 66_001));
        var archive = opened.getJsonObject("archive").getString("href");
        assertThat(unzipped(anna.browser().download(archive).body())).containsExactly(LETTER, ANNEX);

        assertThat(bea.browser().get(documents.get(0).getString("href")).statusCode()).isEqualTo(401);
        assertThat(bea.browser().get(archive).statusCode()).isEqualTo(401);
        var report = report();
        assertThat(recipient(report, anna).getString("openedAt")).isNotNull();
        assertThat(recipient(report, anna).getString("downloadedAt")).isNotNull();
        assertThat(recipient(report, bea).getString("openedAt")).isNull();
        assertThat(recipient(report, bea).getString("downloadedAt")).isNull();
    }

    @Test
    void wrongNumberAndAddressAreCorrectedWithoutANewUpload() {
        expect(200, anna.open());
        expect(200, bea.open());
        var old = anna.code();
        var mended = new Outsider(portal, anna.name(), anna.email(), RecipientJourney.freshMobile(), anna.browser());
        var next = Outsider.named("Bea de Groot", portal);

        expect(204, act("recipient", recipient(report(), anna).getString("id"), mended.mobile()));
        expect(202, staff.browser().post("/api/report/recipient?transfer=" + sending.id(), next.json()
                .put("secret", SenderJourney.parts(reportLink()).getString("secret"))
                .put("recipient", recipient(report(), bea).getString("id"))));

        assertThat(code(anna.guess(old))).isEqualTo("code-unusable");
        expect(202, mended.resend());
        expect(200, mended.guess(mended.code()));
        assertThat(bea.transfer().statusCode()).isEqualTo(404);
        assertThat(bea.open().statusCode()).isEqualTo(404);
        expect(200, next.open());
        expect(200, next.guess(next.code()));
        var href = SenderJourney.documents(json(next.transfer())).getFirst().getString("href");
        assertThat(next.browser().download(href).body()).isEqualTo(LETTER);
        assertThat(events()).contains("number-changed", "recipient-changed");
    }

    @Test
    void withdrawnTransferOpensForNobodyAndBothAreNotified() {
        expect(200, anna.open());
        expect(200, anna.guess(anna.code()));
        var href = SenderJourney.documents(json(anna.transfer())).getFirst().getString("href");
        expect(200, bea.open());

        expect(204, staff.browser().post("/api/staff/transfers/" + sending.id() + "/withdraw", new JsonObject()));

        assertThat(anna.transfer().statusCode()).isEqualTo(404);
        assertThat(anna.browser().get(href).statusCode()).isEqualTo(404);
        assertThat(anna.open().statusCode()).isEqualTo(404);
        assertThat(code(bea.guess(bea.code()))).isEqualTo("not-found");
        assertThat(bea.resend().statusCode()).isEqualTo(404);
        assertThat(anna.mail("IGJ heeft een verzending ingetrokken").text()).doesNotContain(bea.name(), bea.email());
        bea.mail("IGJ heeft een verzending ingetrokken");
        assertThat(sending.save(SendingJourney.draft(anna.email())).statusCode()).isEqualTo(404);
    }

    @Test
    void restartGivesNoExtraTriesAndEndsNoLockout() {
        var wrong = RecipientJourney.otherThan(anna.code());
        expect(200, anna.open());
        assertThat(json(anna.guess(wrong)).getInteger("triesLeft")).isEqualTo(4);
        assertThat(json(anna.guess(wrong)).getInteger("triesLeft")).isEqualTo(3);

        portal.restart();

        assertThat(List.of(json(anna.guess(wrong)).getInteger("triesLeft"),
                json(anna.guess(wrong)).getInteger("triesLeft"))).containsExactly(2, 1);
        assertThat(code(anna.guess(wrong))).isEqualTo("code-unusable");
        var first = anna.code();
        assertThat(code(anna.guess(first))).isEqualTo("code-unusable");
        forgetPause();
        expect(202, anna.resend());
        await().atMost(PATIENCE).until(() -> !anna.code().equals(first));
        var second = RecipientJourney.otherThan(anna.code());
        for (var guess = 0; guess < 5; guess++) {
            expect(401, anna.guess(second));
        }
        assertThat(code(anna.guess(anna.code()))).isEqualTo("code-locked");

        portal.restart();

        assertThat(code(anna.guess(anna.code()))).isEqualTo("code-locked");
        assertThat(json(expect(200, anna.open())).getBoolean("locked")).isTrue();
        assertThat(code(anna.resend())).isEqualTo("code-locked");
        expect(200, bea.open());
        expect(200, bea.guess(bea.code()));
        expect(204, act("unlock", recipient(report(), anna).getString("id"), null));
        expect(202, anna.resend());
        await().atMost(PATIENCE).until(() -> anna.guess(anna.code()).statusCode() == 200);
    }

    private static boolean areDelivered(JsonObject report) {
        return report.getJsonArray("texts").stream().map(JsonObject.class::cast)
                .allMatch(text -> "delivered".equals(text.getString("delivery")));
    }

    private HttpResponse<String> act(String act, String recipient, String mobile) {
        return staff.browser().post(
                "/api/staff/transfers/" + sending.id() + "/" + act,
                new JsonObject().put("recipient", recipient).put("mobile", mobile));
    }

    /** Makes the last code look old enough for another. */
    private void forgetPause() {
        TestDatabase.sql(portal.config().database(),
                "update recipient_code set created_at = created_at - interval '1 minute'");
    }

    private JsonObject report() {
        return report(any -> true);
    }

    private JsonObject report(Predicate<JsonObject> wanted) {
        reportLink();
        return await().atMost(PATIENCE).until(
                () -> json(expect(200, staff.browser().get("/api/report?transfer=" + sending.id()))), wanted);
    }

    /** Opens it, too. */
    private String reportLink() {
        return await().atMost(PATIENCE).until(
                () -> portal.inbox().messages().stream()
                        .filter(mail -> mail.to().equals(DemoStaff.LOTTE.email()) && mail.text()
                                .contains("/rapportage/"))
                        .map(mail -> mail.link().orElseThrow())
                        .filter(link -> staff.browser().post("/api/sessions", SenderJourney.parts(link)).body()
                                .contains(sending.id()))
                        .toList(),
                links -> !links.isEmpty()).getFirst();
    }

    private String events() {
        return report().getJsonArray("events").encode();
    }

    private static JsonObject recipient(JsonObject report, Outsider who) {
        return report.getJsonArray("recipients").stream().map(JsonObject.class::cast)
                .filter(one -> one.getString("email").equals(who.email())).findFirst().orElseThrow();
    }

    private static List<byte[]> unzipped(byte[] archive) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            zip.getNextEntry();
            var first = zip.readAllBytes();
            zip.getNextEntry();
            return List.of(first, zip.readAllBytes());
        }
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).getString("code");
    }
}
