package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.ClientIds;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;


/** An upload link is sent again only if the server has the key or may make one; it then replaces the old link. */
final class UploadLinkRenewalTest {
    private static final byte[] CONTENT = "Hierbij het jaarverslag.".getBytes(StandardCharsets.UTF_8);
    private static final String NAME = "filename " + TusUpload.base64("a.txt");

    private static DemoPortal portal;
    private static StaffJourney sanne;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
    }

    @Test
    void beforeAnyUploadANewLinkReplacesTheOldOneAndItsSessions() {
        var asked = RequestJourney.ask(portal, sanne).opened();

        assertThat(asked.resend(sanne).statusCode()).isEqualTo(202);

        assertThat(asked.mail(2).subject()).isEqualTo("Verzoek van IGJ om een document op te sturen");
        assertThat(asked.mail(2).text().replace('\n', ' '))
                .contains("De link in onze eerdere e-mail werkt niet meer", "het jaarverslag");
        assertThat(TusUpload.announce(asked.browser(), 1, NAME).statusCode()).isEqualTo(404);
        assertThat(asked.open(asked.link(1)).statusCode()).isEqualTo(404);
        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
        asked.add("a.txt", CONTENT);
        asked.submit();
        sanne.open(asked.notification("s.bakker@igj.nl").link().orElseThrow());
        assertThat(sanne.download(SenderJourney.documents(sanne.transfer()).getFirst())).isEqualTo(CONTENT);
    }

    /** Announced documents are no documents yet; the new key opens neither them nor the typed text. */
    @Test
    void announcedDocumentsAndTypedTextDoNotPreventANewLink() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        SenderJourney.expect(200, asked.browser()
                .post("/api/transfer/chosen", new JsonObject().put("documents", new JsonArray().add(
                new JsonObject().put("client", ClientIds.random()).put("name", "a.txt").put("size", 10)))));
        SenderJourney.expect(204, asked.browser()
                .send("PUT", "/api/transfer/message", BodyPublishers.ofString("{\"text\": \"Half\"}"),
                "Content-Type", "application/json"));
        assertThat(asked.transfer().getJsonArray("documents")).hasSize(1);

        assertThat(asked.resend(sanne).statusCode()).isEqualTo(202);

        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
        assertThat(asked.transfer().getJsonArray("documents")).isEmpty();
        assertThat(asked.transfer().containsKey("message")).isFalse();
    }

    @Test
    void newLinkOpensCompleteDocuments() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        asked.add("a.txt", CONTENT);
        var half = TusUpload.create(asked.browser(), "b.txt", 100);
        half.append(0, Sample.text(40, 1));

        assertThat(asked.resend(sanne).statusCode()).isEqualTo(202);

        assertThat(half.append(40, Sample.text(60, 1)).statusCode()).isEqualTo(404);
        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
        assertThat(SenderJourney.documents(asked.transfer())).extracting(document -> document.getString("name"))
                .containsExactly("a.txt", "b.txt");
        assertThat(half.append(40, "x".repeat(60).getBytes(StandardCharsets.US_ASCII)).statusCode()).isEqualTo(204);
    }

    @Test
    void incompleteDocumentsKeepTheLinkAndStaffLearnWhichMailHasIt() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        var half = TusUpload.create(asked.browser(), "a.txt", 100);
        half.append(0, Sample.text(40, 1));

        var refused = asked.resend(sanne);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(PortalClient.json(refused).getString("code")).isEqualTo("documents-underway");
        assertThat(PortalClient.json(refused).getString("to")).isEqualTo(asked.email());
        assertThat(PortalClient.json(refused).getInstant("linkMailed")).isNotNull();
        assertThat(half.append(40, Sample.text(10, 1)).statusCode()).isEqualTo(204);
        assertThat(asked.open(asked.link(1)).statusCode()).isEqualTo(200);
        assertThat(asked.mails()).hasSize(1);

        assertThat(half.delete().statusCode()).isEqualTo(204);
        assertThat(asked.resend(sanne).statusCode()).isEqualTo(202);
    }

    @Test
    void answeredRequestHasNoLinkToSend() {
        var asked = RequestJourney.ask(portal, sanne).opened();
        asked.add("a.txt", CONTENT);
        asked.submit();

        assertThat(PortalClient.json(asked.resend(sanne)).getString("code")).isEqualTo("request-answered");
    }

    /** The upload has read its key and waits for the row; meanwhile the transfer gets another key. */
    @Test
    void uploadAnnouncedUnderTheOldKeyDoesNotExistUnderTheNewOne() throws Exception {
        var asked = RequestJourney.ask(portal, sanne).opened();
        try (var lock = held(asked.id())) {
            var resent = CompletableFuture.supplyAsync(() -> asked.resend(sanne));
            untilSoManyWait(1);
            var announced = CompletableFuture.supplyAsync(() -> TusUpload.announce(asked.browser(), 1, NAME));
            untilSoManyWait(2);
            lock.commit();

            assertThat(resent.get().statusCode()).isEqualTo(202);
            assertThat(announced.get().statusCode()).isEqualTo(404);
        }
        assertThat(asked.open(asked.link(2)).statusCode()).isEqualTo(200);
        assertThat(asked.transfer().getJsonArray("documents")).isEmpty();
    }

    @Test
    void uploadThatCameFirstKeepsItsLink() throws Exception {
        var asked = RequestJourney.ask(portal, sanne).opened();
        try (var lock = held(asked.id())) {
            var announced = CompletableFuture.supplyAsync(() -> TusUpload.announce(asked.browser(), 1, NAME));
            untilSoManyWait(1);
            var resent = CompletableFuture.supplyAsync(() -> asked.resend(sanne));
            untilSoManyWait(2);
            lock.commit();

            assertThat(announced.get().statusCode()).isEqualTo(201);
            assertThat(resent.get().statusCode()).isEqualTo(409);
        }
        assertThat(SenderJourney.documents(asked.transfer())).hasSize(1);
    }

    @Test
    void parallelResendsLeaveOnlyTheLastLink() {
        var asked = RequestJourney.ask(portal, sanne);
        asked.link(1);
        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> asked.resend(sanne))).limit(4).toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode())).containsOnly(202);
        asked.mail(5);
        assertThat(asked.mails().stream().filter(mail -> asked.open(mail.link().orElseThrow()).statusCode() == 200))
                .hasSize(1);
    }

    @Test
    void askerAndReceiversOfTheAnswerMayResend() {
        var omar = StaffJourney.signIn(portal, DemoStaff.OMAR);
        var mine = RequestJourney.ask(portal, sanne);
        var departments = RequestJourney.ask(portal, sanne,
                new JsonObject().put("alsoTo", new io.vertx.core.json.JsonArray().add("Meldpunt@igj.nl")));

        assertThat(mine.resend(omar).statusCode()).isEqualTo(404);
        assertThat(departments.resend(omar).statusCode()).isEqualTo(202);
    }

    @Test
    void missingTransferAndOtherKindsGetTheSameNotFound() {
        var submitted = SenderJourney.begin(portal);
        submitted.transfer();
        for (var id : new String[] {UUID.randomUUID().toString(), "x", submitted.transfer().getString("id")}) {
            var answer = sanne.browser().post("/api/staff/requests/" + id + "/resend", new JsonObject());
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(PortalClient.json(answer).getString("code")).isEqualTo("not-found");
        }
    }

    private static Connection held(String transfer) throws SQLException {
        var config = portal.config().database();
        var connection = DriverManager.getConnection("jdbc:" + config.uri(), config.user(), config.password().reveal());
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select 1 from transfer where id = '" + transfer + "' for update");
        }
        return connection;
    }

    private static void untilSoManyWait(int count) {
        await().until(() -> Integer.parseInt(TestDatabase.value(portal.config().database(),
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                        .orElseThrow()) >= count);
    }
}
