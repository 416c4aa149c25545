package nl.rijkscloud.mail;

import io.vertx.core.Deployable;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;

/** Joins templates, the mail server and the drain of mails. */
public final class MailWiring {
    private MailWiring() {}

    /** Blocks while it reads the templates. */
    public static Deployable verticle(Platform platform, OutboxWiring outbox) {
        var config = platform.config();
        var templates = MailTemplates.load(config.organisation(), config.server(), config.mail());
        var mailer = new Mailer(platform.vertx(), config.mail(), templates, platform.clock());
        return new MailVerticle(platform.bus(), outbox.drain(OutboundMessage.Channel.MAIL, mailer), mailer);
    }
}
