package nl.rijkscloud.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import nl.rijkscloud.blob.Intruder;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoOptions;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.period.PeriodKeyFiles;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table at the top of docs/threat-model.md: each kind of loot, and the plaintext it gives. One transfer through the
 * real portal, robbed three times.
 */
final class AtRestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SENDER = "anna@voorbeeld.nl";
    private static final String NAME = "geheime-bijlage.txt";
    private static final String CONTENT = "Dit mag niemand lezen. ".repeat(6000);
    private static final String MESSAGE = "Een vertrouwelijke toelichting";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private static Config.Database database;
    private static URI portal;
    private static byte[] master;
    private static byte[] period;
    private static byte[] cookie;
    private static String transfer;
    private static byte[] uploadSecret;
    private static byte[] downloadSecret;
    private static byte[] reportSecret;
    private static Loot whileReceiving;
    private static Loot onItsWay;
    private static Loot delivered;

    @BeforeAll
    static void sendATransferAndRobThePortalAtEachStep() throws Exception {
        database = TestDatabase.fresh();
        try (var demo = DemoPortal.start(DemoOptions.in(folder).on(database))) {
            portal = demo.baseUrl();
            master = Base64.getDecoder().decode(Files.readString(demo.config().masterKey()).strip());
            post("/api/submissions", """
                    {"sender": {"name": "Anna de Vries", "email": "anna@voorbeeld.nl"},
                     "contact": {"name": "Meldpunt", "email": "Meldpunt@igj.nl"}}""");
            var upload = mailTo(demo, SENDER, "verstuur");
            uploadSecret = secret(upload);
            open(upload);
            post("/api/transfer/chosen?transfer=" + transfer, """
                    {"documents": [{"client": "AAAAAAAAAAAAAAAAAAAAAA", "name": "%s", "size": 10}]}""".formatted(NAME));
            send(request("/api/transfer/message?transfer=" + transfer).header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(new JsonObject().put("text", MESSAGE).encode())), Set.of(204));
            var whole = CONTENT.getBytes(StandardCharsets.UTF_8);
            var location = create(whole.length);
            append(location, 0, java.util.Arrays.copyOf(whole, 100_000));
            settled();
            whileReceiving = loot();

            append(location, 100_000, java.util.Arrays.copyOfRange(whole, 100_000, whole.length));
            until("select count(*) from document where state = 'accepted'", "1");
            onItsWay = loot();
            period = PeriodKeyFiles.only(demo.config().storage().keys());

            send(request("/api/transfer/chosen/removal?transfer=" + transfer).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"clients\": [\"AAAAAAAAAAAAAAAAAAAAAA\"]}")), Set.of(204));
            post("/api/transfer/submit?transfer=" + transfer, new JsonObject().put("text", MESSAGE).encode());
            downloadSecret = secret(mailTo(demo, "Meldpunt@igj.nl", "ontvang"));
            reportSecret = secret(mailTo(demo, SENDER, "rapportage"));
            settled();
            delivered = loot();
        }
    }

    @Test
    void databaseAndDiskAloneOpenNothing() throws Exception {
        assertThat(Intruder.opens(whileReceiving, scratch())).isEmpty();
        assertThat(Intruder.opens(onItsWay, scratch())).isEmpty();
        assertThat(Intruder.opens(delivered, scratch())).isEmpty();
    }

    @Test
    void databaseDiskAndMasterKeyOpenOnlyTheServersHalves() throws Exception {
        assertThat(Intruder.opens(whileReceiving, scratch(), master)).containsExactly("purpose_key", "transfer.share");
        assertThat(Intruder.opens(delivered, scratch(), master)).containsExactly("purpose_key", "transfer.share");
    }

    /** The one exception: from the first complete document until delivery, for a thief who also has the period key. */
    @Test
    void pendingTransferOpensWithMasterKeyAndPeriodKey() throws Exception {
        assertThat(Intruder.opens(onItsWay, scratch(), master)).containsExactly("purpose_key", "transfer.share");
        assertThat(Intruder.opens(onItsWay, scratch(), period)).isEmpty();
        assertThat(Intruder.opens(onItsWay, scratch(), master, period))
                .contains("transfer.share", "slot.pending", "document.entry", "document.digests", "announced.entry",
                        "transfer.message", "blob");
    }

    @Test
    void mailboxesWithoutTheMasterKeyOpenNothing() throws Exception {
        assertThat(Intruder.opens(whileReceiving, scratch(), uploadSecret)).isEmpty();
        assertThat(Intruder.opens(delivered, scratch(), uploadSecret, downloadSecret, reportSecret)).isEmpty();
    }

    @Test
    void cookieWithoutTheMasterKeyOpensNothing() throws Exception {
        assertThat(Intruder.opens(whileReceiving, scratch(), cookie)).isEmpty();
        assertThat(Intruder.opens(delivered, scratch(), cookie)).isEmpty();
    }

    @Test
    void uploadLinkAndSessionOpenNothingAfterSubmit() throws Exception {
        assertThat(Intruder.opens(delivered, scratch(), master, uploadSecret, cookie))
                .containsExactly("purpose_key", "transfer.share");
    }

    /** Without this test the others could be blind: the same intruder opens everything with both halves. */
    @Test
    void bothHalvesTogetherOpenEverything() throws Exception {
        assertThat(Intruder.opens(whileReceiving, scratch(), master, uploadSecret))
                .contains("slot.upload", "document.entry", "document.rest", "announced.entry", "transfer.message");
        assertThat(Intruder.opens(whileReceiving, scratch(), master, cookie))
                .contains("session_grant", "document.entry");
        assertThat(Intruder.opens(delivered, scratch(), master, downloadSecret))
                .contains("slot.download", "transfer.manifest", "document.entry", "document.digests",
                        "document.item", "blob");
        assertThat(Intruder.opens(delivered, scratch(), master, reportSecret))
                .contains("slot.report", "slot.reissue", "statement.sealed", "blob");
    }

    @Test
    void noTextOrNameIsReadable() {
        var hex = HexFormat.of();
        for (var loot : java.util.List.of(whileReceiving, onItsWay, delivered)) {
            assertThat(loot.text())
                    .contains(SENDER) // the database holds the correspondents
                    .doesNotContain(NAME, MESSAGE, CONTENT.substring(0, 20))
                    .doesNotContain(hex.formatHex(uploadSecret), hex.formatHex(cookie), hex.formatHex(master));
            assertThat(loot.blobs()).allSatisfy(blob -> assertThat(new String(blob.file(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(CONTENT.substring(0, 20), NAME));
        }
        assertThat(delivered.text()).doesNotContain(hex.formatHex(downloadSecret), hex.formatHex(reportSecret));
    }

    /** A new column of bytes must be reviewed here before use: is it sealed, and does {@link Loot} collect it? */
    @Test
    void intruderKnowsEveryColumnOfBytes() throws Exception {
        assertThat(Loot.columns(database)).containsExactlyInAnyOrder(
                "announced.entry", "audit_entry.mac", "audit_entry.statement", "audit_mark.mac",
                "audit_mark.seal", "bounce_address.hash", "code.hash",
                "code.session_id", "day_head.hash", "day_head.signed", "document.ciphertext_sums",
                "document.digests",
                "document.entry", "document.item", "document.judgement", "document.rest",
                "document.scan", "download.session_id",
                "installation.key_check", "link.id", "outbox.payload", "recipient_code.hash", "recipient_code.link_id",
                "familiar_network.key", "known_browser.id", "key_server.master",
                "purpose_key.master",
                "provider_logout.id", "provider_logout.identity", "provider_logout.provider_session",
                "purpose_key.wrapped", "request.asked", "session.id", "session.provider_session",
                "session_grant.link_id", "session_grant.sealed_key", "session_grant.session_id",
                "sign_in_used.id", "slot.link_id",
                "slot.sealed", "statement.hash", "statement.plain", "statement.sealed", "stored_blob.header",
                "throttle.key",
                "throttle_part.key",
                "transfer.manifest", "transfer.message", "transfer.share");
    }

    private static Loot loot() throws Exception {
        return Loot.take(database, folder.resolve("blobs"));
    }

    private static Path scratch() throws Exception {
        return Files.createTempDirectory(folder, "intruder");
    }

    private static String mailTo(DemoPortal demo, String address, String page) throws InterruptedException {
        return demo.inbox()
                .await(mail -> mail.to().equalsIgnoreCase(address) && mail.link()
                        .filter(link -> link.contains("/" + page + "/")).isPresent(), PATIENCE)
                .link().orElseThrow();
    }

    private static byte[] secret(String link) {
        return Base64.getUrlDecoder().decode(link.substring(link.indexOf('#') + 1));
    }

    /** Waits until every mail has left the outbox. */
    private static void settled() {
        until("select count(*) from outbox where payload is not null", "0");
    }

    private static void until(String query, String value) {
        await().atMost(PATIENCE).until(() -> TestDatabase.value(database, query).filter(value::equals).isPresent());
    }

    private static void open(String link) throws Exception {
        var parts = link.substring(link.lastIndexOf('/') + 1).split("#");
        var answer = post("/api/sessions", new JsonObject().put("link", parts[0]).put("secret", parts[1]).encode());
        var set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        transfer = new JsonObject(answer.body()).getString("transfer");
        cookie = Base64.getUrlDecoder().decode(set.substring(set.indexOf('=') + 1, set.indexOf(';')));
    }

    private static String create(int length) throws Exception {
        var name = Base64.getEncoder().encodeToString(NAME.getBytes(StandardCharsets.UTF_8));
        return send(request("/api/uploads").header("Upload-Length", Integer.toString(length))
                .header("Upload-Metadata", "filename " + name + ",transfer " + Base64.getEncoder()
                        .encodeToString(transfer.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.noBody()), Set.of(201)).headers().firstValue("Location").orElseThrow();
    }

    private static void append(String location, int offset, byte[] bytes) throws Exception {
        send(request(location).header("Upload-Offset", Integer.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(bytes)), Set.of(204));
    }

    private static HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)),
                Set.of(200, 202));
    }

    private static HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(portal.resolve(path)).header("Tus-Resumable", "1.0.0");
        return cookie == null
                ? request
                : request.header("Cookie",
                        "__Host-session=" + Base64.getUrlEncoder().withoutPadding().encodeToString(cookie));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, Set<Integer> expected) throws Exception {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(expected);
        return answer;
    }
}
