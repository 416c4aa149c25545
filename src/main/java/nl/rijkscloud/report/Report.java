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
 * What happened to a transfer, as its sender may see it.
 *
 * @param message nothing once the transfer has been destroyed; then {@code documents} is empty too
 * @param events newest first
 */
public record Report(
        Transfer transfer, List<Recipient> recipients, Optional<Message> message, List<Document> documents, List<Mail> mails, List<Text> texts,
        List<Event> events) {

    /** @param sha256 in hexadecimal, of an accepted document; @param judgement what its content is, once somebody has looked */
    public record Document(
            UUID id, String name, long size, Optional<String> sha256, DocumentState state, Optional<String> refusal,
            Optional<ContentJudgement> judgement, Optional<Instant> downloadedAt) {}

    /** @param template which mail; @param state of the outbox; @param at when it came into that state */
    public record Mail(String template, String to, String state, Instant at) {}

    /**
     * A text message.
     *
     * @param to the last two digits of the number; @param state of the outbox
     * @param delivery {@code delivered} or {@code failed}, when the gateway reported so
     * @param at when it was reported, or else when it came into that state
     */
    public record Text(String to, String state, Optional<String> delivery, Instant at) {}

    /** @param document the name of the one that it is about; @param to the address of the mail or recipient, or the last two digits of the number */
    public record Event(Instant at, String kind, Optional<String> document, Optional<String> to) {}

    @Override
    public String toString() {
        return "Report[" + transfer.id() + "]";
    }
}
