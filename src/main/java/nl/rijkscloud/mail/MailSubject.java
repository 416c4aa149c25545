package nl.rijkscloud.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;

/**
 * Rebuilds the subject of an earlier mail, for somebody who looks for it in a mailbox. The values of a mail are wiped
 * once it was accepted, so unknown values become an ellipsis.
 */
public final class MailSubject {
    private static final Pattern SECTION = Pattern.compile("\\{\\{[#^](\\w+)}}.*?\\{\\{/\\1}}");
    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern LINE = Pattern.compile("(?m)^Subject: (.*)$");

    private final Config.Organisation organisation;
    private final Config.Mail mail;

    private MailSubject(Config.Organisation organisation, Config.Mail mail) {
        this.organisation = organisation;
        this.mail = mail;
    }

    public static MailSubject of(Config config) {
        return new MailSubject(config.organisation(), config.mail());
    }

    /** @param sender the name in the subjects of mails about received documents */
    public String text(String language, String template, String sender) {
        var subject = LINE.matcher(MailTemplates.source(language + "/" + template + ".mail", mail.templates()));
        var text = subject.find() ? SECTION.matcher(subject.group(1)).replaceAll("") : template;
        return VALUE.matcher(text).replaceAll(value -> switch (value.group(1)) {
            case "sender" -> Matcher.quoteReplacement(sender);
            case "organisation" -> Matcher.quoteReplacement(organisation.name());
            default -> "...";
        });
    }
}
