package nl.rijkscloud.request;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferMails;

/** The mails to an outsider whom staff ask for documents. Safe for use from any thread. */
public final class RequestMails {
    private final TransferMails mails;

    public RequestMails(TransferMails mails) {
        this.mails = mails;
    }

    /** Says what staff ask for, with the link to add documents; {@code again} when it takes the place of another. */
    OutboundMessage request(Transfer transfer, RequestText asked, String link, boolean again) {
        var values = values(transfer, asked);
        values.put("link", link);
        values.put("again", again ? "1" : "");
        return mails.toSender(transfer, "request", values);
    }

    /** Says the same before the time is over; without a link, it says when the one that works was mailed. */
    OutboundMessage reminder(Transfer transfer, RequestText asked, Optional<String> link, Instant linkMailed) {
        var values = values(transfer, asked);
        values.put("link", link.orElse(""));
        values.put("linkMailed", TransferMails.time(transfer, linkMailed));
        values.put("submitted", TransferMails.time(transfer, transfer.createdAt()));
        return mails.toSender(transfer, "reminder", values);
    }

    private static Map<String, String> values(Transfer transfer, RequestText asked) {
        var values = new HashMap<String, String>();
        values.put("explanation", asked.explanation());
        values.put("reference", asked.reference());
        values.put("until", TransferMails.time(transfer, transfer.expiresAt()));
        return values;
    }
}
