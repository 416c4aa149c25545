package nl.rijkscloud.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.report.Paper.Fact;
import nl.rijkscloud.report.Paper.Section;
import nl.rijkscloud.transfer.Party;

/**
 * A signed statement about a transfer on paper. The paper itself is not signed: it carries the signed statement as an
 * attachment, and says where that can be checked.
 */
public final class ReceiptPaper {
    /** The kinds about the transfer's documents; the others are called statements, and not receipts. */
    private static final Set<String> RECEIPTS =
            Set.of("received", "delivered", "refused", "downloaded", "corrected");

    private final JsonObject content;
    private final PaperWords words;

    private ReceiptPaper(JsonObject content, PaperWords words) {
        this.content = content;
        this.words = words;
    }

    /**
     * @param content the statement's fields
     * @param signed the statement itself
     */
    public static Paper of(JsonObject content, String signed) {
        var language = Language.of(content.getString("language", "")).orElse(Language.DEFAULT);
        return new ReceiptPaper(content, PaperWords.of(language)).paper(signed);
    }

    private Paper paper(String signed) {
        var kind = content.getString("kind");
        var title = words.find("bewijs.kind-" + kind, Map.of()).orElseGet(() -> words.text("bewijs.kind-other"));
        var name = RECEIPTS.contains(kind) ? "ontvangstbewijs.jws" : "verklaring.jws";
        var attached = words.find("bewijs.pdf-attached", Map.of("portal", content.getString("portal"), "file", name));
        var limits = words.find("bewijs.pdf-limits-" + kind, Map.of());
        var documents = objects("documents");
        return new Paper(
                words.language(), content.getString("organisation"), title,
                Stream.of(limits, attached).flatMap(Optional::stream).toList(),
                List.of(
                        Section.ofFacts(words.text("bewijs.what-title"), facts()),
                        Section.ofRows(words.text("rapportage.documentsTitle"),
                                columns("rapportage.name", "rapportage.size", "rapportage.documentState"),
                                documents.map(this::document).toList()),
                        Section.ofRows(words.text("rapportage.hash"), columns("rapportage.name", "rapportage.hash"),
                                objects("documents").filter(one -> one.containsKey("sha256"))
                                        .map(one -> List.of(one.getString("name"), one.getString("sha256"))).toList())),
                Optional.of(new Paper.Attachment(name, signed)));
    }

    private List<Fact> facts() {
        var message = content.getJsonObject("message", new JsonObject());
        return Stream.of(
                        new Fact(words.text("common.number"), content.getString("number")),
                        new Fact(words.text("bewijs.at"), words.moment(Instant.parse(content.getString("at")))),
                        new Fact(words.text("bewijs.downloaded"), moment("downloadedAt")),
                        new Fact(words.text("bewijs.ended"), ended()),
                        new Fact(words.text("bewijs.gone"), gone()),
                        new Fact(words.text("common.from"), party("sender")),
                        new Fact(words.text("bewijs.replaced"), party("replaced")),
                        new Fact(words.text("common.to"), String.join("\n",
                                objects("recipients").map(ReceiptPaper::party).toList())),
                        new Fact(words.text("rapportage.subject"), message.getString("subject", "")),
                        new Fact(words.text("rapportage.reference"), message.getString("reference", "")),
                        new Fact(words.text("rapportage.text"), message.getString("text", "")),
                        new Fact(words.text("bewijs.by"),
                                content.getString("organisation") + ", " + content.getString("portal")))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private String moment(String name) {
        return Optional.ofNullable(content.getString(name)).map(Instant::parse).map(words::moment).orElse("");
    }

    /** When and why the transfer ended. */
    private String ended() {
        return Optional.ofNullable(content.getString("reason"))
                .map(reason -> moment("endedAt") + ". " + words.text("bewijs.reason-" + reason))
                .orElse("");
    }

    /** The number and size of the destroyed documents. */
    private String gone() {
        return Optional.ofNullable(content.getInteger("documentCount"))
                .map(count -> words.documents(count) + ", " + words.size(content.getLong("totalSize")))
                .orElse("");
    }

    private List<String> document(JsonObject one) {
        var state = words.find("bewijs.document-" + one.getString("state"), Map.of()).orElse(one.getString("state"));
        return List.of(one.getString("name"), words.size(one.getLong("size")), state);
    }

    private Stream<JsonObject> objects(String name) {
        return content.getJsonArray(name, new JsonArray()).stream().map(JsonObject.class::cast);
    }

    private String party(String name) {
        return Optional.ofNullable(content.getJsonObject(name)).map(ReceiptPaper::party).orElse("");
    }

    private static String party(JsonObject party) {
        return ReportPaper.party(new Party(
                party.getString("name"), party.getString("email"), Optional.ofNullable(party.getString("organisation")),
                Optional.ofNullable(party.getString("phone"))));
    }

    private List<String> columns(String... keys) {
        return Stream.of(keys).map(words::text).toList();
    }
}
