package nl.rijkscloud.code;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.code.RecipientCodeService.CodeStatus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.sms.RecipientCodeFixture;
import nl.rijkscloud.sms.SmsText;
import nl.rijkscloud.testing.SampleTransfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on requests for a text message with a code. */
final class RequestCodeTest {
    @TempDir
    Path folder;

    private RecipientCodeFixture fixture;

    @BeforeEach
    void make() {
        fixture = new RecipientCodeFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void codesAreAMinuteApartIncludingTheFirst() {
        fixture.first();
        fixture.pass(Duration.ofSeconds(20));

        assertThat(refused().extras()).containsEntry("retryAfter", 40L);
        assertThat(status().pause()).isEqualTo(Duration.ofSeconds(40));

        fixture.pass(Duration.ofSeconds(40));
        fixture.requested();
        assertThat(refused().extras()).containsEntry("retryAfter", 60L);
    }

    @Test
    void onlyOneOfParallelRequestsSends() {
        var requests = IntStream.range(0, 50).mapToObj(request -> request()).toList();
        await(Future.join(requests).otherwiseEmpty());

        assertThat(requests).filteredOn(Future::succeeded).hasSize(1);
        assertThat(fixture.transfer.carried(OutboundMessage.Channel.SMS)).hasSize(1);
        assertThat(fixture.transfer.value("select (select sum(hits) from throttle) + (select sum(hits) from "
                + "throttle_part)"))
                .contains("2"); // for the number and for the portal
    }

    @Test
    void numberGetsThreeCodesADayBesideThoseFromStaff() {
        IntStream.range(0, RecipientCodeFixture.PER_NUMBER).forEach(time -> {
            fixture.first();
            fixture.pass(RecipientCodeService.PAUSE);
            fixture.requested();
            fixture.pass(RecipientCodeService.PAUSE);
        });

        assertThat(refused().kind()).isEqualTo(Failure.Kind.TOO_MANY);
        assertThat(fixture.transfer.carried(OutboundMessage.Channel.SMS)).isEmpty();
        assertThat(fixture.metrics.get("rijkscloud.codes.braked").counter().count()).isZero();

        fixture.pass(Duration.ofDays(2));
        fixture.requested();
    }

    @Test
    void refusedRequestLeavesTheLastCodeValid() {
        var code = fixture.first();
        refused();

        assertThat(await(fixture.guess(fixture.browser(), code))).isNotNull();
    }

    @Test
    void portalWideLimitAlarmsTheOperator() {
        IntStream.range(0, RecipientCodeFixture.PER_HOUR)
                .forEach(elsewhere -> await(fixture.transfer.throttle.count(fixture.limits.codesTotal())));

        assertThat(refused().kind()).isEqualTo(Failure.Kind.TOO_MANY);
        assertThat(fixture.metrics.get("rijkscloud.codes.braked").counter().count()).isEqualTo(1);
        assertThat(fixture.transfer.value("select count(*) from outbox")).contains("0");
    }

    @Test
    void messageWithAReplacedCodeIsNotSent() {
        await(fixture.transfer.database.inTransaction(tx -> fixture.transfer.codes.sendFirst(tx, fixture.receiver())));
        fixture.pass(RecipientCodeService.PAUSE);
        await(request());

        assertThat(fixture.transfer.carried(OutboundMessage.Channel.SMS)).extracting(OutboundMessage::template)
                .containsExactly(SmsText.FRESH_CODE);
    }

    @Test
    void messagesBelongToTheTransferAndExpireWithTheirCode() {
        fixture.first();

        assertThat(fixture.transfer.value("""
                select o.template from outbox o join recipient_code c on c.letter_id = o.id
                where o.transfer_id is not null and o.expires_at = c.expires_at and o.recipient = '%s'"""
                .formatted(SampleTransfer.MOBILE.e164()))).contains(SmsText.ACTIVATION_CODE);
    }

    @Test
    void statusTellsHowLongTheCodeIsValid() {
        assertThat(status().until()).isEmpty();
        fixture.first();
        assertThat(status().until())
                .contains(fixture.transfer.clock.instant().plus(SampleTransfer.CODES.activation()));

        fixture.pass(SampleTransfer.CODES.activation());

        assertThat(status()).isEqualTo(new CodeStatus(Optional.empty(), CodeMeans.SMS, Duration.ZERO, false));
    }

    private Future<Duration> request() {
        return fixture.codes.request(fixture.receiver(), Actor.NOBODY);
    }

    private CodeStatus status() {
        return await(fixture.codes.findStatus(fixture.transfer.contact.id()));
    }

    private Failure refused() {
        return (Failure) catchThrowable(() -> await(request())).getCause();
    }
}
