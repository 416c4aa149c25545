package nl.rijkscloud.readout;

import static nl.rijkscloud.testing.PortalClient.json;
import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** Two people together give a code on the phone; one alone never gets one. */
final class ReadOutTest {
    private static final DemoPortal PORTAL = TestPortal.shared();

    private final ReadOutJourney call = new ReadOutJourney(PORTAL);
    private final PortalClient owner = call.browser(call.owner);
    private final PortalClient colleague = call.browser(call.colleague);

    @Test
    void approvedCodeOpensTheDocumentsAndTheReportSaysHow() {
        var id = call.asked(owner);
        assertThat(call.waiting(colleague)).containsExactly(id);
        expect(204, call.approve(colleague, id));
        var earlier = call.recipient.code();
        var code = json(expect(200, call.show(owner, id))).getString("code");
        var browser = call.recipient.browser();

        assertThat(code(call.recipient.guess(browser, earlier))).as("the earlier code").isEqualTo("code-wrong");
        assertThat(call.recipient.guess(browser, code).statusCode()).isEqualTo(200);

        expect(200, browser.get("/api/transfer"));
        var report = call.recipient.sender().report();
        assertThat(report.getJsonArray("recipients").getJsonObject(0).getJsonArray("openedBy"))
                .containsExactly("read-out");
        assertThat(report.getJsonArray("events").encode()).contains("read-out-approved", "read-out-shown");
        assertThat(call.lines()).containsExactly(
                "read-out-asked done " + call.owner.person().email(),
                "read-out-approved done " + call.colleague.person().email(),
                "read-out-shown done " + call.owner.person().email());
    }

    @Test
    void codeOfATextMessageIsNamedAsSuch() {
        expect(200, call.recipient.guess(call.recipient.browser(), call.recipient.code()));

        assertThat(call.recipient.sender().report().getJsonArray("recipients").getJsonObject(0)
                .getJsonArray("openedBy")).containsExactly("sms");
    }

    @Test
    void ownerAloneNeverGetsACode() {
        var id = call.asked(owner);

        assertThat(call.waiting(owner)).isEmpty();
        assertThat(call.approve(owner, id).statusCode()).isEqualTo(404);
        assertThat(call.decline(owner, id).statusCode()).isEqualTo(404);
        assertThat(code(call.show(owner, id))).isEqualTo("read-out-not-approved");
        call.owner.set("roles = '{medewerker, beheerder}'");
        assertThat(call.approve(owner, id).statusCode()).as("as beheerder").isEqualTo(404);
        assertThat(call.lines()).contains("read-out-approved not-addressed " + call.owner.person().email());
    }

    @Test
    void ownerDoesNotApproveWhatAColleagueAsked() {
        call.sendForTheDepartment();
        var id = call.asked(colleague);

        assertThat(call.waiting(owner)).isEmpty();
        assertThat(call.approve(owner, id).statusCode()).isEqualTo(404);
        assertThat(call.approve(colleague, id).statusCode()).as("who asked").isEqualTo(404);
        expect(204, call.approve(call.browser(call.second), id));
        assertThat(call.show(owner, id).statusCode()).as("asked by another").isEqualTo(404);
        expect(200, call.show(colleague, id));
    }

    @Test
    void onlyColleaguesAndABeheerderApprove() {
        var id = call.asked(owner);
        var stranger = call.browser(call.stranger);

        assertThat(call.waiting(stranger)).isEmpty();
        assertThat(call.approve(stranger, id).statusCode()).isEqualTo(404);
        call.colleague.set("roles = '{helpdesk}'");
        assertThat(call.approve(colleague, id).statusCode()).isEqualTo(404);
        assertThat(call.approve(new PortalClient(PORTAL.baseUrl()), id).statusCode()).isEqualTo(401);
        expect(204, call.approve(StaffJourney.signIn(PORTAL, DemoStaff.BRAM).browser(), id));
    }

    @Test
    void onlyWhoMayChangeTheTransferAsks() {
        for (var by : List.of(colleague, call.browser(call.stranger))) {
            assertThat(call.ask(by).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void numberThatWasJustChangedGetsNoCodeAtAnyStep() {
        var id = call.asked(owner);
        var number = new JsonObject().put("recipient", call.recipient.recipient().toString())
                .put("mobile", RecipientJourney.freshMobile());
        expect(204, owner.post("/api/staff/transfers/" + call.recipient.transfer() + "/recipient", number));

        assertThat(code(call.ask(owner))).isEqualTo("read-out-changed");
        assertThat(code(call.approve(colleague, id))).isEqualTo("read-out-changed");
        age("23 hours 59 minutes");
        assertThat(code(call.approve(colleague, id))).isEqualTo("read-out-changed");
        age("1 minute");
        expect(204, call.approve(colleague, id));
        age("-1 minute");
        assertThat(code(call.show(owner, id))).isEqualTo("read-out-changed");
        age("1 minute");
        expect(200, call.show(owner, id));
        assertThat(call.lines()).contains("read-out-shown just-changed " + call.owner.person().email());
    }

    @Test
    void addressThatWasJustChangedGetsNoCode() {
        expect(200, owner.post("/api/sessions", SenderJourney.parts(call.recipient.sender().reportLink())));
        expect(202, owner.post("/api/report/recipient?transfer=" + call.recipient.transfer(), call.recipient.secret()
                .put("recipient", call.recipient.recipient().toString())
                .put("email", "ander-" + UUID.randomUUID() + "@example.org")));
        var next = call.recipient.sender().report().getJsonArray("recipients").getJsonObject(0).getString("id");

        assertThat(call.ask(owner).statusCode()).as("the replaced recipient").isEqualTo(404);
        assertThat(code(owner.post("/api/staff/transfers/" + call.recipient.transfer() + "/read-outs",
                new JsonObject().put("recipient", next)))).isEqualTo("read-out-changed");
    }

    @Test
    void recipientWithTooManyWrongCodesGetsNoCode() {
        var id = call.asked(owner);
        expect(204, call.approve(colleague, id));
        call.sql("update recipient set wrong_codes = 10 where id = '" + call.recipient.recipient() + "'");

        assertThat(code(call.ask(owner))).isEqualTo("read-out-locked");
        assertThat(code(call.show(owner, id))).isEqualTo("read-out-locked");
    }

    @Test
    void rolesAndDepartmentsCountAgainWhenTheCodeIsShown() {
        var id = call.asked(owner);
        expect(204, call.approve(colleague, id));

        call.leave(call.colleague);
        assertThat(code(call.show(owner, id))).as("the approver left").isEqualTo("read-out-not-approved");
        call.colleague.set("roles = '{beheerder}'");
        call.owner.set("roles = '{helpdesk}'");
        assertThat(call.show(owner, id).statusCode()).as("who asked lost the role").isEqualTo(404);
        call.owner.set("roles = '{medewerker}'");
        call.colleague.set("disabled_at = now()");
        assertThat(code(call.show(owner, id))).as("the approver's account closed").isEqualTo("read-out-not-approved");
        call.sql("update transfer set owner_id = (select id from staff where email = '%s') where id = '%s'"
                .formatted(call.stranger.person().email(), call.recipient.transfer()));
        assertThat(call.show(owner, id).statusCode()).as("no owner any more").isEqualTo(404);
    }

    @Test
    void approverWhoBecameTheOwnerCountsNoMore() {
        call.sendForTheDepartment();
        var id = call.asked(colleague);
        expect(204, call.approve(call.browser(call.second), id));
        call.sql("update transfer set owner_id = (select id from staff where email = '%s') where id = '%s'"
                .formatted(call.second.person().email(), call.recipient.transfer()));

        assertThat(code(call.show(colleague, id))).isEqualTo("read-out-not-approved");
    }

    @Test
    void codeIsShownToOneOfManyRequestsAtOnce() throws Exception {
        var id = call.asked(owner);
        expect(204, call.approve(colleague, id));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10).mapToObj(i -> threads.submit(() -> call.show(owner, id))).toList();
            var shown = 0;
            for (var answer : answers) {
                shown += answer.get().statusCode() == 200 ? 1 : 0;
            }
            assertThat(shown).isEqualTo(1);
        }
        assertThat(code(call.show(owner, id))).isEqualTo("read-out-over");
        assertThat(call.own(owner).getString("state")).isEqualTo("shown");
    }

    @Test
    void wishEndsAfterHalfAnHour() {
        var id = call.asked(owner);
        call.sql("update read_out_code set ends_at = now() where id = '" + id + "'");

        assertThat(call.waiting(colleague)).isEmpty();
        assertThat(code(call.approve(colleague, id))).isEqualTo("read-out-over");
        var next = call.asked(owner);
        expect(204, call.approve(colleague, next));
        call.sql("update read_out_code set ends_at = now() where id = '" + next + "'");
        assertThat(code(call.show(owner, next))).isEqualTo("read-out-over");
    }

    @Test
    void declinedWishGivesNoCode() {
        var id = call.asked(owner);
        expect(204, call.decline(colleague, id));

        assertThat(code(call.approve(call.browser(call.second), id))).isEqualTo("read-out-over");
        assertThat(code(call.show(owner, id))).isEqualTo("read-out-not-approved");
    }

    @Test
    void readOutCodeHasTheTriesOfAnyCode() {
        var id = call.asked(owner);
        expect(204, call.approve(colleague, id));
        var code = json(expect(200, call.show(owner, id))).getString("code");
        var browser = call.recipient.browser();

        IntStream.range(0, 5).forEach(i -> call.recipient.guess(browser, RecipientJourney.otherThan(code)));

        assertThat(code(call.recipient.guess(browser, code))).isEqualTo("code-unusable");
        assertThat(json(browser.get("/api/sessions/code")).getString("codeUntil")).isNull();
    }

    @Test
    void recipientGetsThreeADayAndACodeThatWasJustSentMakesWait() {
        var id = call.asked(owner);
        expect(204, call.approve(colleague, id));
        call.sql("update recipient_code set created_at = now() where recipient_id = '" + call.recipient.recipient()
                + "'");
        assertThat(call.show(owner, id).statusCode()).isEqualTo(429);
        call.recipient.forgetPause();
        expect(200, call.show(owner, id));

        call.asked(owner);
        call.asked(owner);
        assertThat(call.ask(owner).statusCode()).isEqualTo(429);
    }

    @Test
    void colleagueDoesNotTakeOverAnOpenWish() {
        call.sendForTheDepartment();
        var id = call.asked(owner);

        assertThat(code(call.ask(colleague))).isEqualTo("read-out-busy");
        expect(204, call.decline(colleague, id));
        expect(204, call.ask(colleague));
    }

    @Test
    void nothingExistsWhileItIsTurnedOff() {
        var vertx = Vertx.vertx();
        try {
            var router = Router.router(vertx);
            router.route().failureHandler(new Problems());
            new ReadOutRoutes(null, null, null, false).mount(router);
            var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
            var client = new PortalClient(URI.create("http://127.0.0.1:" + server.actualPort()));

            assertThat(call.ask(client).statusCode()).isEqualTo(404);
            assertThat(call.show(client, UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
            assertThat(call.approve(client, UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
            assertThat(client.get("/api/staff/read-outs").statusCode()).isEqualTo(404);
        } finally {
            vertx.close().await();
        }
    }

    private void age(String interval) {
        call.sql("update event set at = at - interval '%s' where transfer_id = '%s' and kind = 'number-changed'"
                .formatted(interval, call.recipient.transfer()));
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).getString("code");
    }
}
