package nl.rijkscloud.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.outbox.OutboundMessage.Channel;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPeriods;
import nl.rijkscloud.testing.TestPurposeKeys;
import nl.rijkscloud.vault.PurposeKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MailVerticleTest {
    private static final PurposeKeys PURPOSES = TestPurposeKeys.sample();

    private static final MailVerticle.Chores NO_CHORES =
            new MailVerticle.Chores(List.of(), Duration.ofSeconds(30), new SimpleMeterRegistry());

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database db = Database.open(vertx, config);
    private final TestClock clock = new TestClock();
    private final Bus bus = new Bus(vertx);
    private final PeriodSeal seal = TestPeriods.seal(vertx, config, db, clock, PURPOSES);
    private final Outbox outbox = new Outbox(seal, clock, bus);

    @AfterEach
    void close() {
        db.close().await();
        vertx.close().await();
    }

    @Test
    void mailWaitsWhileTheServerIsDownAndIsSentAfterwards() throws Exception {
        var port = FreePort.next();
        var deployment = deploy(port);
        add();
        await().until(() -> value("select (attempts, due_at > '%s'::timestamptz + interval '1 minute') from outbox"
                        .formatted(clock.instant()))
                .equals("(1,f)"));

        var server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            clock.advance(Duration.ofMinutes(1));
            outbox.wake(Channel.MAIL);
            await().until(() -> value("select state from outbox").equals("accepted"));

            vertx.undeploy(deployment).await();
            assertThat(server.getReceivedMessages()).hasSize(1);
            var id = value("select id from outbox");
            assertThat(server.getReceivedMessages()[0].getMessageID()).isEqualTo("<" + id + "@igj.rijkscloud.nl>");
        } finally {
            server.stop();
        }
    }

    @Test
    void mailIsSentWithoutAWakeUpMessage() {
        var server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            db.inTransaction(tx -> outbox.add(
                            tx, RenderedMailFixture.letter("upload-link", "nl", "anna@voorbeeld.nl",
                                    RenderedMailFixture.VALUES)))
                    .await();
            deploy(server.getSmtp().getPort());

            await().until(() -> server.getReceivedMessages().length == 1);
        } finally {
            server.stop();
        }
    }

    private String deploy(int port) {
        var mailer = new Mailer(vertx, RenderedMailFixture.mail(port), RenderedMailFixture.templates(), clock);
        var drain = new OutboxDrain(db, seal, clock, RandomGenerator.getDefault(), Channel.MAIL, mailer);
        return vertx.deployVerticle(new MailVerticle(bus, drain, mailer, NO_CHORES)).await();
    }

    private void add() {
        db.inTransaction(tx -> outbox.add(
                        tx, RenderedMailFixture.letter("upload-link", "nl", "anna@voorbeeld.nl",
                                RenderedMailFixture.VALUES)))
                .await();
        outbox.wake(Channel.MAIL);
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }
}
