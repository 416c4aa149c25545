package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.ClientIds;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Announced files outlive the tab that announced them, but are no documents yet. */
final class AnnouncementsTest {
    private static final byte[] CONTENT = Sample.text(1000, 1);

    private final DemoPortal portal = TestPortal.shared();
    private final List<String> clients = IntStream.range(0, 3).mapToObj(number -> ClientIds.random()).toList();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void chosenFilesAreListedInOrderBeforeAnyByte() {
        assertThat(announce("c.txt", "a.txt", "b.txt")).isEmpty();

        assertThat(names()).containsExactly("c.txt", "a.txt", "b.txt");
        assertThat(documents()).allSatisfy(document -> {
            assertThat(document.getString("state")).isEqualTo("announced");
            assertThat(document.getString("id")).isNull();
            assertThat(document.getLong("size")).isEqualTo(1000);
        });
        assertThat(documents().getFirst().getString("client")).isEqualTo(clients.getFirst());
    }

    @Test
    void listReportAndZipKeepTheChosenOrder() {
        announce("c.txt", "a.txt", "b.txt");
        for (var arrives : new int[] {2, 0, 1}) {
            create(List.of("c.txt", "a.txt", "b.txt").get(arrives), clients.get(arrives), CONTENT);
        }
        assertThat(names()).containsExactly("c.txt", "a.txt", "b.txt");
        sender.awaitChecked();

        sender.submit();

        assertThat(SenderJourney.documents(sender.report())).extracting(document -> document.getString("name"))
                .containsExactly("c.txt", "a.txt", "b.txt");
    }

    @Test
    void createdUploadReplacesItsAnnouncement() {
        announce("c.txt", "a.txt", "b.txt");
        create("a.txt", clients.get(1), Arrays.copyOf(CONTENT, 10));

        assertThat(documents()).extracting(document -> document.getString("state"))
                .containsExactly("announced", "receiving", "announced");
    }

    @Test
    void lateAnnouncementStillSetsThePosition() {
        create("b.txt", clients.get(2), CONTENT);
        announce("c.txt", "a.txt", "b.txt");

        assertThat(names()).containsExactly("c.txt", "a.txt", "b.txt");
    }

    @Test
    void documentsWithoutAnAnnouncementFollowInOrderOfCreation() {
        announce("c.txt");
        sender.add("raw.txt", CONTENT);
        var more = ClientIds.random();
        announce(List.of(choice("later.txt", more, 1000)));

        assertThat(names()).containsExactly("c.txt", "raw.txt", "later.txt");
    }

    @Test
    void repeatedAnnouncementChangesNothing() {
        announce("c.txt", "a.txt", "b.txt");
        announce("c.txt", "a.txt", "b.txt");

        assertThat(names()).containsExactly("c.txt", "a.txt", "b.txt");
    }

    @Test
    void removedAnnouncementStaysRemoved() {
        announce("c.txt", "a.txt", "b.txt");
        create("a.txt", clients.get(1), CONTENT);

        assertThat(remove(clients.get(0), clients.get(1)).statusCode()).isEqualTo(204);

        assertThat(names()).containsExactly("b.txt");
        assertProblem(create("c.txt", clients.get(0), CONTENT), 409, "document-removed");
        assertProblem(create("a.txt", clients.get(1), CONTENT), 409, "document-removed");
        assertThat(announce("c.txt", "a.txt", "b.txt")).containsExactly("document-removed", "document-removed");
        assertThat(names()).containsExactly("b.txt");
    }

    /** The removal overtook the creation. */
    @Test
    void removalBeforeTheCreationPreventsIt() {
        remove(clients.get(0));

        assertProblem(create("c.txt", clients.get(0), CONTENT), 409, "document-removed");
        assertThat(names()).isEmpty();
    }

    @Test
    void excessAnnouncementsAreRefusedWithAReason() {
        var most = sender.transfer().getJsonObject("limits").getInteger("maxDocuments");
        var choices = new ArrayList<JsonObject>();
        choices.add(choice("a.exe", ClientIds.random(), 10));
        choices.add(choice("huge.txt", ClientIds.random(), 1L << 50));
        choices.add(choice("..", ClientIds.random(), 10));
        for (var i = 0; i < most + 2; i++) {
            choices.add(choice(i + ".txt", ClientIds.random(), 10));
        }

        assertThat(announce(choices)).containsExactlyInAnyOrder(
                "extension-not-allowed", "document-too-large", "invalid", "too-many-documents", "too-many-documents");
        assertThat(names()).hasSize(most);
        assertThat(create("0.txt", choices.get(3).getString("client"), 10).statusCode()).as("it has a place already")
                .isEqualTo(201);
        assertThat(names()).hasSize(most);
    }

    @Test
    void submitIsRefusedWhileAnAnnouncedUploadIsMissing() {
        announce("c.txt", "a.txt");
        create("a.txt", clients.get(1), CONTENT);
        sender.awaitChecked();

        assertProblem(sender.browser().post("/api/transfer/submit", SenderJourney.message()), 409,
                "documents-incomplete");
        remove(clients.get(0));
        sender.submit();
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void announcementIsNoDocumentAndMakesNoPendingSlot() {
        announce("c.txt", "a.txt", "b.txt");

        assertThat(value("select count(*) from slot where kind = 'pending'")).isEqualTo("0");
        assertThat(value("select count(*) from document")).isEqualTo("0");
        assertThat(TestDatabase.value(portal.config().database(),
                "select documents_held from transfer where id = '" + sender.transferId() + "'"))
                .contains("0");
    }

    @Test
    void differentSizeThanAnnouncedIsRefused() {
        announce("c.txt");

        assertProblem(create("c.txt", clients.getFirst(), 999), 409, "client-taken");
    }

    @Test
    void malformedListIsRefused() {
        for (var body : List.of("{}", "{\"documents\": 1}", "{\"documents\": [1]}", "{\"documents\": [{}]}",
                "{\"documents\": [{\"client\": \"x\", \"name\": \"a.txt\", \"size\": 1}]}",
                "{\"documents\": [{\"client\": \"" + clients.getFirst() + "\", \"name\": \"a.txt\", \"size\": -1}]}")) {
            assertProblem(sender.browser().post("/api/transfer/chosen", new JsonObject(body)), 422, "invalid");
        }
        for (var body : List.of("{}", "{\"clients\": \"x\"}", "{\"clients\": [1]}")) {
            assertProblem(sender.browser().post("/api/transfer/chosen/removal", new JsonObject(body)), 422, "invalid");
        }
    }

    /** A page treats documents missing from the list as removed. */
    @Test
    void uploadCreatedWhileTheListIsReadIsInIt() throws Exception {
        var names = IntStream.range(0, 40).mapToObj(number -> String.format("%02d.txt", number)).toList();
        var choices = names.stream().map(name -> choice(name, ClientIds.random(), 1000)).toList();
        assertThat(announce(choices)).isEmpty();

        var creating = CompletableFuture.runAsync(() -> choices.forEach(
                one -> SenderJourney.expect(201, create(one.getString("name"), one.getString("client"), 1000))));
        while (!creating.isDone()) {
            assertThat(names()).isEqualTo(names);
        }
        creating.get();
    }

    private List<String> announce(String... names) {
        return announce(IntStream.range(0, names.length)
                .mapToObj(number -> choice(names[number], clients.get(number), 1000)).toList());
    }

    private List<String> announce(List<JsonObject> choices) {
        var answer = SenderJourney.expect(200, sender.browser().post(
                "/api/transfer/chosen", new JsonObject().put("documents", new JsonArray(choices))));
        return PortalClient.json(answer).getJsonArray("refused").stream()
                .map(one -> ((JsonObject) one).getString("code")).toList();
    }

    private static JsonObject choice(String name, String client, long size) {
        return new JsonObject().put("client", client).put("name", name).put("size", size);
    }

    private HttpResponse<String> remove(String... gone) {
        return sender.browser()
                .post("/api/transfer/chosen/removal", new JsonObject().put("clients", new JsonArray(List.of(gone))));
    }

    private HttpResponse<String> create(String name, String client, byte[] first) {
        var created = create(name, client, 1000);
        if (created.statusCode() == 201) {
            SenderJourney.expect(204, TusUpload.of(sender.browser(), created).append(0, first));
        }
        return created;
    }

    private HttpResponse<String> create(String name, String client, long length) {
        return TusUpload.announce(
                sender.browser(), length, "filename " + TusUpload.base64(name) + ",client " + TusUpload.base64(client));
    }

    private List<JsonObject> documents() {
        return SenderJourney.documents(sender.transfer());
    }

    private List<String> names() {
        return documents().stream().map(document -> document.getString("name")).toList();
    }

    private String rows() {
        return value("select count(*) from announced");
    }

    private String value(String query) {
        var condition = (query.contains(" where ") ? " and" : " where") + " transfer_id = '"
                + sender.transferId() + "'";
        return TestDatabase.value(portal.config().database(), query + condition).orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo(code);
    }
}
