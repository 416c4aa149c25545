package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.mail.MailTemplate.RenderedMail;
import nl.rijkscloud.mail.SmtpFailure.Phase;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Transport;
import nl.rijkscloud.outbox.Transport.DeliveryResult;

/**
 * Delivers mails to the SMTP server. It writes all headers from types that hold no control character. Safe for use from
 * any thread.
 *
 * <p>A refusal by the server concerns one mail only if it answers to the recipient or to the content. At any other
 * moment (greeting, TLS, login, our own address) it concerns us or the server, and someone will repair that.
 */
public final class Mailer implements Transport {
    private static final int PERMANENT = 500;

    private final Vertx vertx;
    private final Config.Mail config;
    private final MailTemplates templates;
    private final InstantSource clock;
    private final Function<Phase, Duration> patience;
    private final MailAddress from;
    private final HeaderText fromName;
    private final NetClient client;
    private final ReturnPath returnPath;

    public Mailer(Vertx vertx, Config.Mail config, MailTemplates templates, InstantSource clock) {
        this(vertx, config, templates, ReturnPath.fixed(config.bounces()), clock);
    }

    public Mailer(Vertx vertx, Config.Mail config, MailTemplates templates, ReturnPath returnPath,
            InstantSource clock) {
        this(vertx, config, templates, returnPath, clock, phase -> phase.patience);
    }

    Mailer(Vertx vertx, Config.Mail config, MailTemplates templates, ReturnPath returnPath, InstantSource clock,
            Function<Phase, Duration> patience) {
        this.returnPath = returnPath;
        this.vertx = vertx;
        this.config = config;
        this.templates = templates;
        this.clock = clock;
        this.patience = patience;
        this.from = new MailAddress(config.from());
        this.fromName = new HeaderText(config.fromName());
        this.client = vertx.createNetClient(options(config));
    }

    @Override
    public Future<DeliveryResult> deliver(UUID id, OutboundMessage outbound) {
        var to = MailAddress.of(outbound.recipient());
        if (to.isEmpty()) {
            return Future.succeededFuture(new DeliveryResult.Refused("address"));
        }
        return send(id, to.get(), templates.render(outbound));
    }

    Future<DeliveryResult> send(UUID id, MailAddress to, RenderedMail mail) {
        var message = MessageText.of(id, clock.instant(), fromName, from, to, mail);
        return returnPath.of(id)
                .compose(sender -> SmtpConversation.send(vertx, client, config, patience,
                        new SmtpConversation.Envelope(from.domain(), sender, to), message))
                .<DeliveryResult>map(sent -> new DeliveryResult.Accepted())
                .recover(trouble -> Future.succeededFuture(result(trouble)));
    }

    /** Ends the running conversations as well; each has a result then. */
    public Future<Void> close() {
        return client.close();
    }

    private static DeliveryResult result(Throwable failure) {
        if (!(failure instanceof SmtpFailure trouble)) {
            return new DeliveryResult.Later(failure.getClass().getSimpleName());
        }
        var last = trouble.phase() == Phase.FINAL_DOT;
        if (trouble.code().isEmpty()) {
            return last ? new DeliveryResult.Unknown(trouble.getMessage())
                    : new DeliveryResult.Later(trouble.getMessage());
        }
        var code = trouble.code().getAsInt();
        var aboutTheMail = last || trouble.phase() == Phase.RCPT;
        return aboutTheMail && code >= PERMANENT ? new DeliveryResult.Refused(trouble.status())
                : new DeliveryResult.Later(trouble.status());
    }

    private static NetClientOptions options(Config.Mail config) {
        var options = new NetClientOptions()
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) Phase.CONNECT.patience.toMillis());
        return config.security() == Config.MailSecurity.TLS
                ? options.setSsl(true).setHostnameVerificationAlgorithm("HTTPS")
                : options;
    }
}
