package nl.rijkscloud.code;

import io.vertx.core.Deployable;
import java.util.List;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.sms.SmsWiring;

/** Wires the codes of sign-ins and of recipients, and the verticle that sends them. */
public record CodeWiring(
        OtpService signIns, RecipientCodes recipientCodes, RecipientCodeService recipients,
        ActivationCodeLimits activationLimits) {

    public static CodeWiring of(
            Platform platform, LimitWiring limit, AuditWiring audit, OutboxWiring messages, LinkWiring link) {
        var config = platform.config().codes();
        var outbox = messages.outbox();
        var codes = new RecipientCodes(outbox, platform.keys(), platform.random(), platform.clock(), config);
        return new CodeWiring(
                new OtpService(
                        platform.database(), outbox, limit.throttle(), limit.limits(), audit.audit(),
                        platform.keys(), platform.random(), platform.clock(), config),
                codes,
                new RecipientCodeService(
                        platform.database(), codes, link.sessions(), outbox, limit.throttle(), limit.limits(),
                        new CodeLimitAlarm(platform.metrics(), platform.clock()), audit.audit(), platform.keys(),
                        platform.random(), platform.clock(), config),
                new ActivationCodeLimits(limit.throttle(), limit.limits(), config.first()));
    }

    public List<PeriodicTask> chores() {
        return List.of(
                new PeriodicTask("codes", pass -> signIns.clear()),
                new PeriodicTask("recipient-codes", pass -> recipients.clear()));
    }

    public static Deployable verticle(Platform platform, OutboxWiring messages) {
        var gateway = SmsWiring.gateway(platform);
        var transport = SmsWiring.transport(platform, gateway);
        return new OtpVerticle(platform.bus(), messages.drain(OutboundMessage.Channel.SMS, transport), gateway);
    }
}
