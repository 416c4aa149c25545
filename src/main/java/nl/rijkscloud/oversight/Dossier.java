package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.report.Report;
import nl.rijkscloud.report.ReportContents;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestItems;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.triage.Claims;
import nl.rijkscloud.typed.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * One transfer, with everything that staff may see of it.
 *
 * @param locked the recipients who have entered too many wrong codes
 * @param documents the rows, whose sealed columns stay sealed; empty once the transfer has ended
 * @param links the valid links, which tell which mails open the transfer; oldest first
 * @param latestEnd the latest end to which it can be extended
 * @param concerned true if this viewer began it or receives it
 * @param changeable true if this viewer may withdraw and extend it
 * @param holdsKey true if this browser has opened a download link, whose key makes other links
 * @param contents names and message, if this browser has opened a link of the transfer
 * @param events newest first
 * @param request if staff asked for it
 * @param answers of a request that may be answered several times
 * @param claim of the member of the department who has taken it up
 * @param hold a legal hold that keeps it from being destroyed
 * @param asked explanation and items, for those whom the answer concerns; an overseer sees states and counts
 */
record Dossier(
        Transfer transfer, List<Recipient> recipients, Set<UUID> locked, List<Document> documents, List<Sent> messages,
        List<Link> links, Instant latestEnd, boolean concerned, boolean changeable, boolean holdsKey,
        Optional<ReportContents> contents, List<Event> events,
        Optional<Request> request, Optional<Answers> answers, Claims.ClaimStatus claim, RequestItems.Shown asked,
        Optional<Hold> hold) {

    /** The mails with a recipient's link. */
    private static final Set<String> LINKS = Set.of("offer", "notification");

    /** The JSON of {@code GET /api/staff/transfers/:id}. */
    JsonObject toJson() {
        var names = contents.map(ReportContents::documents).orElse(List.of()).stream()
                .collect(Collectors.toMap(Report.Document::id, Function.identity()));
        return outline(transfer)
                .put("language", transfer.language().code())
                .put("documentCount", documents.isEmpty() ? transfer.documentCount() : documents.size())
                .put("size", documents.stream().mapToLong(Document::length).sum())
                .put("latestEnd", latestEnd.toString())
                .put("concerned", concerned)
                .put("decides", changeable)
                .put("holdsKey", holdsKey)
                .put("opened", contents.isPresent())
                .put("message", contents.map(ReportContents::message).map(Message::toJson).orElse(null))
                .put("recipients", array(recipients, this::json))
                .put("documents", array(documents, document -> json(document, names)))
                .put("mails", json(OutboundMessage.Channel.MAIL))
                .put("texts", json(OutboundMessage.Channel.SMS))
                .put("heldBy", array(links, Link::toJson))
                .put("reference", request.flatMap(Request::reference).orElse(null))
                .put("batch", request.flatMap(Request::batch).map(UUID::toString).orElse(null))
                .put("claim", claim.claim().map(Claims.Claim::toJson).orElse(null))
                .put("claimable", claim.open())
                .put("answers", answers.map(Answers::toJson).orElse(null))
                .put("explanation", asked.explanation().orElse(null))
                .put("checklist", asked.checklist().orElse(null))
                .put("hold", hold.map(held -> held.toJson(concerned)).orElse(null))
                .put("events", array(events, event -> event.toJson(names)));
    }

    /**
     * A legal hold of the privacy officer. Those whom the transfer concerns see why.
     *
     * @param by the officer's name
     */
    record Hold(Instant until, String reason, String by) {
        private JsonObject toJson(boolean concerned) {
            return new JsonObject().put("until", until.toString()).put("reason", concerned ? reason : null)
                    .put("by", by);
        }
    }

    /** The fields of a transfer that lists show too. */
    static JsonObject outline(Transfer transfer) {
        return new JsonObject()
                .put("id", transfer.id().toString())
                .put("number", transfer.shownNumber())
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

    private JsonArray json(OutboundMessage.Channel channel) {
        return array(messages.stream().filter(message -> message.channel() == channel).toList(), Sent::toJson);
    }

    /** The reason why the newest mail with this recipient's link did not arrive; empty once they have opened it. */
    private Optional<DeliveryFailure> unreached(Recipient recipient) {
        return messages.reversed().stream()
                .filter(sent -> LINKS.contains(sent.template()) && sent.to().equalsIgnoreCase(recipient.email()))
                .findFirst()
                .flatMap(Sent::failure)
                .filter(failure -> recipient.openedAt().isEmpty() && !failure.isUncertain());
    }

    private JsonObject json(Recipient recipient) {
        return TransferJson.recipient(recipient)
                .put("id", recipient.id().toString())
                .put("outsider", recipient.outsider())
                .put("numberEnding", recipient.mobile().map(PhoneNumber::ending).orElse(null))
                .put("locked", locked.contains(recipient.id()))
                .put("unreached", unreached(recipient).map(DeliveryFailure::toJson).orElse(null))
                .put("openedAt", time(recipient.openedAt()))
                .put("openedBy", TransferJson.openedBy(recipient))
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
        TransferJson.putScan(json, opened.flatMap(Report.Document::scan),
                opened.isPresent() && document.state() == DocumentState.ACCEPTED);
        return TransferJson.putJudgement(json, opened.flatMap(Report.Document::judgement), document.refusal());
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        return new JsonArray(list.stream().map(json).toList());
    }

    @Override
    public String toString() {
        return "Dossier[" + transfer.id() + "]";
    }

    /** The number of answers that a request has, and the number that it may have. */
    record Answers(int given, int max) {
        private JsonObject toJson() {
            return new JsonObject().put("given", given).put("most", max);
        }
    }

    /**
     * A mail or text message.
     *
     * @param to an address, or the last digits of a number
     * @param delivery "delivered" or "failed" if the gateway has reported that; "deferred" or "bounced" if a mail
     *     server has
     * @param at when that was reported, or else when the message came into its state
     */
    record Sent(
            UUID id, OutboundMessage.Channel channel, String template, String to, String state,
            Optional<String> delivery, Optional<DeliveryFailure> failure, Instant at) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("id", id.toString())
                    .put("kind", template)
                    .put(channel == OutboundMessage.Channel.SMS ? "numberEnding" : "to", to)
                    .put("state", state)
                    .put("delivery", delivery.orElse(null))
                    .put("failure", failure.map(DeliveryFailure::toJson).orElse(null))
                    .put("at", at.toString());
        }
    }

    /** A link of this kind that was mailed to this address at this moment. */
    record Link(String kind, String to, Instant at) {
        JsonObject toJson() {
            return new JsonObject().put("kind", kind).put("to", to).put("at", at.toString());
        }
    }

    /**
     * An entry of the history.
     *
     * @param staff the name of the member of staff who caused it
     * @param to the address of the mail or recipient concerned
     */
    record Event(Instant at, String kind, Optional<UUID> document, Optional<String> staff, Optional<String> to) {
        private JsonObject toJson(Map<UUID, Report.Document> names) {
            return new JsonObject()
                    .put("at", at.toString())
                    .put("kind", kind)
                    .put("by", staff.orElse(null))
                    .put("to", to.orElse(null))
                    .put("document", document.map(names::get).map(Report.Document::name).orElse(null));
        }
    }
}
