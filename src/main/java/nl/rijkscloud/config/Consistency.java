package nl.rijkscloud.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The rules between keys, and between keys and this machine. Each speaks only when its own keys were right by
 * themselves.
 */
final class Consistency {
    private static final int SHORTEST_SECRET = 16;
    private static final List<String> THEME = List.of("theme.css", "logo.svg");

    private final ConfigErrors mistakes;

    Consistency(ConfigErrors mistakes) {
        this.mistakes = mistakes;
    }

    void check(Config config) {
        contact(config.organisation());
        config.organisation().theme().ifPresent(this::theme);
        ports(config);
        config.server().tls().ifPresent(this::tls);
        config.server().former().ifPresent(former -> former(former, config.server().publicUrl().getHost()));
        config.storage().s3().ifPresent(this::s3);
        sessions(config.sessions());
        retention(config.retention());
        scan(config.scan());
        mail(config.mail());
        config.bounce().ifPresent(this::bounce);
        if (config.sms().provider() != null) {
            sms(config.sms());
        }
    }

    private void contact(Config.Organisation organisation) {
        if (mistakes.free("organisation.contactEmail", "organisation.domains")) {
            var email = organisation.contactEmail();
            var domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
            if (!organisation.domains().contains(domain)) {
                mistakes.add("organisation.contactEmail", '"' + email + "\" is in none of organisation.domains");
            }
        }
    }

    private void theme(Path folder) {
        if (isFolder("organisation.theme", folder)) {
            var own = THEME.stream().map(folder::resolve).filter(Files::exists).toList();
            if (own.isEmpty()) {
                mistakes.add("organisation.theme",
                        '"' + folder.toString() + "\" holds neither " + String.join(" nor ", THEME));
            }
            own.forEach(file -> readable("organisation.theme", file));
        }
    }

    private boolean isFolder(String path, Path folder) {
        if (!Files.isDirectory(folder)) {
            mistakes.add(path, '"' + folder.toString() + "\" is not a folder");
        } else if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            mistakes.add(path, '"' + folder.toString() + "\" is a folder that this user cannot read");
        }
        return mistakes.free(path);
    }

    private void ports(Config config) {
        var port = config.management().port();
        if (port != 0 && port == config.server().port()) {
            mistakes.add("management.port", port + " is server.port too; management would be open to everyone");
        }
    }

    private void tls(Config.Tls tls) {
        readable("server.tls.certificate", tls.certificate());
        readable("server.tls.key", tls.key());
    }

    private void former(Config.Former former, String host) {
        if (mistakes.free("server.former.url", "server.publicUrl") && host.equalsIgnoreCase(former.url().getHost())) {
            mistakes.add("server.former.url", "has the host of server.publicUrl: nobody would get in");
        }
    }

    private void s3(Config.S3 s3) {
        s3.accessKeyFile().ifPresent(file -> readable("storage.s3.accessKeyFile", file));
        s3.secretKeyFile().ifPresent(file -> readable("storage.s3.secretKeyFile", file));
        s3.caFile().ifPresent(file -> readable("storage.s3.caFile", file));
    }

    private void readable(String path, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            mistakes.add(path, '"' + file.toString() + "\" is not a file that can be read");
        }
    }

    private void sessions(Config.Sessions sessions) {
        if (mistakes.free("sessions.idle", "sessions.absolute") && sessions.absolute().compareTo(sessions.idle()) < 0) {
            mistakes.add("sessions.absolute", "is shorter than sessions.idle");
        }
        if (mistakes.free("sessions.staffIdle", "sessions.staffAbsolute")
                && sessions.staffAbsolute().compareTo(sessions.staffIdle()) < 0) {
            mistakes.add("sessions.staffAbsolute", "is shorter than sessions.staffIdle");
        }
    }

    private void scan(ScanSettings scan) {
        if (scan.kind() == ScanSettings.Kind.NONE && scan.notScanned() == ScanSettings.Treatment.REFUSE) {
            mistakes.add("scan.notScanned", "would refuse every document while scan.kind is none");
        }
        if (scan.infected() == ScanSettings.Treatment.HOLD) {
            mistakes.add("scan.infected", "can be deliver, warn or refuse");
        }
        if (scan.notScanned() == ScanSettings.Treatment.HOLD && scan.hold().isZero() && mistakes.free("scan.hold")) {
            mistakes.add("scan.hold", "is 0s, but scan.notScanned is hold");
        }
        scan.caFile().ifPresent(file -> readable("scan.caFile", file));
        scan.address().filter(uri -> mistakes.free("scan.address") && uri.getHost() != null)
                .filter(uri -> !uri.getScheme().equals("icaps"))
                .filter(uri -> !scan.plaintextNetwork() && !TextRules.local(uri.getHost()))
                .ifPresent(uri -> mistakes.add("scan.address", "would send every document to " + uri.getHost()
                        + " unencrypted; scan.plaintextNetwork: true says that nobody else listens on that network"));
    }

    private void retention(Config.Retention terms) {
        var longest = Stream.of(terms.submitted(), terms.requested(), terms.sent()).max(Comparator.naturalOrder());
        if (mistakes.free("retention.delivered", "retention.submitted", "retention.requested", "retention.sent",
                "retention.maximum", "links.delivered", "links.maximum")
                && terms.maximum().compareTo(longest.orElseThrow()) < 0) {
            mistakes.add("retention.maximum", "is shorter than the life of a delivered transfer");
        }
    }

    private void mail(Config.Mail mail) {
        if (mail.user().isPresent() != mail.password().isPresent() && mistakes.free("mail.user", "mail.password")) {
            mistakes.add("mail", "needs user and password, or neither");
        }
        if (mail.password().isPresent() && mail.security() == Config.MailSecurity.NONE
                && !TextRules.local(mail.host())) {
            mistakes.add("mail.security", "none would send the password to " + mail.host() + " in the open");
        }
        mail.templates().ifPresent(folder -> isFolder("mail.templates", folder));
    }

    private void bounce(Config.Bounce bounce) {
        if (mistakes.free("bounce.passwordFile")) {
            readable("bounce.passwordFile", bounce.passwordFile());
        }
        bounce.caFile().ifPresent(file -> readable("bounce.caFile", file));
        if (bounce.security() == Config.MailSecurity.NONE && !TextRules.local(bounce.host())) {
            mistakes.add("bounce.security", "none would send the password to " + bounce.host() + " in the open");
        }
    }

    private void sms(Config.Sms sms) {
        if (sms.provider().request().authentication() == SmsProvider.Authentication.BASIC
                && (sms.user().isEmpty() || sms.token().isEmpty()) && mistakes.free("sms.user", "sms.token")) {
            mistakes.add("sms", "needs user and token: this provider asks for both");
        }
        sms.callbackSecret().filter(secret -> mistakes.free("sms.callbackSecret")).ifPresent(secret -> {
            if (sms.provider().callback().isEmpty()) {
                mistakes.add("sms.callbackSecret", "is of no use: the description of this provider has no callback");
            }
            if (secret.reveal().length() < SHORTEST_SECRET) {
                mistakes.add("sms.callbackSecret",
                        "has fewer than " + SHORTEST_SECRET + " characters and can be guessed");
            }
        });
    }
}
