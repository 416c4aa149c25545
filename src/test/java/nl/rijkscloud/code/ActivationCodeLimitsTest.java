package nl.rijkscloud.code;

import static nl.rijkscloud.testing.PortalClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfers of staff cost text messages: each member of staff has a limit, and so has each number. */
final class ActivationCodeLimitsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static DemoPortal portal;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject().put("limits", new JsonObject()
                .put("firstCodesPerStaffPerHour", 3).put("firstCodesPerNumberPerDay", 2)));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void codesPerMemberAreLimitedAndARefusedDraftStaysADraft() {
        var staff = StaffJourney.signIn(portal, DemoStaff.LOTTE);
        assertThat(sending(staff, RecipientJourney.freshMobile(), RecipientJourney.freshMobile()).send().statusCode())
                .isEqualTo(200);
        var two = sending(staff, RecipientJourney.freshMobile(), RecipientJourney.freshMobile());

        var refused = two.send();

        isRefused(refused, "too-many-codes");
        var read = json(two.read(staff.browser()));
        assertThat(read.getString("state")).isEqualTo("open");
        assertThat(read.getJsonArray("documents")).hasSize(1);
        assertThat(read.getJsonObject("draft").getJsonArray("recipients")).hasSize(2);
        assertThat(lettersOf(two)).isEqualTo("0");
        // The refused one did not count: there is room for one.
        two.save(draft(two.email(), RecipientJourney.freshMobile()));
        assertThat(two.send().statusCode()).isEqualTo(200);
        assertThat(sending(StaffJourney.signIn(portal, DemoStaff.OMAR), RecipientJourney.freshMobile()).send()
                .statusCode()).isEqualTo(200);
    }

    @Test
    void codesPerNumberAreLimitedOverAllSendersAndRenewedLinksCount() {
        var number = RecipientJourney.freshMobile();
        var first = sending(StaffJourney.signIn(portal, DemoStaff.SANNE), number);
        assertThat(first.send().statusCode()).isEqualTo(200);
        var report = report(DemoStaff.SANNE);
        assertThat(reissue(report).statusCode()).isEqualTo(202);

        isRefused(reissue(report), "too-many-codes-to-number");
        var refused = sending(StaffJourney.signIn(portal, DemoStaff.OMAR), number).send();

        isRefused(refused, "too-many-codes-to-number");
        assertThat(json(refused).getString("numberEnding")).isEqualTo(number.substring(number.length() - 2));
    }

    private static void isRefused(HttpResponse<String> answer, String code) {
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(json(answer).getString("code")).isEqualTo(code);
        assertThat(json(answer).getInteger("retryAfter")).isPositive();
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static HttpResponse<String> reissue(String link) {
        var browser = new PortalClient(portal.baseUrl());
        SenderJourney.expect(200, browser.post("/api/sessions", SenderJourney.parts(link)));
        return await().atMost(PATIENCE).until(
                () -> browser.post("/api/report/reissue", SenderJourney.parts(link)),
                answer -> answer.statusCode() != 409);
    }

    private static String report(DemoStaff staff) {
        return await().atMost(PATIENCE).until(() -> portal.inbox().messages().stream()
                .filter(mail -> mail.to().equals(staff.email()) && mail.text().contains("/rapportage/")).toList(),
                all -> !all.isEmpty())
                .getLast().link().orElseThrow();
    }

    private static String lettersOf(SendingJourney sending) {
        return TestDatabase.value(portal.config().database(), "select count(*) from outbox where transfer_id = '"
                + sending.id() + "'").orElseThrow();
    }

    /** Adds a checked document. */
    private static SendingJourney sending(StaffJourney staff, String... numbers) {
        var sending = SendingJourney.begin(staff);
        SenderJourney.expect(204, sending.save(draft(sending.email(), numbers)));
        sending.add("besluit.txt", "Besluit".getBytes());
        return sending;
    }

    private static JsonObject draft(String email, String... numbers) {
        return SendingJourney.draft(email).put("recipients", new JsonArray(IntStream.range(0, numbers.length)
                .mapToObj(n -> new JsonObject().put("name", "Anna").put("mobile", numbers[n])
                        .put("email", n == 0 ? email : UUID.randomUUID() + "@example.org"))
                .toList()));
    }
}
