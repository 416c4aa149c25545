package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.Transport.DeliveryResult;

/** A mail that an operator sends to find out if mails arrive. It goes as all others do, and stands in no queue. */
public final class TestMail {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SOURCE = """
            Subject: Test van {{organisation}} Rijkscloud

            Dit is een testmail van {{portal}}. U hoeft niets te doen.

            This is a test mail. You need not do anything.
            """;

    private TestMail() {}

    public static Future<DeliveryResult> send(Vertx vertx, Config config, String address) {
        var to = MailAddress.of(address);
        if (to.isEmpty()) {
            return Future.succeededFuture(new DeliveryResult.Refused("address"));
        }
        var mail = MailTemplate.parse(SOURCE, Language.STAFF).render(Map.of(
                Placeholder.ORGANISATION.key(), config.organisation().name(),
                Placeholder.PORTAL.key(), config.server().publicUrl().toString()));
        return new Mailer(vertx, config.mail(), MailTemplates.load(config.organisation(), config.server(),
                config.mail()), ReturnPath.fixed(config.mail().bounces()), InstantSource.system(),
                phase -> PATIENCE).send(UUID.randomUUID(), to.get(), mail);
    }
}
