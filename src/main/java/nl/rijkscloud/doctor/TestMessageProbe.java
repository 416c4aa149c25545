package nl.rijkscloud.doctor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nl.rijkscloud.mail.TestMail;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.sms.SmsGateway;
import nl.rijkscloud.typed.PhoneNumber;

/** Sends one mail or one text, if the operator names who gets it. It stands in no queue and in no report. Blocks. */
final class TestMessageProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String MAIL = "test-mail";
    private static final String TEXT = "test-text";

    private TestMessageProbe() {}

    static List<Finding> mail(Doctor.Visit visit) {
        return visit.mail().map(address -> finding(MAIL, "the mail server", send(vertx ->
                TestMail.send(vertx, visit.config(), address)))).stream().toList();
    }

    static List<Finding> text(Doctor.Visit visit) {
        return visit.sms().map(number -> PhoneNumber.parse(number)
                .map(to -> finding(TEXT, "the SMS gateway", send(vertx -> {
                    var gateway = SmsGateway.of(vertx, visit.config().sms(), visit.config().proxy());
                    return gateway.send(UUID.randomUUID(), to, "Test: " + visit.config().organisation().name()
                            + " Rijkscloud").eventually(gateway::close);
                })))
                .orElseGet(() -> Finding.error(TEXT, "what stands after --sms is no phone number",
                        "Write it as 06-12345678 or +31612345678."))).stream().toList();
    }

    private static Finding finding(String check, String who, DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted accepted -> Finding.ok(check, who + " has taken it; look if it arrives");
            case DeliveryResult.Refused refused -> Finding.error(check, who + " refuses it (" + refused.code() + ")",
                    "Look at the address, and in the log of " + who + ".");
            case DeliveryResult.Later later -> Finding.error(check, who + " does not take it now (" + later.reason()
                    + ")", "Mend what stands in red or amber about it, and try again.");
            case DeliveryResult.Unknown unknown -> Finding.warning(check, who
                    + " may have taken it, and did not say so", "Look if it arrives.");
            case DeliveryResult.Lost lost -> Finding.error(check, "it could not be made", "Try again.");
        };
    }

    private static DeliveryResult send(Function<Vertx, Future<DeliveryResult>> work) {
        var vertx = Vertx.vertx();
        try {
            return work.apply(vertx).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .otherwise(late -> new DeliveryResult.Unknown(late.getClass().getSimpleName())).await();
        } finally {
            vertx.close().await();
        }
    }
}
