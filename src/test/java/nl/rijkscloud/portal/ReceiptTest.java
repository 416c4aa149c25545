package nl.rijkscloud.portal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.statement.FileDigests;
import nl.rijkscloud.statement.KeyRing;
import nl.rijkscloud.statement.SignedStatement;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.vault.Sha256;
import org.junit.jupiter.api.Test;

/** Receipts of transfers through the real portal, checked with the keys that it publishes. */
class ReceiptTest {
    private static final DemoPortal PORTAL = TestPortal.shared();

    @Test
    void senderGetsASignedReceiptAtVerstuurAndAnotherAfterTheLastCheck() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        var content = Sample.text(300_000, 9);
        sender.add("één ‘brief’.txt", content);
        sender.awaitChecked();

        var submitted = sender.submit();
        var received = checked(submitted.getString("receipt"));
        assertThat(received.getString("kind")).isEqualTo("received");
        assertThat(received.getString("number")).isEqualTo(submitted.getString("number"));
        assertThat(received.getString("at")).isEqualTo(submitted.getString("submittedAt"));
        assertThat(received.getJsonObject("atWords").getString("nl")).endsWith("uur (Nederlandse tijd)");
        assertThat(received.getJsonObject("sender")).isEqualTo(new JsonObject().put("name", "Jan de Vries")
                .put("email", sender.email()).put("organisation", "Zorg & Co").put("phone", "06 12345678"));
        assertThat(received.getJsonObject("message")).isEqualTo(SenderJourney.message());
        assertThat(received.getString("portal")).isEqualTo(PORTAL.config().server().publicUrl().toString());

        var report = sender.report();
        var newest = receipt(sender, "");
        var delivered = checked(newest);
        assertThat(delivered.getString("kind")).isEqualTo("delivered");
        assertThat(delivered.getString("at")).isEqualTo(report.getString("deliveredAt"));
        assertThat(delivered.getJsonArray("recipients").getJsonObject(0).getString("email"))
                .isEqualTo("Meldpunt@igj.nl");
        var document = delivered.getJsonArray("documents").getJsonObject(0);
        var digests = FileDigests.read(new ByteArrayInputStream(content));
        assertThat(document.getString("name")).isEqualTo("één ‘brief’.txt");
        assertThat(document.getString("sha256")).isEqualTo(digests.sha256());
        assertThat(document.getString("parts")).isEqualTo(digests.parts());
        assertThat(digests.compare(delivered).match()).isEqualTo(FileDigests.Match.SAME);
        assertThat(receipt(sender, "&kind=received")).isEqualTo(submitted.getString("receipt"));
        assertThat(receipt(sender, "&kind=delivered")).isEqualTo(newest);
    }

    @Test
    void auditLineHoldsTheHashOfTheReceipt() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        var receipt = sender.submit().getString("receipt");
        sender.report();

        var hashes = value("""
                select string_agg(action || ' ' || encode(statement, 'hex'), ', ' order by seq) from audit_entry
                where statement is not null and transfer_id =""" + " '" + sender.transferId() + "'");

        assertThat(hashes).isEqualTo("transfer-submitted " + hash(receipt) + ", transfer-delivered "
                + hash(receipt(sender, "")));
    }

    @Test
    void completeDownloadIsSignedOnceWhenTheSenderLooks() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        sender.submit();
        sender.report();
        TestDatabase.sql(PORTAL.config().database(),
                "update recipient set downloaded_at = now() where transfer_id = '" + sender.transferId() + "'");

        assertThat(kinds(sender)).containsExactly("received", "delivered", "downloaded");
        assertThat(kinds(sender)).containsExactly("received", "delivered", "downloaded");

        var downloaded = checked(receipt(sender, "&kind=downloaded"));
        assertThat(downloaded.getJsonArray("documents").getJsonObject(0).getString("name")).isEqualTo("brief.txt");
        assertThat(downloaded.getString("downloadedAt")).isNotEmpty();
        assertThat(receipt(sender, "&kind=downloaded&format=pdf")).startsWith("%PDF");
        assertThat(checked(receipt(sender, "")).getString("kind")).isEqualTo("delivered");
        assertThat(value("select encode(statement, 'hex') from audit_entry where action = 'download-stated'"
                + " and transfer_id = '" + sender.transferId() + "'"))
                .isEqualTo(hash(receipt(sender, "&kind=downloaded")));
    }

    @Test
    void correctionOfARecipientIsSigned() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        sender.submit();
        var old = sender.report().getJsonArray("recipients").getJsonObject(0);
        SenderJourney.expect(202, sender.browser().post("/api/report/recipient?transfer=" + sender.transferId(),
                new JsonObject().put("secret", sender.reportLink().replaceAll(".*#", ""))
                        .put("recipient", old.getString("id")).put("email", DemoStaff.LOTTE.email())));

        var corrected = checked(receipt(sender, "&kind=corrected"));

        assertThat(corrected.getJsonObject("replaced").getString("email")).isEqualTo("Meldpunt@igj.nl");
        assertThat(corrected.getJsonArray("recipients").getJsonObject(0).getString("email"))
                .isEqualTo(DemoStaff.LOTTE.email());
        assertThat(receipt(sender, "&kind=corrected&format=pdf")).startsWith("%PDF");
        assertThat(value("select encode(statement, 'hex') from audit_entry where action = 'recipient-replaced'"
                + " and transfer_id = '" + sender.transferId() + "'"))
                .isEqualTo(hash(receipt(sender, "&kind=corrected")));
    }

    @Test
    void statementOfAnotherTransferIsNotFoundByItsId() {
        var one = SenderJourney.begin(PORTAL);
        one.add("brief.txt", Sample.text(10, 1));
        one.awaitChecked();
        one.submit();
        one.report();
        var foreign = value("select id from statement where transfer_id <> '" + one.transferId() + "' limit 1");
        assertThat(one.browser().get("/api/receipt?transfer=" + one.transferId() + "&id=" + foreign).statusCode())
                .isEqualTo(404);
    }

    private static List<String> kinds(SenderJourney sender) {
        return sender.report().getJsonArray("statements").stream().map(JsonObject.class::cast)
                .map(one -> one.getString("kind")).toList();
    }

    @Test
    void holderOfAReceiptFindsOutAboutTheEndWithoutItsLink() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        var receipt = sender.submit().getString("receipt");
        sender.report();
        var stranger = new PortalClient(PORTAL.baseUrl());
        assertThat(ends(stranger, hash(receipt))).isEmpty();

        SenderJourney.expect(204, StaffJourney.signIn(PORTAL, DemoStaff.SANNE).browser()
                .post("/api/staff/transfers/" + sender.transferId() + "/withdraw", new JsonObject()));

        var withdrawn = checked(ends(stranger, hash(receipt)).getString(0));
        assertThat(withdrawn.getString("kind")).isEqualTo("withdrawn");
        assertThat(withdrawn.getString("transfer")).isEqualTo(sender.transferId());
        assertThat(withdrawn.encode()).doesNotContain("Jan de Vries", sender.email(), "brief.txt");
        var officer = StaffJourney.signIn(PORTAL, DemoStaff.FENNA).browser();
        assertThat(SenderJourney.expect(200, officer.get("/api/staff/destructions")).body())
                .contains(sender.transferId());
        assertThat(SenderJourney.expect(200, officer.get("/api/staff/destructions?to=2020-01-01T00:00:00Z")).body())
                .doesNotContain(sender.transferId());
    }

    @Test
    void holderOfAStatementInTheClearGetsItsPdfAndNobodyThatOfASealedOne() {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        var receipt = sender.submit().getString("receipt");
        sender.report();
        SenderJourney.expect(204, StaffJourney.signIn(PORTAL, DemoStaff.SANNE).browser()
                .post("/api/staff/transfers/" + sender.transferId() + "/withdraw", new JsonObject()));
        var stranger = new PortalClient(PORTAL.baseUrl());
        var withdrawn = ends(stranger, hash(receipt)).getString(0);

        var pdf = stranger.download("/api/statements/" + hash(withdrawn) + "?format=pdf");

        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(new String(pdf.body(), 0, 5, US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow()).contains("verklaring-withdrawn-");
        assertThat(stranger.get("/api/statements/" + hash(receipt) + "?format=pdf").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/api/statements/" + "0".repeat(64) + "?format=pdf").statusCode()).isEqualTo(404);
    }

    @Test
    void hashThatBelongsToNothingIsAnsweredAsAnyAddressThatDoesNotExist() {
        var stranger = new PortalClient(PORTAL.baseUrl());
        for (var hash : List.of("0".repeat(64), "x", "0".repeat(63), "%00")) {
            assertThat(PortalClient.json(stranger.get("/api/statements/" + hash)).getString("code"))
                    .isEqualTo("not-found");
        }
    }

    private static JsonArray ends(PortalClient stranger, String hash) {
        return PortalClient.json(SenderJourney.expect(200, stranger.get("/api/statements/" + hash)))
                .getJsonArray("ends");
    }

    @Test
    void secondVerstuurMakesNoSecondReceipt() throws IOException {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        sender.submit();

        assertThat(sender.submit().getString("receipt")).isNull();
        assertThat(value("select count(*) from statement where kind = 'received' and transfer_id = '"
                + sender.transferId() + "'")).isEqualTo("1");
    }

    @Test
    void holderWithoutSuchAReceiptIsToldSo() {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        sender.submit();
        sender.report();

        for (var kind : List.of("refused", "x", "%00")) {
            var answer = sender.browser().get("/api/receipt?transfer=" + sender.transferId() + "&kind=" + kind);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(PortalClient.json(answer).getString("code")).isEqualTo("no-receipt");
        }
    }

    @Test
    void receiptIsAnAttachmentThatNoCacheKeeps() {
        var sender = SenderJourney.begin(PORTAL);
        sender.add("brief.txt", Sample.text(10, 1));
        sender.awaitChecked();
        sender.submit();
        sender.report();

        var headers = sender.browser().get("/api/receipt?transfer=" + sender.transferId()).headers();
        assertThat(headers.firstValue("Content-Disposition").orElseThrow()).startsWith("attachment; ");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Content-Type")).contains("application/jose");
    }

    private static String receipt(SenderJourney sender, String more) {
        return SenderJourney.expect(200,
                sender.browser().get("/api/receipt?transfer=" + sender.transferId() + more)).body();
    }

    private static JsonObject checked(String text) {
        var keys = SenderJourney.expect(200,
                new PortalClient(PORTAL.baseUrl()).get("/.well-known/rijkscloud-keys.json")).body();
        assertThat(keys).doesNotContain("\"d\"");
        return SignedStatement.check(text, KeyRing.of(keys)).content().orElseThrow();
    }

    private static String value(String query) {
        return TestDatabase.value(PORTAL.config().database(), query).orElseThrow();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes()));
    }
}
