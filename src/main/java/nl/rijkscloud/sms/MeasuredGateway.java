package nl.rijkscloud.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import nl.rijkscloud.typed.PhoneNumber;

/** Counts the results of attempts to hand over messages. Any thread that may use the gateway may use this. */
final class MeasuredGateway implements SmsGateway {
    private static final List<String> OUTCOMES = List.of("accepted", "refused", "later", "unknown");

    private final SmsGateway gateway;
    private final MeterRegistry metrics;

    MeasuredGateway(SmsGateway gateway, MeterRegistry metrics) {
        this.gateway = gateway;
        this.metrics = metrics;
        OUTCOMES.forEach(this::counter);
    }

    @Override
    public Future<DeliveryResult> send(UUID reference, PhoneNumber to, String text) {
        return gateway.send(reference, to, text).onSuccess(this::count);
    }

    @Override
    public boolean mayRepeat() {
        return gateway.mayRepeat();
    }

    @Override
    public Future<Void> close() {
        return gateway.close();
    }

    private void count(DeliveryResult result) {
        counter(result.getClass().getSimpleName().toLowerCase(Locale.ROOT)).increment();
    }

    private Counter counter(String outcome) {
        return Counter.builder("rijkscloud.sms").tag("outcome", outcome)
                .description("Attempts to hand a text message to the provider").register(metrics);
    }
}
