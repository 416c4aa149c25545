package nl.rijkscloud.privacy;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RecipientJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.VeraPdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The privacy officer searches for a person; others try to. */
final class PersonRoutesTest {
    private static final String PATH = "/api/staff/persons";
    private static final List<String> PATHS = List.of(PATH, PATH + "/transfers", PATH + "/letters", PATH + "/export");

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static PortalClient officer;
    private static SenderJourney sender;
    private static RecipientJourney letter;

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject());
        officer = StaffJourney.signIn(portal, DemoStaff.FENNA).browser();
        sender = SenderJourney.begin(portal);
        letter = new RecipientJourney(portal, DemoStaff.LOTTE);
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void senderIsFoundWithTheirTransferAndMail() {
        var found = find(sender.email().toUpperCase());

        assertThat(found.getString("kind")).isEqualTo("email");
        assertThat(items(found, "transfers")).singleElement().satisfies(transfer -> {
            assertThat(transfer.getString("id")).isEqualTo(sender.transferId());
            assertThat(transfer.getJsonArray("parts")).containsExactly("sender");
            assertThat(transfer.getJsonArray("data")).contains("name", "email");
        });
        assertThat(items(found, "letters")).extracting(mail -> mail.getString("transfer"))
                .contains(sender.transferId());
        assertThat(found.getJsonArray("accounts")).isEmpty();
    }

    @Test
    void recipientIsFoundByTheirNumber() {
        var mobile = TestDatabase.value(portal.config().database(),
                "select mobile from recipient where id = '" + letter.recipient() + "'").orElseThrow();
        var found = find("0" + mobile.substring(3, 6) + " " + mobile.substring(6));

        assertThat(found.getString("kind")).isEqualTo("phone");
        assertThat(items(found, "transfers")).extracting(one -> one.getString("id"))
                .containsExactly(letter.transfer().toString());
        assertThat(items(found, "letters")).extracting(one -> one.getString("channel")).containsOnly("sms");
    }

    /** The response names nobody: neither the person found nor their correspondents. */
    @Test
    void responseListsKindsOfDataAndShowsNone() {
        var names = TestDatabase.value(portal.config().database(),
                "select sender_name || ',' || sender_email || ',' || contact_name || ',' || contact_email from "
                + "transfer where id = '"
                        + sender.transferId() + "'").orElseThrow();

        assertThat(List.of(names.split(","))).hasSize(4)
                .allSatisfy(name -> assertThat(find(sender.email()).encode()).doesNotContainIgnoringCase(name));
    }

    @Test
    void staffAreFoundWithTheirAccount() {
        assertThat(find(DemoStaff.SANNE.email()).getJsonArray("accounts")).singleElement().satisfies(account ->
                assertThat(((JsonObject) account).getJsonArray("roles")).containsExactly("medewerker"));
    }

    @Test
    void exportHoldsThePersonsOwnDataAndNobodyElses() throws Exception {
        var files = export(sender.email().toUpperCase());

        assertThat(files).containsOnlyKeys("inzage.json", "inzage.pdf");
        var json = new JsonObject(Buffer.buffer(files.get("inzage.json")));
        assertThat(json.getJsonArray("transfers")).hasSize(1);
        assertThat(json.getJsonArray("transfers").getJsonObject(0).getJsonObject("sender").getString("email"))
                .isEqualTo(sender.email());
        assertThat(json.getJsonArray("letters")).isNotEmpty();
        assertThat(json.encode()).doesNotContain("contact_name", DemoStaff.SANNE.email(), "Meldpunt@", "hash");
        assertThat(VeraPdf.faults(files.get("inzage.pdf"))).isEmpty();
        try (var pdf = Loader.loadPDF(files.get("inzage.pdf"))) {
            assertThat(new PDFTextStripper().getText(pdf)).contains(sender.email(), "Gegevens die wij over u bewaren");
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("nl");
        }
    }

    @Test
    void exportOfStaffHoldsTheirAccountWithoutSecrets() throws Exception {
        var text = new String(export(DemoStaff.LOTTE.email()).get("inzage.json"), StandardCharsets.UTF_8);

        var account = new JsonObject(text).getJsonArray("accounts").getJsonObject(0);
        assertThat(account.getString("email")).isEqualTo(DemoStaff.LOTTE.email());
        assertThat(account.getJsonArray("roles")).contains("medewerker");
        assertThat(text).doesNotContain("password", "argon2", "identity");
        assertThat(text).as("the recipient of a transfer of theirs").doesNotContain(letter.recipient().toString())
                .doesNotContain(TestDatabase.value(portal.config().database(),
                        "select email from recipient where id = '" + letter.recipient() + "'").orElseThrow());
    }

    @Test
    void exportIsALineOfTheLog() throws Exception {
        var other = StaffJourney.signIn(portal, DemoStaff.FENNA).browser();
        export("iemand@example.org");
        var pseudonym = find("iemand@example.org").getString("pseudonym");
        var lines = PortalClient.json(expect(200, other.get("/api/staff/audit?action=person-exported&subject="
                + pseudonym))).getJsonArray("items");
        assertThat(lines).hasSize(1);
    }

    private static Map<String, byte[]> export(String query) throws IOException {
        var answer = officer.download(PATH + "/export", whom(query));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void logShowsSearchesForAPersonByPseudonym() {
        var pseudonym = find("gezocht@example.org").getString("pseudonym");
        find("Gezocht@Example.org");
        find("anders@example.org");

        var lines = PortalClient.json(expect(200, officer.get("/api/staff/audit?subject=" + pseudonym)))
                .getJsonArray("items");
        assertThat(lines).hasSize(2).allSatisfy(line -> {
            assertThat(((JsonObject) line).getString("action")).isEqualTo("person-searched");
            assertThat(((JsonObject) line).getInteger("found")).isZero();
        });
    }

    @Test
    void otherRolesGet404AndNothingIsLogged() {
        for (var path : PATHS) {
            expect(404, StaffJourney.signIn(portal, DemoStaff.BRAM).browser().post(path, whom(sender.email())));
            expect(404, StaffJourney.signIn(portal, DemoStaff.SANNE).browser().post(path, whom("x")));
            expect(401, new PortalClient(portal.baseUrl()).post(path, whom(sender.email())));
            expect(401, sender.browser().post(path, whom(sender.email())));
        }
        assertThat(TestDatabase.value(portal.config().database(),
                "select count(*) from audit_entry e join staff s on s.id = e.actor_id"
                + " where e.action = 'person-searched' and s.email <> '" + DemoStaff.FENNA.email() + "'"))
                .contains("0");
    }

    @Test
    void crossSiteSearchIsRefused() {
        var body = BodyPublishers.ofString(whom(sender.email()).encode());
        for (var path : PATHS) {
            expect(403, officer.send("POST", path, body, "Content-Type", "application/json", "Sec-Fetch-Site",
                    "cross-site"));
            expect(403, officer.send("POST", path, body, "Content-Type", "application/json", "Origin",
                    "https://elders.example"));
            expect(415, officer.send("POST", path, body, "Content-Type", "text/plain"));
            expect(415, officer.send("POST", path, body, "Content-Type", "application/x-www-form-urlencoded"));
        }
    }

    /** Addresses end up in logs and browser histories. */
    @Test
    void personInTheUrlIsRefused() {
        assertThat(officer.get(PATH + "?query=" + sender.email()).statusCode()).isIn(404, 405);
        expect(422, officer.post(PATH + "?query=" + sender.email(), new JsonObject()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "@", "anna", "%", "a@b", "@example.org", "anna@example.org, bas@example.org", "anna\n@example.org",
        "anna@example.org\u0000",
        "anna\u0000@example.org", "a@example.org' or '1'='1", "*@example.org*", "12", "06", "06 1234",
        "+31 6 12345678 of +31 6 12345679", "ánna@example.org"})
    void partialAddressOrNumberIsRefusedAndNotQuoted(String query) {
        for (var path : PATHS) {
            var answer = refused(path, whom(query));

            assertThat(answer.body()).contains("\"field\":\"query\"");
            assertThat(query.length() < 4 || !answer.body().contains(query)).isTrue();
        }
    }

    @Test
    void hugeAndOddInputIsRefused() {
        refused(PATH, whom("a".repeat(250) + "@example.org"));
        refused(PATH, whom("0".repeat(60_000)));
        refused(PATH, new JsonObject().put("query", new JsonObject()));
        refused(PATH, new JsonObject().put("query", 612345678));
        expect(413, officer.post(PATH, whom("a".repeat(70_000))));
        for (var after : List.of("x", "f_________8AAAAAAAAAAAAAAAAAAAAA", "gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "a".repeat(200), "%")) {
            refused(PATH + "/transfers", whom("anna@example.org").put("after", after));
            refused(PATH + "/letters", whom("anna@example.org").put("after", after));
        }
    }

    private static HttpResponse<String> refused(String path, JsonObject body) {
        return expect(422, officer.post(path, body));
    }

    private static JsonObject whom(String query) {
        return new JsonObject().put("query", query);
    }

    private static JsonObject find(String query) {
        return PortalClient.json(expect(200, officer.post(PATH, whom(query))));
    }

    private static List<JsonObject> items(JsonObject found, String list) {
        return found.getValue(list) instanceof JsonObject page
                ? page.getJsonArray("items").stream().map(JsonObject.class::cast).toList() : List.of();
    }
}
