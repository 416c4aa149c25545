package nl.rijkscloud.oversight;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Staff see no text from the public form until the link in the sender's mail was opened. */
final class UnconfirmedSubmissionTest {
    private static DemoPortal portal;
    private static StaffJourney sanne;
    private static StaffJourney bram;

    @BeforeAll
    static void signIn() {
        portal = TestPortal.shared();
        sanne = StaffJourney.signIn(portal, DemoStaff.SANNE);
        bram = StaffJourney.signIn(portal, DemoStaff.BRAM);
    }

    @Test
    void submissionIsListedCountedFoundAndReadOnceItsLinkWasOpened() {
        var stranger = SenderJourney.before(portal);
        stranger.fillIn("nl");
        var link = stranger.uploadLink();
        var id = id(stranger);

        assertUnseen(stranger.email(), id);

        stranger.open(link);

        for (var seen : List.of(list(sanne, "departments", stranger.email()), list(bram, "all", stranger.email()),
                search(sanne, "departments", stranger.email()))) {
            assertThat(seen).contains(id);
        }
        assertThat(sanne.browser().get("/api/staff/transfers/" + id).statusCode()).isEqualTo(200);
    }

    /** A submission that nobody confirmed does not turn up when its time is over either. */
    @Test
    void submissionThatEndsUnconfirmedStaysUnseen() {
        var stranger = SenderJourney.before(portal);
        stranger.fillIn("nl");
        stranger.uploadLink();
        var id = id(stranger);
        TestDatabase.sql(portal.config().database(),
                "update transfer set state = 'destroyed', share = null where id = '" + id + "'");

        assertUnseen(stranger.email(), id);
    }

    private static String id(SenderJourney stranger) {
        return TestDatabase.value(portal.config().database(),
                "select id from transfer where sender_email = '" + stranger.email() + "'").orElseThrow();
    }

    private static void assertUnseen(String email, String id) {
        for (var answer : List.of(list(sanne, "departments", email), list(bram, "all", email),
                search(sanne, "departments", email), search(bram, "all", email))) {
            assertThat(answer).doesNotContain(id).doesNotContain(email);
        }
        for (var person : List.of(sanne, bram)) {
            assertThat(person.browser().get("/api/staff/transfers/" + id).statusCode()).isEqualTo(404);
            for (var act : List.of("withdraw", "remind")) {
                assertThat(person.browser().post("/api/staff/transfers/" + id + "/" + act, new JsonObject())
                        .statusCode()).isEqualTo(404);
            }
        }
    }

    private static String list(StaffJourney by, String view, String party) {
        return json(expect(200, by.browser().get("/api/staff/transfers?view=" + view + "&party=" + party))).encode();
    }

    private static String search(StaffJourney by, String view, String words) {
        return json(expect(200, by.browser().post("/api/staff/transfers/search?view=" + view,
                new JsonObject().put("q", words)))).encode();
    }
}
