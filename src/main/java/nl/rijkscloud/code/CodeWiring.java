package nl.rijkscloud.code;

import io.vertx.core.Deployable;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.sms.CodeLimitAlarm;
import nl.rijkscloud.sms.SmsWiring;

/** Joins the codes of sign-ins and of recipients, and the verticle that sends them. */
public final class CodeWiring {
    private final Platform platform;
    private final OutboxWiring messages;
    private final OtpService signIns;
    private final RecipientCodes recipientCodes;
    private final RecipientCodeService recipients;
    private final ActivationCodeLimits activationLimits;

    public CodeWiring(Platform platform, OutboxWiring messages, LimitWiring limit, Sessions sessions, Audit audit) {
        this.platform = platform;
        this.messages = messages;
        var config = platform.config().codes();
        var outbox = messages.outbox();
        signIns = new OtpService(
                platform.database(), outbox, limit.throttle(), limit.limits(), audit, platform.master(),
                platform.random(), platform.clock(), config);
        recipientCodes = new RecipientCodes(outbox, platform.master(), platform.random(), platform.clock(), config);
        recipients = new RecipientCodeService(
                platform.database(), recipientCodes, sessions, outbox, limit.throttle(), limit.limits(),
                new CodeLimitAlarm(platform.metrics(), platform.clock()), audit, platform.master(), platform.random(),
                platform.clock(), config);
        activationLimits = new ActivationCodeLimits(limit.throttle(), limit.limits(), config.first());
    }

    public OtpService signIns() {
        return signIns;
    }

    public RecipientCodes recipientCodes() {
        return recipientCodes;
    }

    public RecipientCodeService recipients() {
        return recipients;
    }

    public ActivationCodeLimits activationLimits() {
        return activationLimits;
    }

    public Deployable verticle(Bus bus) {
        var gateway = SmsWiring.gateway(platform);
        var transport = SmsWiring.transport(platform, gateway);
        return new OtpVerticle(bus, messages.drain(OutboundMessage.Channel.SMS, transport), gateway);
    }
}
