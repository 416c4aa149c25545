package nl.rijkscloud.news;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.typed.PersonName;

/** Writes the mails that tell news: one piece in a mail that is about it, several in one list. No mail has a link. */
final class NewsMails {
    /** Nobody reads a longer list; the overview has all. */
    private static final int MOST_LINES = 100;
    /** The age up to which news is mailed. */
    private static final Duration WORTH_SENDING = Duration.ofDays(2);

    /** @param items at least one */
    OutboundMessage write(NewsStore.Reader reader, List<NewsItem> items) {
        var values = new HashMap<String, String>();
        values.put("name", reader.name());
        if (items.size() == 1) {
            values.putAll(alone(items.getFirst()));
        } else {
            values.put("count", Long.toString(
                    items.stream().map(NewsItem::number).distinct().count()));
            for (var kind : NewsItem.Kind.values()) {
                values.put(kind.sql(), lines(items.stream().filter(item -> item.kind() == kind).toList()));
            }
        }
        // Not about one transfer: the pages that show a transfer's mails are about those to its parties.
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, null,
                items.size() == 1 ? "news-" + items.getFirst().kind().sql() : "news",
                Language.STAFF, reader.email(), values, WORTH_SENDING);
    }

    private static Map<String, String> alone(NewsItem item) {
        return Map.of(
                "number", item.number().shown(),
                "sender", item.sender(),
                "contact", item.to(),
                "about", TransferMails.shortened(item.about()),
                "submitted", OfficeTime.text(Language.STAFF, item.at()),
                "until", OfficeTime.text(Language.STAFF, item.until()));
    }

    private static String lines(List<NewsItem> items) {
        var shown = items.stream().limit(MOST_LINES).map(NewsMails::line).collect(Collectors.joining("\n"));
        return items.size() > MOST_LINES ? shown + "\n- (+ " + (items.size() - MOST_LINES) + ")" : shown;
    }

    /** One line without words of a language: the number, the parties, the reference, and the moment that counts. */
    private static String line(NewsItem item) {
        var about = item.about().isEmpty() ? "" : " “" + name(TransferMails.shortened(item.about())) + "”";
        return "- " + item.number().shown() + ": " + name(item.sender()) + " → " + name(item.to()) + about + ", "
                + OfficeTime.text(Language.STAFF, item.kind() == NewsItem.Kind.ENDING ? item.until() : item.at());
    }

    private static String name(String text) {
        return PersonName.inMail(text);
    }
}
