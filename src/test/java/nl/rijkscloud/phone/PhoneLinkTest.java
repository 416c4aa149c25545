package nl.rijkscloud.phone;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code on the screen of a sender, and the phone that reads it. */
final class PhoneLinkTest {
    private static final byte[] CONTENT = Sample.text(1000, 1);
    private static final JsonObject NOTHING = new JsonObject();

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void phoneAddsToTheTransferOfTheScreen() {
        var phone = opened(code());

        var seen = PortalClient.json(expect(200, phone.get("/api/transfer/phone")));
        expect(204, TusUpload.create(phone, "foto.txt", CONTENT.length).append(0, CONTENT));

        assertThat(seen.fieldNames()).containsExactlyInAnyOrder("kind", "id", "number", "limits");
        assertThat(seen.getString("number")).isEqualTo(sender.transfer().getString("number"));
        assertThat(SenderJourney.documents(sender.awaitChecked()))
                .singleElement().satisfies(document -> assertThat(document.getString("name")).isEqualTo("foto.txt"));
        assertThat(sender.submit().getInteger("documentCount")).isEqualTo(1);
    }

    @Test
    void uploadContinuesAfterACut() {
        var phone = opened(code());
        var upload = TusUpload.create(phone, "foto.txt", CONTENT.length);
        expect(204, upload.append(0, Arrays.copyOf(CONTENT, 400)));

        assertThat(upload.offset()).isEqualTo(400);
        expect(204, upload.append(400, Arrays.copyOfRange(CONTENT, 400, CONTENT.length)));
    }

    @Test
    void phoneSeesRemovesAndSendsNothing() {
        var theirs = sender.add("brief.txt", CONTENT);
        var phone = opened(code());

        assertThat(phone.get("/api/transfer").statusCode()).isEqualTo(404);
        assertThat(theirs.by(phone).delete().statusCode()).isEqualTo(404);
        assertThat(TusUpload.create(phone, "foto.txt", 10).delete().statusCode()).as("not even its own").isEqualTo(404);
        for (var path : new String[] {"/api/transfer/submit", "/api/transfer/chosen", "/api/transfer/chosen/removal",
            "/api/transfer/phone", "/api/transfer/answer"}) {
            assertThat(phone.post(path, NOTHING).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(phone.get("/api/report").statusCode()).isEqualTo(404);
    }

    @Test
    void codeOpensOnceAlsoWhenTwoPhonesAreEquallyFast() throws Exception {
        var link = code();
        var tries = new ArrayList<Callable<Integer>>();
        for (var phone = 0; phone < 6; phone++) {
            tries.add(() -> open(new PortalClient(portal.baseUrl()), link).statusCode());
        }
        try (var hands = Executors.newFixedThreadPool(6)) {
            var answers = new ArrayList<Integer>();
            for (var one : hands.invokeAll(tries)) {
                answers.add(one.get());
            }
            assertThat(answers).containsOnlyOnce(200).contains(404);
        }
        assertThat(open(new PortalClient(portal.baseUrl()), link).statusCode()).isEqualTo(404);
    }

    @Test
    void codeOpensForTenMinutesAndThePhoneContinuesAfterwards() {
        var issued = issue();
        assertThat(Instant.parse(issued.getString("until")))
                .isBetween(Instant.now().plusSeconds(540), Instant.now().plusSeconds(660));
        var phone = opened(issued.getString("link"));
        var late = code();
        TestDatabase.sql(portal.config().database(), "update link set open_until = now() - interval '1 second' "
                + "where kind = 'phone' and transfer_id = '" + sender.transferId() + "'");

        assertThat(open(new PortalClient(portal.baseUrl()), late).statusCode()).isEqualTo(404);
        TusUpload.create(phone, "foto.txt", 10);
    }

    @Test
    void nextCodeEndsOneThatNobodyOpened() {
        var first = code();
        var opened = opened(code());
        var third = code();

        assertThat(open(new PortalClient(portal.baseUrl()), first).statusCode()).isEqualTo(404);
        expect(200, opened.get("/api/transfer/phone"));
        opened(third);
    }

    @Test
    void everythingEndsWithVerstuur() {
        var phone = opened(code());
        var begun = TusUpload.create(phone, "foto.txt", 10);
        var unopened = code();
        sender.add("brief.txt", CONTENT);
        sender.browser().send("DELETE", begun.path(), BodyPublishers.noBody(),
                "Tus-Resumable", "1.0.0");
        sender.submit();

        assertThat(phone.get("/api/transfer/phone").statusCode()).isEqualTo(404);
        assertThat(TusUpload.announce(phone, 10, "filename " + TusUpload.base64("a.txt")).statusCode()).isEqualTo(404);
        assertThat(begun.append(0, new byte[10]).statusCode()).isEqualTo(404);
        assertThat(open(new PortalClient(portal.baseUrl()), unopened).statusCode()).isEqualTo(404);
        assertThat(sender.browser().post("/api/transfer/phone", NOTHING).statusCode()).isEqualTo(404);
    }

    @Test
    void twentyCodesAnHourAreEnough() {
        for (var count = 0; count < 20; count++) {
            code();
        }
        assertThat(sender.browser().post("/api/transfer/phone", NOTHING).statusCode()).isEqualTo(429);
    }

    @Test
    void mailedLinkOpensAgainAndAgain() throws InterruptedException {
        opened(code());
        var mailed = portal.inbox().await(mail -> mail.to().equals(sender.email()), Duration.ofSeconds(60)).link();

        expect(200, open(new PortalClient(portal.baseUrl()), mailed.orElseThrow()));
        expect(200, open(new PortalClient(portal.baseUrl()), mailed.orElseThrow()));
    }

    private JsonObject issue() {
        return PortalClient.json(expect(201, sender.browser().post("/api/transfer/phone", NOTHING)));
    }

    private String code() {
        return issue().getString("link");
    }

    private PortalClient opened(String link) {
        var phone = new PortalClient(portal.baseUrl());
        assertThat(PortalClient.json(expect(200, open(phone, link))).getString("kind")).isEqualTo("phone");
        return phone;
    }

    private static HttpResponse<String> open(PortalClient phone, String link) {
        return phone.post("/api/sessions", SenderJourney.parts(link));
    }
}
