package nl.rijkscloud.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.mail.MailTemplate.RenderedMail;
import nl.rijkscloud.outbox.OutboundMessage;

/**
 * Every mail in every language, read and checked at the start: {@code LANGUAGE/NAME.mail} in the operator's folder
 * where it is there, else the one in the jar. Immutable, safe for use from any thread.
 */
public final class MailTemplates {
    static final List<String> NAMES = List.of(
            "upload-link", "confirmation", "notification", "not-delivered", "request", "reminder", "sent",
            "sent-not-delivered", "offer", "offer-reminder",
            "uncollected", "uncollected-others", "withdrawn", "withdrawal-asked", "begin-again", "unreached",
            "unreached-sender", "recovered", "sign-in-failures", "sign-in-new-browser",
            "news", "news-received", "news-collected", "news-ending", "read-out-asked");

    private final Map<String, MailTemplate> templates;
    private final Map<String, String> fromConfig;

    private MailTemplates(Map<String, MailTemplate> templates, Map<String, String> fromConfig) {
        this.templates = Map.copyOf(templates);
        this.fromConfig = fromConfig;
    }

    /**
     * Blocks while it reads. Throws {@link IllegalArgumentException} that names each file that is missing or wrong, and
     * why.
     */
    public static MailTemplates load(Config.Organisation organisation, Config.Server server, Config.Mail mail) {
        var templates = new HashMap<String, MailTemplate>();
        var wrong = new ArrayList<String>();
        for (var language : Language.values()) {
            for (var name : NAMES) {
                var file = file(language, name);
                try {
                    templates.put(file, MailTemplate.parse(source(file, mail.templates()), language));
                } catch (IllegalArgumentException reason) {
                    wrong.add("mail template " + file + ": " + reason.getMessage());
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        return new MailTemplates(
                templates,
                Map.of(
                        Placeholder.ORGANISATION.key(),
                        organisation.name(),
                        Placeholder.ORGANISATION_FULL.key(),
                        organisation.fullName(),
                        Placeholder.PHONE.key(),
                        organisation.phone(),
                        Placeholder.PHONE_HOURS.key(),
                        organisation.phoneHours(),
                        Placeholder.PORTAL.key(),
                        server.publicUrl().toString().replaceFirst("/+$", ""),
                        Placeholder.FROM.key(),
                        mail.from()));
    }

    /** The files in the operator's folder that replace one of ours. */
    public static List<String> files() {
        return Stream.of(Language.values()).flatMap(language -> NAMES.stream().map(name -> file(language, name)))
                .toList();
    }

    /** Throws {@link IllegalArgumentException} if the message names no template or lacks a value of its template. */
    RenderedMail render(OutboundMessage message) {
        var template = templates.get(file(message.language(), message.template()));
        if (template == null) {
            throw new IllegalArgumentException(
                    "there is no mail template " + message.template() + " in " + message.language());
        }
        var values = new HashMap<String, Object>();
        List.of(Placeholder.NUMBER, Placeholder.ABOUT, Placeholder.REFUSED, Placeholder.CHECKING, Placeholder.NOTHING)
                .forEach(optional -> values.put(optional.key(), ""));
        message.values().forEach((key, value) -> values.put(key, written(key, value)));
        fromConfig.forEach((key, value) -> values.put(key, written(key, value)));
        values.put(Placeholder.SINGLE.key(), "1".equals(message.values().get(Placeholder.COUNT.key())));
        return template.render(values);
    }

    private static String written(String key, String value) {
        return Placeholder.of(key)
                .map(placeholder -> placeholder.written(value))
                .orElseThrow(() -> new IllegalArgumentException("a message has no value called '" + key + "'"));
    }

    private static String file(Language language, String name) {
        return language.code() + "/" + name + ".mail";
    }

    static String source(String file, Optional<Path> folder) {
        var own = folder.map(path -> path.resolve(file)).filter(Files::exists);
        try (var in = own.isPresent()
                ? Files.newInputStream(own.get())
                : MailTemplates.class.getResourceAsStream("/mail/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("it is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
