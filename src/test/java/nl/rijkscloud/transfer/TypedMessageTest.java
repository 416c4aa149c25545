package nl.rijkscloud.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;

/** The portal keeps an outsider's typed message, sealed, over reloads and devices until it is sent. */
final class TypedMessageTest {
    private static final JsonObject TYPED = new JsonObject().put("subject", "Half").put("reference", "")
            .put("text", "Een zin die nog niet");

    private final DemoPortal portal = TestPortal.shared();
    private final SenderJourney sender = SenderJourney.begin(portal);

    @Test
    void nextDeviceShowsTheTypedMessage() {
        assertThat(sender.transfer().containsKey("message")).isFalse();
        assertThat(save(TYPED).statusCode()).isEqualTo(204);

        var other = new PortalClient(portal.baseUrl());
        SenderJourney.expect(200, other.post("/api/sessions", SenderJourney.parts(sender.uploadLink())));

        assertThat(PortalClient.json(other.get("/api/transfer")).getJsonObject("message")).isEqualTo(TYPED);
    }

    @Test
    void emptiedFieldsLeaveNothingBehind() {
        save(TYPED);
        save(new JsonObject());

        assertThat(sender.transfer().containsKey("message")).isFalse();
        assertThat(stored("message is null")).isEqualTo("true");
    }

    @Test
    void sentMessageReplacesTheTypedOne() {
        save(TYPED);
        sender.add("a.txt", Sample.text(100, 1));
        sender.awaitChecked();
        sender.submit();

        assertThat(sender.report().getJsonObject("message")).isEqualTo(SenderJourney.message());
        assertThat(stored("message is null")).as("it is in the manifest now").isEqualTo("true");
    }

    @Test
    void typingIsRefusedAfterSubmit() {
        sender.add("a.txt", Sample.text(100, 1));
        sender.awaitChecked();
        sender.submit();

        assertThat(save(TYPED).statusCode()).isEqualTo(404);
    }

    @Test
    void tooLongMessageIsRefused() {
        assertThat(save(new JsonObject().put("text", "x".repeat(10_001))).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> save(JsonObject message) {
        return sender.browser().send("PUT", "/api/transfer/message", BodyPublishers.ofString(message.encode()),
                "Content-Type", "application/json");
    }

    private String stored(String what) {
        return TestDatabase.value(
                portal.config().database(), "select (" + what + ")::text from transfer where id = '"
                + sender.transferId() + "'").orElseThrow();
    }
}
