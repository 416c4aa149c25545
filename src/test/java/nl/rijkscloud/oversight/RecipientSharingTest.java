package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.SenderJourney.documents;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sharing and resending, which need an opened link, through the whole portal. */
final class RecipientSharingTest {
    private static final DemoPortal PORTAL = TestPortal.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private SenderJourney sent;
    private PortalClient sanne;
    private String path;

    @BeforeEach
    void send() {
        sent = SenderJourney.begin(PORTAL);
        sent.add("geheime-naam.txt", Sample.text(100, 1));
        sent.submit();
        sent.downloadLink();
        sanne = StaffJourney.signIn(PORTAL, DemoStaff.SANNE).browser();
        path = "/api/staff/transfers/" + sent.transferId();
    }

    @Test
    void withoutALinkNamesStayClosedAndMailsWithALinkAreNamed() {
        var answer = sanne.get(path);
        var dossier = PortalClient.json(answer);

        assertThat(dossier.getBoolean("opened")).isFalse();
        assertThat(dossier.getValue("message")).isNull();
        assertThat(documents(dossier)).singleElement().satisfies(document -> {
            assertThat(document.getString("name")).isNull();
            assertThat(document.getLong("size")).isEqualTo(100);
        });
        assertThat(answer.body()).doesNotContain("geheime-naam", "Jaarstukken", "Zie bijlagen");
        assertThat(dossier.getJsonArray("heldBy").stream().map(JsonObject.class::cast)
                .map(held -> held.getString("kind") + " " + held.getString("to")))
                .containsExactlyInAnyOrder("download Meldpunt@igj.nl", "report " + sent.email());
    }

    @Test
    void openedLinkShowsNamesAndMessage() {
        open();

        var dossier = PortalClient.json(sanne.get(path));

        assertThat(dossier.getBoolean("opened")).isTrue();
        assertThat(dossier.getJsonObject("message").getString("subject")).isEqualTo("Jaarstukken");
        assertThat(documents(dossier)).extracting(document -> document.getString("name"))
                .containsExactly("geheime-naam.txt");
    }

    @Test
    void sharingWithoutALinkIsRefusedAndTellsWhereOneIs() {
        var answer = sanne.post(path + "/share", new JsonObject().put("email", DemoStaff.LOTTE.email()));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo("link-needed");
        assertThat(PortalClient.json(answer).getJsonArray("heldBy")).hasSize(2);
    }

    @Test
    void colleagueGetsTheirOwnLinkAndSeesTheTransfer() throws Exception {
        open();
        var lotte = StaffJourney.signIn(PORTAL, DemoStaff.LOTTE);
        assertThat(lotte.browser().get(path).statusCode()).isEqualTo(404);

        assertThat(sanne.post(path + "/share", new JsonObject().put("email", DemoStaff.LOTTE.email())).statusCode())
                .isEqualTo(204);

        var mail = PORTAL.inbox().await(
                caught -> caught.to().equals(DemoStaff.LOTTE.email()) && caught.text().contains(sent.email()),
                PATIENCE);
        lotte.open(mail.link().orElseThrow());
        assertThat(documents(lotte.transfer())).extracting(document -> document.getString("name"))
                .containsExactly("geheime-naam.txt");
        assertThat(lotte.browser().get(path).statusCode()).isEqualTo(200);
        var again = sanne.post(path + "/share", new JsonObject().put("email", DemoStaff.LOTTE.email().toUpperCase()));
        assertThat(PortalClient.json(again).getString("code")).isEqualTo("already-recipient");
    }

    @Test
    void outsiderGetsNoLink() {
        open();

        for (var address : new String[] {"iemand@example.org", "niemand@igj.nl", ""}) {
            assertThat(sanne.post(path + "/share", new JsonObject().put("email", address)).statusCode()).as(address)
                    .isEqualTo(422);
        }
    }

    @Test
    void newLinkReplacesTheOldOne() throws Exception {
        open();
        var old = sent.downloadLink();
        var recipient = PortalClient.json(sanne.get(path)).getJsonArray("recipients").getJsonObject(0).getString("id");

        assertThat(sanne.post(path + "/resend", new JsonObject().put("recipient", recipient)).statusCode())
                .isEqualTo(204);

        var fresh = PORTAL.inbox()
                .await(caught -> caught.to().equals("Meldpunt@igj.nl") && caught.text().contains(sent.email())
                && !caught.link().orElse("").equals(old), PATIENCE);
        assertThat(sanne.post("/api/sessions", SenderJourney.parts(old)).statusCode()).isEqualTo(404);
        assertThat(sanne.post("/api/sessions", SenderJourney.parts(fresh.link().orElseThrow())).statusCode())
                .isEqualTo(200);
    }

    private void open() {
        assertThat(sanne.post("/api/sessions", SenderJourney.parts(sent.downloadLink())).statusCode()).isEqualTo(200);
    }
}
