package nl.rijkscloud.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.document.DocumentState;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;

/**
 * The state and history of a transfer, as far as its sender may see it.
 *
 * @param message empty once the transfer has been destroyed; {@code documents} is empty then too
 * @param events newest first
 */
public record Report(
        Transfer transfer, List<Recipient> recipients, Optional<Message> message, List<Document> documents,
        List<Mail> mails, List<Text> texts, List<Event> events) {

    /**
     * A document of the transfer.
     *
     * @param sha256 in hexadecimal; only of an accepted document
     * @param judgement the content check's finding, once the document has been checked
     */
    public record Document(
            UUID id, String name, long size, Optional<String> sha256, DocumentState state, Optional<String> refusal,
            Optional<ContentJudgement> judgement, Optional<Instant> downloadedAt) {}

    /**
     * A mail about the transfer.
     *
     * @param template the name of its template
     * @param state of its row in the outbox
     * @param at when it came into that state
     */
    public record Mail(String template, String to, String state, Instant at) {}

    /**
     * A text message.
     *
     * @param to the last two digits of the number
     * @param state of its row in the outbox
     * @param delivery the word "delivered" or "failed", if the gateway has reported one of them
     * @param at when the gateway reported, or else when it came into that state
     */
    public record Text(String to, String state, Optional<String> delivery, Instant at) {}

    /**
     * An entry of the history.
     *
     * @param document the name of the document concerned
     * @param to the address of the mail or recipient concerned, or the last two digits of the number
     */
    public record Event(Instant at, String kind, Optional<String> document, Optional<String> to) {}

    @Override
    public String toString() {
        return "Report[" + transfer.id() + "]";
    }
}
