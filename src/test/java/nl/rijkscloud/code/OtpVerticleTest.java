package nl.rijkscloud.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.sms.OtpFixture;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The duty to send: between the outbox and an unreliable gateway. */
final class OtpVerticleTest {
    private final OtpFixture fixture = new OtpFixture();
    private final byte[] session = fixture.session(1);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void codeIsSentAsSoonAsItIsIssued() {
        fixture.vertx.deployVerticle(new OtpVerticle(fixture.bus, fixture.drain, fixture.gateway)).await();

        fixture.codes.issue(session, fixture.staff, OtpFixture.PHONE, Language.EN).await();

        await().until(() -> fixture.catcher.messages.size() == 1);
    }

    @Test
    void gatewayThatIsDownGetsTheSameReferenceAgain() {
        fixture.catcher.status = 503;
        fixture.issue(session);
        fixture.catcher.status = SmsCatcher.BROKEN; // may have accepted it, without a response
        fixture.pass(Duration.ofMinutes(2));
        fixture.drain.run().await();
        fixture.catcher.status = 202;
        fixture.pass(Duration.ofMinutes(3));
        fixture.drain.run().await();

        assertThat(fixture.catcher.messages).hasSize(3)
                .extracting(message -> message.content().getString("reference")).containsOnly(
                        TestDatabase.value(fixture.config, "select id from outbox").orElseThrow());
        assertThat(TestDatabase.value(fixture.config, "select state from outbox")).contains("accepted");
    }

    @Test
    void expiredCodeIsNeverSent() {
        fixture.catcher.status = 503;
        fixture.issue(session);
        fixture.catcher.status = 202;

        fixture.pass(OtpFixture.LIFETIME);
        fixture.drain.run().await();

        assertThat(fixture.catcher.messages).hasSize(1);
        assertThat(TestDatabase.value(fixture.config, "select state from outbox")).contains("expired");
    }

    @Test
    void refusedMessageIsNotRepeated() {
        fixture.catcher.status = 422;
        fixture.issue(session);
        fixture.pass(Duration.ofMinutes(5));
        fixture.drain.run().await();

        assertThat(fixture.catcher.messages).hasSize(1);
        assertThat(TestDatabase.value(fixture.config, "select refusal from outbox")).contains("422");
    }

    @Test
    void outboxDoesNotShowTheCodeWhileItWaits() {
        fixture.catcher.status = 503;
        var code = fixture.issue(session);

        assertThat(TestDatabase.value(fixture.config, "select encode(payload, 'escape') from outbox").orElseThrow())
                .doesNotContain(code);
    }
}
