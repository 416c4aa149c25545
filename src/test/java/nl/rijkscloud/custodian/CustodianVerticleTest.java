package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.LIFE;
import static nl.rijkscloud.custodian.CustodianFixture.SEGMENT;
import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.content.KindInspection;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentReceived;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustodianVerticleTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private CustodianFixture fixture;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void documentsLeftByAnEarlierProcessAreCheckedAtTheStart() {
        var document = fixture.received(fixture.sending(), "brief.txt", text(100));

        deploy(new CustodianIntervals(NEVER, NEVER, NEVER, CustodianFixture.QUARANTINE, NEVER));

        await().until(() -> isAccepted(document));
    }

    @Test
    void documentIsCheckedWhenItsArrivalIsAnnounced() {
        deploy(new CustodianIntervals(NEVER, NEVER, NEVER, CustodianFixture.QUARANTINE, NEVER));
        var document = fixture.received(fixture.sending(), "brief.txt", text(100));

        fixture.custodian.bus().tell(DocumentReceived.TOPIC, new DocumentReceived(document));

        await().until(() -> isAccepted(document));
    }

    @Test
    void unannouncedDocumentIsFoundByTheTimer() {
        deploy(new CustodianIntervals(SOON, NEVER, NEVER, CustodianFixture.QUARANTINE, NEVER));

        var document = fixture.received(fixture.sending(), "brief.txt", text(100));

        await().until(() -> isAccepted(document));
    }

    @Test
    void expiryAndSweepRunPeriodically() throws IOException {
        deploy(new CustodianIntervals(NEVER, SOON, SOON, CustodianFixture.QUARANTINE, NEVER));
        var sending = fixture.sending();
        var orphan = UUID.randomUUID();
        fixture.blobs.create(sending.key(), orphan, 10);
        fixture.writtenAt(orphan, fixture.clock.instant().minus(Duration.ofDays(1)));

        fixture.clock.advance(LIFE);

        await().until(() -> fixture.state(sending) == Transfer.State.DESTROYED && !fixture.hasFile(orphan));
    }

    @Test
    void aStopLeavesNoDocumentClaimed() {
        var sending = fixture.sending();
        for (var i = 0; i < 30; i++) {
            fixture.received(sending, i + ".txt", text(20 * SEGMENT));
        }
        var deployment = deploy(new CustodianIntervals(NEVER, NEVER, NEVER, CustodianFixture.QUARANTINE, NEVER));
        await().until(() -> fixture.value("select bool_or(epoch > 1) from document").equals("t"));

        fixture.vertx.undeploy(deployment).await();

        assertThat(fixture.value("select count(*) from document where state = 'checking' and check_due is not null"))
                .isEqualTo("0");
    }

    @Test
    void choreThatThrowsAnErrorRunsAgainAndStopsNoOther() {
        var broken = new AtomicInteger();
        var other = new AtomicInteger();
        var hanging = Promise.<Void>promise();
        deploy(new CustodianIntervals(NEVER, SOON, NEVER, CustodianFixture.QUARANTINE, NEVER),
                new PeriodicTask("broken", pass -> {
            broken.incrementAndGet();
            throw new StackOverflowError("for the test");
        }), new PeriodicTask("hanging", pass -> hanging.future()), new PeriodicTask("other", pass -> {
            other.incrementAndGet();
            return Future.succeededFuture();
        }));

        await().until(() -> broken.get() > 2 && other.get() > 2);
        hanging.complete();
    }

    @Test
    void ageOfTheOldestWaitingDocumentIsAMetric() {
        var sending = fixture.sending();
        fixture.database.run("""
                insert into document (id, transfer_id, state, length, entry, created_at, updated_at, check_due,
                    check_failures)
                select gen_random_uuid(), $1, 'checking', 10, '\\x00', now(), now() - make_interval(mins => minutes),
                    now() + make_interval(secs => due), failures
                from (values (12, 3600, 1), (40, 5, 0)) as waits(minutes, due, failures)""", sending.id()).await();

        deploy(new CustodianIntervals(SOON, NEVER, NEVER, NEVER, NEVER));

        await().untilAsserted(() -> assertThat(registry.get("rijkscloud.queue.age").gauge().value())
                .as("what somebody reads does not wait").isBetween(720.0, 780.0));
    }

    private String deploy(CustodianIntervals intervals, PeriodicTask... chores) {
        return fixture.vertx
                .deployVerticle(new CustodianVerticle(fixture.custodian, intervals,
                        new KindInspection(fixture.types()), List.of(chores), registry))
                .await();
    }

    private boolean isAccepted(UUID document) {
        return fixture.document(document).state() == DocumentState.ACCEPTED;
    }
}
