package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.rijkscloud.compose.JudgementJson;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.report.Report;
import nl.rijkscloud.report.ReportContents;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.PhoneNumber;

/** One transfer as JSON. Names and message are in it only if this browser has opened a link of the transfer. */
final class DossierJson {
    private DossierJson() {}

    static JsonObject outline(Transfer transfer) {
        return new JsonObject()
                .put("id", transfer.id().toString())
                .put("kind", transfer.kind().sql())
                .put("state", transfer.state().sql())
                .put("sender", TransferJson.party(transfer.sender()))
                .put("contact", TransferJson.party(transfer.contact()))
                .put("createdAt", transfer.createdAt().toString())
                .put("submittedAt", time(transfer.submittedAt()))
                .put("deliveredAt", time(transfer.deliveredAt()))
                .put("openedAt", time(transfer.openedAt()))
                .put("downloadedAt", time(transfer.downloadedAt()))
                .put("expiresAt", transfer.expiresAt().toString());
    }

    static JsonObject whole(Dossier dossier) {
        var names = dossier.contents().map(ReportContents::documents).orElse(List.of()).stream()
                .collect(Collectors.toMap(Report.Document::id, Function.identity()));
        return outline(dossier.transfer())
                .put("language", dossier.transfer().language().code())
                .put("documentCount", dossier.documents().isEmpty()
                        ? dossier.transfer().documentCount()
                        : dossier.documents().size())
                .put("size", dossier.documents().stream().mapToLong(Document::length).sum())
                .put("latestEnd", dossier.latestEnd().toString())
                .put("decides", dossier.decides())
                .put("opened", dossier.contents().isPresent())
                .put("message", dossier.contents().map(ReportContents::message).map(Message::toJson).orElse(null))
                .put("recipients", array(dossier.recipients(), recipient -> json(recipient, dossier)))
                .put("documents", array(dossier.documents(), document -> json(document, names)))
                .put("mails", messages(dossier, OutboundMessage.Channel.MAIL))
                .put("texts", messages(dossier, OutboundMessage.Channel.SMS))
                .put("heldBy", heldBy(dossier.links()))
                .put("answers", dossier.answers()
                        .map(answers -> new JsonObject().put("given", answers.given()).put("most", answers.max()))
                        .orElse(null))
                .put("events", array(dossier.events(), event -> json(event, names)));
    }

    private static JsonArray messages(Dossier dossier, OutboundMessage.Channel channel) {
        var sent = dossier.messages().stream().filter(message -> message.channel() == channel).toList();
        return array(sent, DossierJson::json);
    }

    /** The mails that contain a valid link, oldest first. */
    static JsonArray heldBy(List<Dossier.Link> links) {
        return array(links, link -> new JsonObject()
                .put("kind", link.kind())
                .put("to", link.to())
                .put("at", link.at().toString()));
    }

    private static JsonObject json(Recipient recipient, Dossier dossier) {
        return TransferJson.recipient(recipient)
                .put("id", recipient.id().toString())
                .put("outsider", recipient.isOutsider())
                .put("numberEnding", recipient.mobile().map(PhoneNumber::ending).orElse(null))
                .put("locked", dossier.locked().contains(recipient.id()))
                .put("openedAt", time(recipient.openedAt()))
                .put("downloadedAt", time(recipient.downloadedAt()));
    }

    private static JsonObject json(Document document, Map<UUID, Report.Document> names) {
        var opened = Optional.ofNullable(names.get(document.id()));
        var json = new JsonObject()
                .put("id", document.id().toString())
                .put("name", opened.map(Report.Document::name).orElse(null))
                .put("sha256", opened.flatMap(Report.Document::sha256).orElse(null))
                .put("size", document.length())
                .put("state", document.state().sql())
                .put("refusal", document.refusal().orElse(null))
                .put("downloadedAt", time(document.downloadedAt()));
        return JudgementJson.put(json, opened.flatMap(Report.Document::judgement), document.refusal());
    }

    private static JsonObject json(Dossier.Sent sent) {
        return new JsonObject()
                .put("id", sent.id().toString())
                .put("kind", sent.template())
                .put(sent.channel() == OutboundMessage.Channel.SMS ? "numberEnding" : "to", sent.to())
                .put("state", sent.state())
                .put("delivery", sent.delivery().orElse(null))
                .put("at", sent.at().toString());
    }

    private static JsonObject json(Dossier.Event event, Map<UUID, Report.Document> names) {
        return new JsonObject()
                .put("at", event.at().toString())
                .put("kind", event.kind())
                .put("by", event.staff().orElse(null))
                .put("to", event.to().orElse(null))
                .put("document", event.document().map(names::get).map(Report.Document::name).orElse(null));
    }

    private static String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        return new JsonArray(list.stream().map(json).toList());
    }
}
