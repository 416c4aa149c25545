package nl.rijkscloud.request;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.checklist.AskedItem;
import nl.rijkscloud.checklist.Checklist;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;

/** Writes the mails to an outsider whom staff ask for documents. */
final class RequestMails {
    /** In characters: thirty requests do not look alike, and the subject stays on a line. */
    private static final int MAX_IN_SUBJECT = 40;

    private final TransferMails mails;

    RequestMails(TransferMails mails) {
        this.mails = mails;
    }

    /** Tells what staff ask for, with the upload link. */
    OutboundMessage request(Transfer transfer, Instant until, RequestText text, String link) {
        return request(transfer, values(transfer, until, text, text.items()), link, false);
    }

    /** Tells what staff still ask for, with an upload link that replaces an earlier one. */
    OutboundMessage again(Transfer transfer, Instant until, RequestText text, Checklist list, String link) {
        return request(transfer, values(transfer, until, text, list.missing(text.items())), link, true);
    }

    private OutboundMessage request(Transfer transfer, Map<String, String> values, String link, boolean again) {
        values.put("link", link);
        values.put("again", again ? "1" : "");
        return mails.toSender(transfer, "request", values);
    }

    /**
     * Repeats the request before its time is over. Without a link, it tells when the working link was mailed.
     *
     * @param followUp true if the outsider has sent something already
     */
    OutboundMessage reminder(Transfer transfer, Instant until, RequestText text, Checklist list, boolean followUp,
            Optional<String> link, Instant linkMailed) {
        var values = values(transfer, until, text, list.missing(text.items()));
        values.put("total", list.isEmpty() ? "" : Integer.toString(list.items().size()));
        values.put("missing", Integer.toString(list.countMissing()));
        values.put("followUp", followUp ? "1" : "");
        values.put("link", link.orElse(""));
        values.put("linkMailed", TransferMails.time(transfer, linkMailed));
        values.put("submitted", TransferMails.time(transfer, transfer.createdAt()));
        return mails.toSender(transfer, "reminder", values);
    }

    private static Map<String, String> values(
            Transfer transfer, Instant until, RequestText text, List<AskedItem> items) {
        var values = new HashMap<String, String>();
        values.put("explanation", text.explanation());
        values.put("items", items.stream().map(RequestMails::line).collect(Collectors.joining("\n")));
        values.put("reference", text.reference());
        values.put("shortReference", shortened(text.reference()));
        values.put("until", TransferMails.time(transfer, until));
        return values;
    }

    private static String line(AskedItem item) {
        return item.explanation().isEmpty()
                ? "- " + item.title()
                : "- " + item.title() + " (" + item.explanation() + ")";
    }

    private static String shortened(String reference) {
        return reference.codePointCount(0, reference.length()) <= MAX_IN_SUBJECT
                ? reference
                : reference.substring(0, reference.offsetByCodePoints(0, MAX_IN_SUBJECT)) + "…";
    }
}
