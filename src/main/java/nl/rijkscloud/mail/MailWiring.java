package nl.rijkscloud.mail;

import io.vertx.core.Deployable;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;

/** Wires templates, the mail server and the drain of mails. */
public final class MailWiring {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private MailWiring() {}

    /**
     * Blocks while it reads the templates.
     *
     * @param chores look after mails that have left
     */
    public static Deployable verticle(
            Platform platform, OutboxWiring outbox, ReturnPath returnPath, List<PeriodicTask> chores) {
        var config = platform.config();
        var templates = MailTemplates.load(config.organisation(), config.server(), config.mail());
        var mailer = new Mailer(platform.vertx(), config.mail(), templates, returnPath, platform.clock());
        var interval = config.bounce().map(Config.Bounce::interval).orElse(INTERVAL);
        return new MailVerticle(platform.bus(), outbox.drain(OutboundMessage.Channel.MAIL, mailer), mailer,
                new MailVerticle.Chores(chores, interval, platform.metrics()));
    }
}
