package nl.rijkscloud.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RequestJourney;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request that is a checklist, answered in parts. */
final class ChecklistTest {
    private static final byte[] BYTES = "Een document.".getBytes(StandardCharsets.UTF_8);
    private static final JsonObject LIST = new JsonObject().put("items", new JsonArray()
            .add(item("Jaarverslag 2025", "Met de verklaring"))
            .add(item("Protocol valincidenten", ""))
            .add(item("Klachtenregeling", "")));

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
    void listIsAnsweredInPartsUntilNothingIsMissing() {
        var asked = RequestJourney.ask(portal, sanne, LIST).opened();
        assertThat(asked.mail(1).text()).contains("- Jaarverslag 2025 (Met de verklaring)", "- Klachtenregeling");
        assertThat(states(asked.transfer().getJsonObject("checklist")))
                .containsExactly("missing", "missing", "missing");

        asked.add("jaarverslag.txt", BYTES);
        var first = asked.submit(saying(said(1, "received", ""), said(2, "later", "In december")));
        assertThat(first.getJsonObject("checklist").getInteger("received")).isEqualTo(1);
        assertThat(dossier(sanne, asked.id()).getString("reference")).isNull();
        assertThat(states(list(sanne, asked))).containsExactly("received", "later", "missing");
        assertThat(titles(list(sanne, asked)))
                .containsExactly("Jaarverslag 2025", "Protocol valincidenten", "Klachtenregeling");

        SenderJourney.expect(200, asked.open(first.getJsonObject("more").getString("link")));
        assertThat(states(asked.transfer().getJsonObject("checklist"))).containsExactly("received", "later", "missing");
        assertThat(titles(asked.transfer().getJsonObject("checklist"))).contains("Protocol valincidenten");
        asked.add("protocol.txt", BYTES);
        var last = asked.submit(saying(
                said(2, "received", ""), said(3, "not-applicable", "Wij hebben geen regeling")));

        assertThat(last.getJsonObject("more")).isNull();
        assertThat(last.getJsonObject("checklist")).isEqualTo(new JsonObject()
                .put("total", 3).put("received", 2).put("notApplicable", 1));
        assertThat(states(list(sanne, asked))).containsExactly("received", "received", "not-applicable");
        assertThat(titles(list(sanne, asked))).containsOnlyNulls();
        assertThat(value("select count(*) from request where asked is not null and series = '%s'", asked))
                .isEqualTo("0");
    }

    @Test
    void reasonsAndTitlesAreInTheMessageOfTheirPartOnly() {
        var asked = RequestJourney.ask(portal, sanne, LIST).opened();
        asked.add("jaarverslag.txt", BYTES);
        asked.submit(saying(said(3, "not-applicable", "Opgeheven in 2024"), said(1, "received", "niet nodig")));

        sanne.open(asked.notification("s.bakker@igj.nl").link().orElseThrow());
        assertThat(sanne.transfer().getJsonObject("message").getJsonArray("items")).isEqualTo(new JsonArray()
                .add(said(1, "received", "").put("title", "Jaarverslag 2025"))
                .add(said(3, "not-applicable", "Opgeheven in 2024").put("title", "Klachtenregeling")));
        assertThat(TestDatabase.value(portal.config().database(),
                "select string_agg(i::text, ' ') || (select string_agg(r::text, ' ') from request r)"
                        + " from checklist_item i").orElseThrow())
                .doesNotContain("Opgeheven", "Jaarverslag", "Klachtenregeling");
    }

    @Test
    void overseerSeesCountsAndStatesWithoutTitles() {
        var asked = RequestJourney.ask(portal, sanne, LIST);

        assertThat(states(list(bram, asked))).hasSize(3);
        assertThat(titles(list(bram, asked))).containsOnlyNulls();
        assertThat(dossier(bram, asked.id()).getString("explanation")).isNull();
        assertThat(dossier(sanne, asked.id()).getString("explanation")).contains("jaarverslag");
    }

    @Test
    void refusedAnswerChangesNothing() {
        var asked = RequestJourney.ask(portal, sanne, LIST).opened();
        asked.add("jaarverslag.txt", BYTES);

        assertThat(refusal(asked, said(4, "received", ""))).containsExactly("items.3.state invalid");
        assertThat(refusal(asked, said(3, "not-applicable", " "))).containsExactly("items.2.reason required");
        assertThat(refusal(asked, said(1, "missing", ""))).containsExactly("items.0.state invalid");
        assertThat(refusal(asked, said(51, "received", ""))).containsExactly("items invalid");
        assertThat(refusal(asked, said(1, "received", ""), said(1, "later", ""))).containsExactly("items invalid");
        assertThat(refusal(asked, said(1, "later", "x".repeat(501)))).containsExactly("items.0.reason too-long");
        assertThat(states(list(sanne, asked))).containsExactly("missing", "missing", "missing");
        assertThat(asked.transfer().getString("state")).isEqualTo("open");
    }

    @Test
    void receivedItemStaysReceived() {
        var asked = RequestJourney.ask(portal, sanne, LIST).opened();
        asked.add("jaarverslag.txt", BYTES);
        SenderJourney.expect(200, asked.open(asked.submit(saying(said(1, "received", ""))).getJsonObject("more")
                .getString("link")));
        asked.add("nog-een.txt", BYTES);

        assertThat(refusal(asked, said(1, "later", ""))).containsExactly("items.0.state received");
        asked.submit(saying(said(1, "received", "")));
        assertThat(states(list(sanne, asked))).containsExactly("received", "missing", "missing");
    }

    @Test
    void partWithoutAnAcceptedDocumentSaysNothing() {
        var asked = RequestJourney.ask(portal, sanne, LIST).opened();
        asked.add("jaarverslag.txt", BYTES);
        asked.submit(saying(said(1, "received", "")));
        TestDatabase.sql(portal.config().database(),
                "update transfer set state = 'refused' where id = '%s'".formatted(asked.id()));

        assertThat(states(list(sanne, asked))).containsExactly("missing", "missing", "missing");
    }

    @Test
    void itemsOfAnotherKindOfTransferAreDropped() {
        var plain = RequestJourney.ask(portal, sanne).opened();
        plain.add("jaarverslag.txt", BYTES);
        plain.submit(saying(said(1, "received", "")));

        sanne.open(plain.notification("s.bakker@igj.nl").link().orElseThrow());
        assertThat(sanne.transfer().getJsonObject("message").getJsonArray("items")).isNull();
        assertThat(dossier(sanne, plain.id()).getJsonObject("checklist")).isNull();
    }

    @Test
    void mistakesInTheListAreAllNamed() {
        var items = new JsonArray().add(item(" ", "")).add(item("x".repeat(121), "y".repeat(301))).add(7);
        assertThat(errors(sanne.browser().post("/api/staff/requests",
                RequestJourney.form("lijst@example.org").put("items", items)))).containsExactly(
                "items.0.title required", "items.1.title too-long", "items.1.explanation too-long",
                "items.2.title required");
        var many = new JsonArray(IntStream.rangeClosed(1, 51).mapToObj(i -> item("Stuk " + i, "")).toList());
        assertThat(errors(sanne.browser().post("/api/staff/requests",
                RequestJourney.form("lijst@example.org").put("items", many)))).containsExactly("items too-many");
    }

    @Test
    void everybodyInAListGetsTheSameItems() {
        var ids = PortalClient.json(SenderJourney.expect(201, sanne.browser().post("/api/staff/requests/csv",
                LIST.copy().put("explanation", "Graag.").put("csv",
                        "naam;e-mail\nAnna;lijst-een@example.org\nBert;lijst-twee@example.org\n"))))
                .getJsonArray("ids");

        assertThat(ids).hasSize(2).allSatisfy(id ->
                assertThat(titles(dossier(sanne, (String) id).getJsonObject("checklist"))).hasSize(3)
                        .contains("Klachtenregeling"));
    }

    private static JsonObject item(String title, String explanation) {
        return new JsonObject().put("title", title).put("explanation", explanation);
    }

    private static JsonObject said(int position, String state, String reason) {
        return new JsonObject().put("position", position).put("title", "").put("state", state).put("reason", reason);
    }

    private static JsonObject saying(JsonObject... items) {
        return SenderJourney.message().put("items", new JsonArray(List.of(items)));
    }

    private static List<String> refusal(RequestJourney asked, JsonObject... items) {
        return errors(asked.browser().post("/api/transfer/submit", saying(items)));
    }

    private static List<String> errors(java.net.http.HttpResponse<String> answer) {
        return PortalClient.json(SenderJourney.expect(422, answer)).getJsonArray("errors").stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("field") + " " + error.getString("code"))
                .toList();
    }

    private static JsonObject dossier(StaffJourney somebody, String id) {
        return PortalClient.json(
                SenderJourney.expect(200, somebody.browser().get("/api/staff/transfers/" + id)));
    }

    private static JsonObject list(StaffJourney somebody, RequestJourney asked) {
        return dossier(somebody, asked.id()).getJsonObject("checklist");
    }

    private static List<String> states(JsonObject list) {
        return each(list, "state");
    }

    private static List<String> titles(JsonObject list) {
        return each(list, "title");
    }

    private static List<String> each(JsonObject list, String member) {
        return list.getJsonArray("items").stream().map(JsonObject.class::cast)
                .map(item -> item.getString(member)).toList();
    }

    private static String value(String query, RequestJourney asked) {
        return TestDatabase.value(portal.config().database(), query.formatted(asked.id())).orElse("none");
    }
}
