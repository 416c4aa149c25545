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
 * One transfer, with everything that staff may see of it.
 *
 * @param locked the recipients who have entered too many wrong codes
 * @param documents the rows, whose sealed columns stay sealed; empty once the transfer has ended
 * @param links the valid links, which tell which mails open the transfer
 * @param latestEnd the latest end to which it can be extended
 * @param decides true if this person may withdraw and extend it
 * @param contents names and message, if this browser has opened a link of the transfer
 * @param events newest first
 * @param answers of a request that may be answered several times
 */
record Dossier(
        Transfer transfer, List<Recipient> recipients, Set<UUID> locked, List<Document> documents, List<Sent> messages,
        List<Link> links, Instant latestEnd, boolean decides, Optional<ReportContents> contents, List<Event> events,
        Optional<Answers> answers) {

    /** The number of answers that a request has, and the number that it may have. */
    record Answers(int given, int max) {}

    /**
     * A mail or text message.
     *
     * @param to an address, or the last digits of a number
     * @param delivery the word "delivered" or "failed", if the gateway has reported one of them
     * @param at when the gateway reported, or else when the message came into its state
     */
    record Sent(
            UUID id, OutboundMessage.Channel channel, String template, String to, String state,
            Optional<String> delivery, Instant at) {}

    /** A link of this kind that was mailed to this address at this moment. */
    record Link(String kind, String to, Instant at) {}

    /**
     * An entry of the history.
     *
     * @param staff the name of the member of staff who caused it
     * @param to the address of the mail or recipient concerned
     */
    record Event(Instant at, String kind, Optional<UUID> document, Optional<String> staff, Optional<String> to) {}

    @Override
    public String toString() {
        return "Dossier[" + transfer.id() + "]";
    }
}
