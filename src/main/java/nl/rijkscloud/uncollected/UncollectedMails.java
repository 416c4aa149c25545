package nl.rijkscloud.uncollected;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.uncollected.UncollectedStore.Addressee;
import nl.rijkscloud.uncollected.UncollectedStore.Person;

/**
 * The mails about a transfer that nobody has collected. They hold no link: they name the mail that has it, by its day
 * and subject. Each address gets one mail at most in a step.
 */
final class UncollectedMails {
    /** @param until the end to which it is kept */
    record Waiting(Transfer transfer, Instant until) {}

    private final Config config;

    UncollectedMails(Config config) {
        this.config = config;
    }

    Person defaultContact() {
        return new Person(config.organisation().contactName(), config.organisation().contactEmail());
    }

    List<OutboundMessage> toRecipients(Waiting waiting, List<Addressee> recipients) {
        return once(recipients).values().stream()
                .map(one -> message(waiting, "uncollected", one, new Person(one.name(), one.email())))
                .toList();
    }

    /** Leaves out people who are recipients themselves, who have been reminded before. */
    List<OutboundMessage> toOthers(Waiting waiting, List<Addressee> recipients, List<Person> others) {
        var known = once(recipients);
        return others.stream().filter(other -> !known.containsKey(key(other.email())))
                .map(other -> message(waiting, "uncollected-others", recipients.getFirst(), other))
                .toList();
    }

    private static Map<String, Addressee> once(List<Addressee> recipients) {
        return recipients.stream().collect(Collectors.toMap(one -> key(one.email()), one -> one, (one, other) -> one));
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    private OutboundMessage message(Waiting waiting, String template, Addressee recipient, Person to) {
        var transfer = waiting.transfer();
        var values = new HashMap<String, String>();
        values.put("number", transfer.shownNumber());
        values.put("sender", transfer.sender().name());
        values.put("contact", recipient.name());
        values.put("name", to.name());
        values.put("submitted", OfficeTime.text(
                Language.STAFF, transfer.submittedAt().orElse(transfer.createdAt())));
        values.put("linkMailed", OfficeTime.text(Language.STAFF, recipient.linkMailed()));
        values.put("until", OfficeTime.text(Language.STAFF, waiting.until()));
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), template, Language.STAFF, to.email(), values,
                config.mail().retryFor());
    }
}
