package nl.rijkscloud.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.code.SmsCatcher;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.SmsProviders;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.outbox.SmsDeliveryRecorder;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the outbox to the report, with a provider that is down, slow, forgetful or confused: no text is sent twice or by
 * mail.
 */
final class SmsDutyTest {
    private static final PurposeKeys PURPOSES = TestPurposeKeys.sample();
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final UUID transfer = UUID.randomUUID();
    private final Vertx vertx = Vertx.vertx();
    private final SmsCatcher provider = new SmsCatcher(vertx);
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final PeriodSeal seal = TestPeriods.seal(vertx, config, database, clock, PURPOSES);
    private final SmsDeliveryRecorder deliveries = new SmsDeliveryRecorder(database, clock);

    @BeforeEach
    void aCodeIsDue() {
        TestDatabase.sql(config, """
                insert into transfer (
                    id, kind, state, language, sender_name, sender_email, contact_name, contact_email, created_at,
                        expires_at)
                values ('%s', 'submitted', 'open', 'nl', 'A', 'a@voorbeeld.nl', 'M', 'm@igj.nl', now(), now())
                """.formatted(transfer));
        var outbox = new Outbox(seal, clock, new Bus(vertx));
        database.inTransaction(tx -> outbox.add(tx, new OutboundMessage(
                OutboundMessage.Channel.SMS, transfer, SmsText.SIGN_IN_CODE, Language.NL, "+31612345678",
                Map.of(SmsText.CODE, "123456"), LIFE))).await();
    }

    /** In every case a text message stays one. */
    @AfterEach
    void nothingMovedToMail() {
        assertThat(value("select count(*) from outbox where channel = 'mail'")).isEqualTo("0");
        database.close().await();
        vertx.close().await();
    }

    @Test
    void providersReferenceIsStoredAndTheCodeIsNot() {
        provider.words = Buffer.buffer("{\"id\": \"m-1\"}");

        drain("json-bearer").run().await();

        assertThat(row("state, provider_id, payload is null, delivery is null")).isEqualTo("(accepted,m-1,t,t)");
        assertThat(events()).isEqualTo("sms-accepted");
    }

    @ParameterizedTest
    @ValueSource(ints = {SmsCatcher.BROKEN, 500, 502})
    void unknownOutcomeIsNotRetriedWithoutReferences(int status) {
        provider.status = status;

        drain("form-basic").run().await();
        provider.status = 200;
        clock.advance(Duration.ofMinutes(6));
        drain("form-basic").run().await();

        assertThat(provider.messages).hasSize(1);
        assertThat(row("state, payload is null")).isEqualTo("(unknown,t)");
        assertThat(events()).isEqualTo("sms-unknown");
    }

    @Test
    void certainFailureIsRetriedWithoutReferences() {
        provider.status = 503;
        drain("form-basic").run().await();
        provider.status = 200;
        provider.words = Buffer.buffer("{\"message\": {\"id\": \"m-1\", \"state\": \"queued\"}}");

        clock.advance(Duration.ofMinutes(1));
        drain("form-basic").run().await();

        assertThat(provider.messages).hasSize(2);
        assertThat(row("state, provider_id")).isEqualTo("(accepted,m-1)");
    }

    /** The process that was sending it died, so the outcome is unknown. */
    @Test
    void abandonedMessageIsNotRetriedWithoutReferences() {
        provider.status = SmsCatcher.SILENT;
        drain("form-basic").run();
        await().until(() -> provider.messages.size() == 1);

        clock.advance(Duration.ofMinutes(6));
        provider.status = 200;
        drain("form-basic").run().await();

        assertThat(provider.messages).hasSize(1);
        assertThat(row("state")).isEqualTo("unknown");
    }

    @Test
    void abandonedMessageIsRetriedUnderTheSameReference() {
        provider.status = SmsCatcher.SILENT;
        drain("json-bearer").run();
        await().until(() -> provider.messages.size() == 1);

        clock.advance(Duration.ofMinutes(6));
        provider.status = 202;
        drain("json-bearer").run().await();

        assertThat(provider.messages).hasSize(2).extracting(message -> message.content().getString("reference"))
                .containsOnly(row("id"));
        assertThat(row("state")).isEqualTo("accepted");
    }

    @Test
    void reportSettlesAMessageWithALostResponse() {
        provider.status = SmsCatcher.BROKEN;
        drain("json-bearer").run().await();

        report(Optional.of(UUID.fromString(row("id"))), Optional.empty(), SmsDeliveryRecorder.Outcome.DELIVERED);
        clock.advance(Duration.ofMinutes(6));
        drain("json-bearer").run().await();

        assertThat(provider.messages).hasSize(1);
        assertThat(row("state, delivery, payload is null")).isEqualTo("(accepted,delivered,t)");
    }

    @Test
    void reportSettlesAMessageWithAnUnknownOutcome() {
        provider.status = SmsCatcher.BROKEN;
        drain("form-basic").run().await();

        report(Optional.of(UUID.fromString(row("id"))), Optional.empty(), SmsDeliveryRecorder.Outcome.FAILED);

        assertThat(row("state, delivery")).isEqualTo("(accepted,failed)");
        assertThat(events()).isEqualTo("sms-unknown,sms-failed");
    }

    @Test
    void deliveredMessageStaysDeliveredAndIsReportedOnce() {
        accepted("m-1");
        var at = report(Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.DELIVERED);

        clock.advance(Duration.ofMinutes(1));
        report(Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.DELIVERED);
        report(Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.FAILED);

        assertThat(row("delivery, delivered_at")).isEqualTo(at);
        assertThat(events()).isEqualTo("sms-accepted,sms-delivered");
    }

    @Test
    void failedMessageMayStillBeReportedDelivered() {
        accepted("m-1");

        report(Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.FAILED);
        report(Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.DELIVERED);

        assertThat(row("delivery")).isEqualTo("delivered");
        assertThat(events()).isEqualTo("sms-accepted,sms-failed,sms-delivered");
    }

    @Test
    void onlyOneOfParallelIdenticalReportsCounts() {
        accepted("m-1");

        Future.all(IntStream.range(0, 30)
                .mapToObj(i -> deliveries.record(
                        Optional.empty(), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.DELIVERED))
                .toList()).await();

        assertThat(events()).isEqualTo("sms-accepted,sms-delivered");
    }

    @Test
    void reportAboutAnotherMessageOrAMailChangesNothing() {
        accepted("m-1");
        TestDatabase.sql(config, "update outbox set channel = 'mail'");

        report(Optional.of(UUID.fromString(row("id"))), Optional.of("m-1"), SmsDeliveryRecorder.Outcome.FAILED);
        TestDatabase.sql(config, "update outbox set channel = 'sms'");
        report(Optional.of(UUID.randomUUID()), Optional.of("m-2"), SmsDeliveryRecorder.Outcome.FAILED);

        assertThat(row("delivery is null")).isEqualTo("t");
        assertThat(events()).isEqualTo("sms-accepted");
    }

    private void accepted(String id) {
        provider.words = Buffer.buffer("{\"id\": \"" + id + "\"}");
        drain("json-bearer").run().await();
    }

    /** Returns the row's values after that. */
    private String report(Optional<UUID> reference, Optional<String> id, SmsDeliveryRecorder.Outcome outcome) {
        deliveries.record(reference, id, outcome).await();
        return row("delivery, delivered_at");
    }

    private OutboxDrain drain(String description) {
        var gateway = new HttpSmsGateway(
                vertx, provider.config(SmsProviders.builtIn(description), Duration.ofSeconds(20)),
                Config.Proxy.NONE);
        return new OutboxDrain(
                database, seal, clock, new SecureRandom(), OutboundMessage.Channel.SMS,
                new SmsTransport(new SmsText("IGJ", "igj.rijkscloud.nl"), gateway));
    }

    private String events() {
        return value("select string_agg(kind, ',' order by id) from event");
    }

    private String row(String columns) {
        return value("select " + (columns.contains(",") ? "(" + columns + ")" : columns) + " from outbox");
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }
}
