package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Carrier;
import nl.rijkscloud.outbox.Letter;
import nl.rijkscloud.outbox.Verdict;

/**
 * Carries mails to the SMTP server. All headers are written here, from types that hold no control character; the client
 * library, which would let a line feed through, only encodes the body. Safe for use from any thread.
 */
public final class Mailer implements Carrier {
    private static final int STALLED_SECONDS = 45;
    private static final int PERMANENT = 500;
    /**
     * The library's words for the two moments at which a refusal is about this one mail: its recipient and its content.
     * At any other moment (greeting, TLS, login, our own address) it is about us or the server, and somebody will
     * repair that.
     */
    private static final Pattern ABOUT_THE_MAIL =
            Pattern.compile("^(recipient address not accepted|sending data failed)");

    private final MailTemplates templates;
    private final InstantSource clock;
    private final MailAddress from;
    private final HeaderText fromName;
    private final MailClient client;

    public Mailer(Vertx vertx, Config.Mail config, MailTemplates templates, InstantSource clock) {
        this.templates = templates;
        this.clock = clock;
        this.from = new MailAddress(config.from());
        this.fromName = new HeaderText(config.fromName());
        this.client = MailClient.create(vertx, options(config, from.domain()));
    }

    @Override
    public Future<Verdict> carry(UUID id, Letter letter) {
        var to = MailAddress.of(letter.recipient());
        if (to.isEmpty()) {
            return Future.succeededFuture(new Verdict.Refused("address"));
        }
        return client.sendMail(message(id, to.get(), templates.render(letter)))
                .<Verdict>map(sent -> new Verdict.Accepted())
                .recover(trouble -> Future.succeededFuture(verdict(trouble)));
    }

    public Future<Void> close() {
        return client.close();
    }

    private MailMessage message(UUID id, MailAddress to, Mail mail) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("From", fromName.asDisplayName() + " <" + from + ">")
                .add("To", to.value())
                .add("Subject", mail.subject().encoded())
                .add(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                clock.instant().atOffset(ZoneOffset.UTC)))
                // The same at every attempt, so that a mail that went out twice is seen to be one.
                .add("Message-ID", "<" + id + "@" + from.domain() + ">")
                .add("Auto-Submitted", "auto-generated");
        return new MailMessage()
                .setFrom(from.value())
                .setTo(to.value())
                .setText(mail.text())
                .setHtml(mail.html())
                .setHeaders(headers);
    }

    private static Verdict verdict(Throwable trouble) {
        if (!(trouble instanceof SMTPException answer)) {
            return new Verdict.Later(trouble.getClass().getSimpleName());
        }
        var code = Integer.toString(answer.getReplyCode());
        var refused = answer.getReplyCode() >= PERMANENT
                && ABOUT_THE_MAIL.matcher(answer.getMessage()).find();
        return refused ? new Verdict.Refused(code) : new Verdict.Later(code);
    }

    private static MailConfig options(Config.Mail config, String domain) {
        var options = new MailConfig(config.host(), config.port())
                .setOwnHostname(domain)
                .setUserAgent("rijkscloud")
                .setSsl(config.security() == Config.MailSecurity.TLS)
                .setStarttls(
                        config.security() == Config.MailSecurity.STARTTLS
                                ? StartTLSOptions.REQUIRED
                                : StartTLSOptions.DISABLED)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setLogin(config.user().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(10))
                .setIdleTimeout(STALLED_SECONDS);
        config.user().ifPresent(options::setUsername);
        config.password().ifPresent(password -> options.setPassword(password.reveal()));
        return options;
    }
}
