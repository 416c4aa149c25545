package nl.rijkscloud.statistics;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.SendingJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of a portal in which people sent, downloaded, asked, withdrew and let time pass. */
final class StatisticsJourneyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MELDPUNT = "meldpunt@igj.nl";
    private static final int SIZE = 1000;

    private final Config.Database database = TestDatabase.fresh();
    private final List<String> people = new ArrayList<>();

    @Test
    void figuresAreThoseOfWhatHappenedAndNameNobody(@TempDir Path folder) throws IOException {
        try (var portal = DemoPortal.start(DemoOptions.in(folder).keeping().on(database)
                .with(TestPortal.NO_LIMITS).with(TestPortal.NO_MEMORY))) {
            var sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
            var lotte = StaffJourney.signIn(portal, DemoStaff.LOTTE);
            download(sanne, deliver(portal));
            download(StaffJourney.signIn(portal, DemoStaff.OMAR), deliver(portal));
            deliver(portal);
            var forgotten = deliver(portal);
            answer(portal, sanne);
            withdraw(sanne, ask(portal, sanne).id());
            withdraw(lotte, send(lotte));
            send(lotte);
            portal.stop();
            letTimePass(forgotten.transferId());
            portal.restart();
            await().atMost(PATIENCE).until(() -> number("transfer where state = 'destroyed' and id = '"
                    + forgotten.transferId() + "'") == 1);

            var figures = read(portal, "");

            var now = figures.getJsonArray("months").getJsonObject(11);
            assertThat(now.getString("month")).isEqualTo(OfficeTime.day(Instant.now()).toString().substring(0, 7));
            assertThat(now.getJsonObject("kinds"))
                    .isEqualTo(new JsonObject().put("submitted", 4).put("requested", 1).put("sent", 2));
            assertThat(counts(now)).isEqualTo("asked 2, answered 1, unanswered 0, cancelled 1, delivered 7, refused 0,"
                    + " expired 1, withdrawn 1, waiting 3, documents 7, bytes 7000");
            assertThat(now.getJsonObject("sizes"))
                    .isEqualTo(new JsonObject().put("small", 7).put("medium", 0).put("large", 0).put("huge", 0));
            assertThat(now.getJsonObject("collected").getMap())
                    .containsEntry("hour", 2).containsEntry("later", 0).hasSize(5);
            assertThat(figures.getJsonArray("departments").stream().map(JsonObject.class::cast)
                    .map(one -> one.getString("email") + " " + one.getInteger("delivered")).toList())
                    .as("two deliveries are too few to show").containsExactly(MELDPUNT + " 5", " null");
            var years = read(portal, "&from=2030-01&to=2030-02&kind=sent&department=" + MELDPUNT);
            assertThat(years.getJsonArray("months")).hasSize(2);
            assertThat(counts(years.getJsonArray("months").getJsonObject(0)))
                    .doesNotContain("null").contains("asked 0");
            assertNobodyIn(figures.encode());
            assertNobodyIn(TestDatabase.value(database, """
                    select string_agg(f::text, '') from (select f::text from figure_now f union all
                        select kind || what || department from awaited) f (f)""").orElseThrow());
        }
    }

    private SenderJourney deliver(DemoPortal portal) {
        var sender = SenderJourney.begin(portal);
        people.add(sender.email());
        people.add(sender.transferId());
        sender.add("brief.txt", Sample.text(SIZE, 1));
        sender.awaitChecked();
        sender.submit();
        sender.downloadLink();
        return sender;
    }

    private static void download(StaffJourney staff, SenderJourney sender) {
        staff.open(sender.downloadLink());
        staff.download(SenderJourney.documents(staff.transfer()).getFirst());
        await().atMost(PATIENCE).until(() -> !sender.report().getString("downloadedAt", "").isEmpty());
    }

    private RequestJourney ask(DemoPortal portal, StaffJourney asker) {
        var request = RequestJourney.ask(portal, asker);
        people.add(request.email());
        people.add(request.id());
        return request;
    }

    private void answer(DemoPortal portal, StaffJourney asker) {
        var request = ask(portal, asker).opened();
        request.add("verslag.txt", Sample.text(SIZE, 1));
        request.submit();
        await().atMost(PATIENCE).until(() -> number("transfer where state = 'delivered' and id = '"
                + request.id() + "'") == 1);
    }

    private String send(StaffJourney staff) {
        var sending = SendingJourney.begin(staff);
        people.add(sending.email());
        people.add(sending.id());
        sending.add("brief.txt", Sample.text(SIZE, 1));
        expect(200, sending.send());
        await().atMost(PATIENCE).until(() -> number("transfer where state = 'delivered' and id = '"
                + sending.id() + "'") == 1);
        return sending.id();
    }

    private static void withdraw(StaffJourney staff, String transfer) {
        expect(204, staff.browser().post("/api/staff/transfers/" + transfer + "/withdraw", new JsonObject()));
    }

    /** All reminders are out, so that none of them moves the end. */
    private void letTimePass(String transfer) {
        TestDatabase.sql(database, """
                update transfer set expires_at = now() - interval '1 minute' where id = '%1$s';
                insert into uncollected (transfer_id, taken, next_at, turn_at, latest_end)
                values ('%1$s', 3, null, now(), now())
                on conflict (transfer_id) do update set next_at = null, latest_end = now()""".formatted(transfer));
    }

    private static JsonObject read(DemoPortal portal, String query) {
        return PortalClient.json(expect(200, StaffJourney.signIn(portal, DemoStaff.FENNA).browser()
                .get("/api/staff/statistics?x=" + query)));
    }

    private static String counts(JsonObject figures) {
        return figures.stream().filter(one -> one.getValue() == null || one.getValue() instanceof Number)
                .map(one -> one.getKey() + " " + one.getValue()).collect(Collectors.joining(", "));
    }

    private long number(String where) {
        return Long.parseLong(TestDatabase.value(database, "select count(*) from " + where).orElseThrow());
    }

    private void assertNobodyIn(String text) {
        assertThat(people).hasSizeGreaterThan(10);
        assertThat(text).contains(MELDPUNT);
        assertThat(text.toLowerCase()).doesNotContain(people.toArray(String[]::new))
                .doesNotContain("jan de vries", "anna", "sanne", "bakker", "visser", "zorg & co", "brief")
                .doesNotContain("06 12345678")
                .doesNotContain(DemoStaff.ALL.stream().map(DemoStaff::email).toArray(String[]::new));
    }
}
