package nl.rijkscloud.mail;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;

/** The configuration that mails use, and sample messages. */
public final class RenderedMailFixture {
    public static final String LINK =
            "https://igj.rijkscloud.nl/verstuur/AAAAAAAAAAAAAAAAAAAAAA#BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    static final Config.Organisation ORGANISATION = new Config.Organisation(
            "IGJ",
            "Inspectie Gezondheidszorg en Jeugd",
            "088-120 5000",
            "binnen kantooruren",
            List.of("igj.nl"),
            "Meldpunt",
            "Meldpunt@igj.nl",
            Optional.empty(),
            "mailto:security@igj.nl",
            Optional.empty());
    static final Config.Server SERVER = new Config.Server(
            URI.create("https://igj.rijkscloud.nl"),
            "localhost",
            0,
            1,
            Duration.ofMinutes(1),
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            new Config.Connections(4000, 500, Duration.ofSeconds(20), Duration.ofSeconds(30), 16 << 20, 50, 100, 4096),
            Optional.empty(),
            Optional.empty());
    public static final String MORE_LINK =
            "https://igj.rijkscloud.nl/verstuur/CCCCCCCCCCCCCCCCCCCCCC#DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD";
    public static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("number", "K7QM-3XRX"),
            Map.entry("sender", "Anna de Vries"),
            Map.entry("senderEmail", "anna@voorbeeld.nl"),
            Map.entry("senderOrganisation", "Zorggroep"),
            Map.entry("contact", "Meldpunt"),
            Map.entry("name", "Jan de Boer"),
            Map.entry("link", LINK),
            Map.entry("submitted", "12 november 2026 om 14.05 uur"),
            Map.entry("until", "19 november 2026 om 14.05 uur"),
            Map.entry("count", "3"),
            Map.entry("explanation", "Graag het jaarverslag."),
            Map.entry("reference", "2026-114"),
            Map.entry("again", ""),
            Map.entry("linkMailed", "13 november 2026 om 9.00 uur"),
            Map.entry("requester", ""),
            Map.entry("moreLink", ""),
            Map.entry("usedUp", ""),
            Map.entry("items", ""),
            Map.entry("total", ""),
            Map.entry("missing", "2"),
            Map.entry("followUp", ""),
            Map.entry("moreUntil", "en met 19 november 2026"),
            Map.entry("numberEnding", "78"),
            Map.entry("unreached", "janssen@igj.nl"),
            Map.entry("told", "Meldpunt"),
            Map.entry("recovered", "13 november 2026 om 9.00 uur"),
            Map.entry("statement", ""),
            Map.entry("codeHours", "24"),
            Map.entry("readOut", ""),
            Map.entry("about", ""),
            Map.entry("received", "- K7QM-3XRX: Anna de Vries → Meldpunt"),
            Map.entry("collected", ""),
            Map.entry("ending", ""));

    private RenderedMailFixture() {}

    public static MailTemplates templates() {
        return MailTemplates.load(ORGANISATION, SERVER, mail(25, Optional.empty()));
    }

    /** Every kind of mail in every language, with these values. */
    public static List<OutboundMessage> every(String recipient, Map<String, String> values) {
        return MailTemplates.NAMES.stream()
                .flatMap(name -> Stream.of(Language.values())
                        .map(language -> letter(name, language.code(), recipient, values)))
                .toList();
    }

    /** Subject, text and HTML as rendered. */
    public static List<String> written(OutboundMessage letter) {
        var mail = templates().render(letter);
        return List.of(mail.subject().value(), mail.text(), mail.html());
    }

    public static Config.Mail mail(int port) {
        return mail(port, Optional.empty());
    }

    public static Config.Mail mail(int port, String bounces) {
        return mail(port, Optional.empty(), bounces);
    }

    static Config.Mail mail(int port, Optional<Path> templates) {
        return mail(port, templates, "no-reply@igj.rijkscloud.nl");
    }

    private static Config.Mail mail(int port, Optional<Path> templates, String bounces) {
        return new Config.Mail(
                "localhost",
                port,
                Config.MailSecurity.NONE,
                Optional.empty(),
                Optional.empty(),
                "no-reply@igj.rijkscloud.nl",
                bounces,
                "IGJ Rijkscloud",
                templates,
                Duration.ofDays(3));
    }

    public static OutboundMessage letter(String template, String language, String recipient,
            Map<String, String> values) {
        return new OutboundMessage(OutboundMessage.Channel.MAIL, null, template, Language.stored(language), recipient,
                values, Duration.ofDays(3));
    }
}
