package nl.rijkscloud.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.mail.Mailer;
import nl.rijkscloud.mail.RenderedMailFixture;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CatchersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Inbox inbox = new Inbox();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void mailOfThePortalIsCaughtWithItsLink() throws Exception {
        try (var catcher = MailCatcher.start(inbox, 0)) {
            var mailer = new Mailer(
                    vertx, RenderedMailFixture.mail(catcher.port()), RenderedMailFixture.templates(),
                    InstantSource.system());

            var verdict = mailer.deliver(
                            UUID.randomUUID(),
                            RenderedMailFixture.letter("notification", "nl", "meldpunt@igj.nl",
                                    RenderedMailFixture.VALUES))
                    .await();

            assertThat(verdict).isEqualTo(new DeliveryResult.Accepted());
            var mail = inbox.await(message -> message.to().equals("meldpunt@igj.nl"), Duration.ofSeconds(5));
            assertThat(mail.kind()).isEqualTo("mail");
            assertThat(mail.subject()).isEqualTo("Documenten ontvangen van Anna de Vries");
            assertThat(mail.link()).contains(RenderedMailFixture.LINK);
            assertThat(mail.html()).contains("<a href=");
        }
    }

    @Test
    void aTextMessageIsCaughtWithItsCodeAndNeedsTheToken() {
        var url = SmsCatcher.start(vertx, inbox).await().url();
        var message = new JsonObject()
                .put("to", "+31612345642")
                .put("from", "Rijkscloud")
                .put("text", "Uw code is 012345.");
        var client = WebClient.create(vertx);

        var without = client.postAbs(url).sendJsonObject(message).await();
        var with = client.postAbs(url)
                .bearerTokenAuthentication(SmsCatcher.TOKEN)
                .sendJsonObject(message)
                .await();

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(with.statusCode()).isEqualTo(202);
        assertThat(inbox.messages()).hasSize(1);
        assertThat(inbox.messages().getFirst().code()).contains("012345");
    }

    @Test
    void aLongRunKeepsOnlyTheNewest() {
        IntStream.range(0, 600).forEach(i -> inbox.add(Caught.sms("+31612345642", "message " + i, Instant.now())));

        assertThat(inbox.messages()).hasSize(500);
        assertThat(inbox.messages().getLast().text()).isEqualTo("message 599");
    }

    @Test
    void newMessageIsFoundInAFullInbox() throws InterruptedException {
        IntStream.range(0, 500).forEach(i -> inbox.add(Caught.sms("+31612345642", "old", Instant.now())));
        var before = inbox.arrived();

        inbox.add(Caught.sms("+31612345642", "new", Instant.now()));

        assertThat(inbox.awaitAfter(before, message -> true, Duration.ofMillis(20)).text()).isEqualTo("new");
        assertThatThrownBy(() -> inbox.awaitAfter(
                        before, message -> message.text().equals("old"), Duration.ofMillis(20)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waitingForAMessageThatNeverComesEnds() {
        assertThatThrownBy(() -> inbox.await(message -> true, Duration.ofMillis(20)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void thePageShowsMessagesOldestFirstUnderAStrictPolicy() {
        var port = page();
        inbox.add(Caught.mail("anna@voorbeeld.nl", "First", "text", "<p>text</p>", Instant.EPOCH));
        inbox.add(Caught.sms("+31612345642", "second", Instant.EPOCH));

        var messages = get(port, "/demo/api/messages").bodyAsJsonArray();
        var page = get(port, "/demo/");

        assertThat(messages.getJsonObject(0).getString("subject")).isEqualTo("First");
        assertThat(messages.getJsonObject(0).getString("at")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(messages.getJsonObject(1).getString("kind")).isEqualTo("sms");
        assertThat(messages.getJsonObject(1).getValue("subject")).isNull();
        assertThat(page.bodyAsString()).contains("/demo/inbox.js").doesNotContain("<script>", "style=");
        assertThat(page.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(get(port, "/demo").bodyAsString()).isEqualTo(page.bodyAsString());
        assertThat(get(port, "/demo/inbox.js").bodyAsString()).doesNotContain("innerHTML");
    }

    @Test
    void programCanReadTheMessagesToOneAddress() {
        var port = page();
        inbox.add(Caught.mail("anna@voorbeeld.nl", "First", "before /verstuur/ after", "", Instant.EPOCH));
        inbox.add(Caught.mail("Anna@voorbeeld.nl", "Second", "before /rapportage/ after", "",
                Instant.EPOCH.plusSeconds(1)));
        inbox.add(Caught.mail("joanna@voorbeeld.nl", "Third", "before /rapportage/ after", "", Instant.EPOCH));

        assertThat(subjects(port, "?to=anna@voorbeeld.nl")).containsExactly("First", "Second");
        assertThat(subjects(port, "?to=anna@voorbeeld.nl&containing=/rapportage/")).containsExactly("Second");
        assertThat(subjects(port, "?to=anna@voorbeeld.nl&after=" + Instant.EPOCH)).containsExactly("Second");
        assertThat(subjects(port, "?containing=/verstuur/")).containsExactly("First");
        assertThat(subjects(port, "?to=nobody@voorbeeld.nl")).isEmpty();
        assertThat(get(port, "/demo/api/messages?wait=long").statusCode()).isEqualTo(400);
        assertThat(get(port, "/demo/api/messages?after=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void programCanWaitForAMessage() {
        var port = page();
        var asked = WebClient.create(vertx)
                .get(port, "localhost", "/demo/api/messages?to=anna@voorbeeld.nl&wait=20")
                .send();
        vertx.setTimer(200, later -> inbox.add(Caught.mail("anna@voorbeeld.nl", "Late", "", "", Instant.EPOCH)));
        var before = System.nanoTime();

        assertThat(asked.await().bodyAsJsonArray().getJsonObject(0).getString("subject")).isEqualTo("Late");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(subjects(port, "?to=nobody@voorbeeld.nl&wait=1")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    }

    private int page() {
        var router = Router.router(vertx);
        new InboxPage(inbox).mount(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .await()
                .actualPort();
    }

    private List<String> subjects(int port, String query) {
        return get(port, "/demo/api/messages" + query).bodyAsJsonArray().stream()
                .map(message -> ((JsonObject) message).getString("subject"))
                .toList();
    }

    private HttpResponse<Buffer> get(int port, String path) {
        return WebClient.create(vertx).get(port, "localhost", path).send().await();
    }
}
