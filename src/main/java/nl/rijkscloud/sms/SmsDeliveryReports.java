package nl.rijkscloud.sms;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.config.SmsProvider;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.outbox.SmsDeliveryRecorder;
import nl.rijkscloud.outbox.SmsDeliveryRecorder.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the delivery reports of the provider. First the signature, over the bytes as they came; only then are they
 * read. Safe for use from any thread.
 */
final class SmsDeliveryReports {
    /**
     * An unverified delivery report.
     *
     * @param signature and {@code timestamp}: the values of the headers that the description names
     */
    record SmsDeliveryReport(Optional<String> signature, Optional<String> timestamp, byte[] body) {
        /** Without the number in it, so that no log shows it by accident. */
        @Override
        public String toString() {
            return "SmsDeliveryReport[***]";
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SmsDeliveryReports.class);

    private final SmsProvider.Callback shape;
    private final DeliveryReportSignature signature;
    private final SmsDeliveryRecorder deliveries;

    private SmsDeliveryReports(
            SmsProvider.Callback shape, Secret secret, SmsDeliveryRecorder deliveries, InstantSource clock) {
        this.shape = shape;
        this.signature = new DeliveryReportSignature(shape, secret, clock);
        this.deliveries = deliveries;
    }

    /** Empty when the operator and the provider have agreed on no secret. */
    public static Optional<SmsDeliveryReports> of(
            Config.Sms config, SmsDeliveryRecorder deliveries, InstantSource clock) {
        return config.provider().callback().flatMap(shape -> config.callbackSecret()
                .map(secret -> new SmsDeliveryReports(shape, secret, deliveries, clock)));
    }

    /**
     * The report in a request.
     *
     * @param header gives a header's value by its name, or null
     */
    SmsDeliveryReport read(UnaryOperator<String> header, byte[] body) {
        return new SmsDeliveryReport(
                Optional.ofNullable(header.apply(shape.signature().header())),
                shape.timestamp().map(time -> header.apply(time.header())),
                body);
    }

    /**
     * Fails with {@code NOT_FOUND} when the provider did not sign the report, or signed it too long ago. Otherwise it
     * succeeds.
     */
    Future<Void> take(SmsDeliveryReport report) {
        if (!signature.fits(report)) {
            LOG.info("A delivery report was refused: its signature or its time is not right");
            return Future.failedFuture(Failure.notFound());
        }
        var content = ProviderAnswer.of(Buffer.buffer(report.body()));
        var reference = shape.reference().flatMap(content::word).flatMap(SmsDeliveryReports::uuid);
        var providerId = shape.id().flatMap(content::word);
        var status = content.word(shape.status());
        if (status.isEmpty() || (reference.isEmpty() && providerId.isEmpty())) {
            LOG.warn("A delivery report is signed, but not what sms.provider describes: it was dropped");
            return Future.succeededFuture();
        }
        return outcome(status.get())
                .map(outcome -> deliveries.record(reference, providerId, outcome))
                .orElse(Future.succeededFuture());
    }

    /** Empty for a message that is still on its way. */
    private Optional<Outcome> outcome(String status) {
        if (shape.delivered().contains(status)) {
            return Optional.of(Outcome.DELIVERED);
        }
        return shape.failed().contains(status) ? Optional.of(Outcome.FAILED) : Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
