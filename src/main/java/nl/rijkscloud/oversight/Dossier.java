package nl.rijkscloud.oversight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.report.ReportContents;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;

/**
 * Everything about one transfer that staff may see.
 *
 * @param locked the recipients who have given too many wrong codes
 * @param documents rows, with what is sealed in them still sealed; none once the transfer is gone
 * @param links the living ones: which mails hold what opens it
 * @param latestEnd up to when it can be extended
 * @param decides whether this person may withdraw and extend it
 * @param contents what names and message are, if this browser has opened a link of the transfer
 * @param events newest first
 * @param answers of a request that may be answered several times
 */
public record Dossier(
        Transfer transfer, List<Recipient> recipients, Set<UUID> locked, List<Document> documents, List<Sent> letters, List<Link> links,
        Instant latestEnd, boolean decides, Optional<ReportContents> contents, List<Happening> events, Optional<Answers> answers) {

    /** Of a request that may be answered several times: how often it has been, and how often it can be. */
    public record Answers(int given, int most) {}

    /**
     * A mail or text.
     *
     * @param to an address, or the last digits of a number
     * @param delivery {@code delivered} or {@code failed}, when the gateway reported so
     * @param at when that was, or else when it came into its state
     */
    public record Sent(UUID id, OutboundMessage.Channel channel, String template, String to, String state, Optional<String> delivery, Instant at) {}

    /** A mail that holds a link. @param kind of the link; @param to whom it was mailed; @param at when */
    public record Link(String kind, String to, Instant at) {}

    /** @param staff the name of who did it; @param to the address of the mail or recipient that it is about */
    public record Happening(Instant at, String kind, Optional<UUID> document, Optional<String> staff, Optional<String> to) {}

    @Override
    public String toString() {
        return "Dossier[" + transfer.id() + "]";
    }
}
