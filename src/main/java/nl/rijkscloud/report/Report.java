package nl.rijkscloud.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * The state and history of a transfer, as far as its sender may see it.
 *
 * @param message empty once the transfer has been destroyed; {@code documents} is empty then too
 * @param events newest first
 */
public record Report(
        Transfer transfer, List<Recipient> recipients, Optional<Message> message, List<Document> documents,
        List<Mail> mails, List<Text> texts, List<Event> events) {

    /** The mails with a recipient's link. */
    private static final Set<String> LINKS = Set.of("offer", "notification");

    /** The JSON of {@code GET /api/report}. */
    JsonObject toJson() {
        return new JsonObject()
                .put("id", transfer.id().toString())
                .put("number", transfer.shownNumber())
                .put("kind", transfer.kind().sql())
                .put("state", transfer.state().sql())
                .put("language", transfer.language().code())
                .put("sender", TransferJson.party(transfer.sender()))
                .put("contact", TransferJson.party(transfer.contact()))
                .put("message", message.map(Message::toJson).orElse(null))
                .put("submittedAt", time(transfer.submittedAt()))
                .put("deliveredAt", time(transfer.deliveredAt()))
                .put("openedAt", time(transfer.openedAt()))
                .put("downloadedAt", time(transfer.downloadedAt()))
                .put("expiresAt", transfer.expiresAt().toString())
                .put("recipients", array(recipients, this::json))
                .put("documents", array(documents, Document::toJson))
                .put("mails", array(mails, Mail::toJson))
                .put("texts", array(texts, Text::toJson))
                .put("events", array(events, Event::toJson));
    }

    /** The reason why the newest mail with this recipient's link did not arrive; empty once they have opened it. */
    Optional<DeliveryFailure> unreached(Recipient recipient) {
        return mails.reversed().stream()
                .filter(mail -> LINKS.contains(mail.template()) && mail.to().equalsIgnoreCase(recipient.email()))
                .findFirst()
                .flatMap(Mail::failure)
                .filter(failure -> recipient.openedAt().isEmpty() && !failure.isUncertain());
    }

    private JsonObject json(Recipient recipient) {
        return TransferJson.recipient(recipient)
                .put("id", recipient.id().toString())
                .put("numberEnding", recipient.mobile().map(PhoneNumber::ending).orElse(null))
                .put("unreached", unreached(recipient).map(DeliveryFailure::toJson).orElse(null))
                .put("openedAt", time(recipient.openedAt()))
                .put("openedBy", TransferJson.openedBy(recipient))
                .put("downloadedAt", time(recipient.downloadedAt()));
    }

    private static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    private static <T> JsonArray array(List<T> list, Function<T, JsonObject> json) {
        return new JsonArray(list.stream().map(json).toList());
    }

    @Override
    public String toString() {
        return "Report[" + transfer.id() + "]";
    }

    /**
     * A document of the transfer.
     *
     * @param sha256 in hexadecimal; empty if the document was not read to its end
     * @param judgement the content check's finding, once the document has been checked
     * @param scan its malware state, once the document has been checked
     */
    public record Document(
            UUID id, String name, long size, Optional<String> sha256, DocumentState state, Optional<String> refusal,
            Optional<ContentJudgement> judgement, Optional<ScanResult> scan, Optional<Instant> downloadedAt) {

        private JsonObject toJson() {
            var json = new JsonObject()
                    .put("id", id.toString())
                    .put("name", name)
                    .put("size", size)
                    .put("sha256", sha256.orElse(null))
                    .put("state", state.sql())
                    .put("refusal", refusal.orElse(null))
                    .put("downloadedAt", time(downloadedAt));
            TransferJson.putScan(json, scan, state == DocumentState.ACCEPTED);
            return TransferJson.putJudgement(json, judgement, refusal);
        }
    }

    /**
     * A mail about the transfer.
     *
     * @param template the name of its template
     * @param state of its row in the outbox
     * @param delivery the word "deferred" or "bounced", if a later mail server has reported that
     * @param at when that was reported, or else when it came into that state
     */
    record Mail(
            String template, String to, String state, Optional<String> delivery, Optional<DeliveryFailure> failure,
            Instant at) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("kind", template)
                    .put("to", to)
                    .put("state", state)
                    .put("delivery", delivery.orElse(null))
                    .put("failure", failure.map(DeliveryFailure::toJson).orElse(null))
                    .put("at", at.toString());
        }
    }

    /**
     * A text message.
     *
     * @param to the last two digits of the number
     * @param state of its row in the outbox
     * @param delivery the word "delivered" or "failed", if the gateway has reported one of them
     * @param at when the gateway reported, or else when it came into that state
     */
    record Text(String to, String state, Optional<String> delivery, Instant at) {
        private JsonObject toJson() {
            return new JsonObject()
                    .put("to", to)
                    .put("state", state)
                    .put("delivery", delivery.orElse(null))
                    .put("at", at.toString());
        }
    }

    /**
     * An entry of the history.
     *
     * @param document the name of the document concerned
     * @param to the address of the mail or recipient concerned, or the last two digits of the number
     */
    record Event(Instant at, String kind, Optional<String> document, Optional<String> to) {
        private JsonObject toJson() {
            var json = new JsonObject().put("at", at.toString()).put("kind", kind);
            document.ifPresent(name -> json.put("document", name));
            to.ifPresent(address -> json.put("to", address));
            return json;
        }
    }
}
