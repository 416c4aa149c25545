package nl.rijkscloud.mail;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Letter;

/** The parts of the configuration that mails use, and letters. */
public final class MailFixture {
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
            List.of(),
            Optional.empty());
    public static final Map<String, String> VALUES = Map.of(
            "sender",
            "Anna de Vries",
            "senderEmail",
            "anna@voorbeeld.nl",
            "senderOrganisation",
            "Zorggroep",
            "contact",
            "Meldpunt",
            "name",
            "Jan de Boer",
            "link",
            LINK,
            "submitted",
            "12 november 2026 om 14.05 uur",
            "until",
            "19 november 2026 om 14.05 uur",
            "count",
            "3");

    private MailFixture() {}

    public static MailTemplates templates() {
        return MailTemplates.load(ORGANISATION, SERVER, mail(25, Optional.empty()));
    }

    public static Config.Mail mail(int port) {
        return mail(port, Optional.empty());
    }

    static Config.Mail mail(int port, Optional<Path> templates) {
        return new Config.Mail(
                "localhost",
                port,
                Config.MailSecurity.NONE,
                Optional.empty(),
                Optional.empty(),
                "no-reply@igj.rijkscloud.nl",
                "IGJ Rijkscloud",
                templates,
                Duration.ofDays(3));
    }

    public static Letter letter(String template, String language, String recipient, Map<String, String> values) {
        return new Letter(Letter.Channel.MAIL, null, template, language, recipient, values, Duration.ofDays(3));
    }
}
