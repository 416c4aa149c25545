package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.transfer.DocumentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How lanes share documents, with readings that last as long as the test wants. */
@Timeout(60)
final class LaneTest {
    private static final Duration SHORT = Duration.ofMillis(90);

    private final CheckStore store = new CheckStore();
    private final List<UUID> begun = new CopyOnWriteArrayList<>();
    private CustodianFixture fixture;
    private Sending sending;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        fixture = new CustodianFixture(folder);
        sending = fixture.sending();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aLetterDoesNotWaitBehindAFilm() {
        var film = film();
        fixture.clock.advance(Duration.ofSeconds(1));
        var letter = fixture.received(sending, "brief.txt", text(100));
        var never = Promise.<Void>promise();
        var any = lane(Long.MAX_VALUE, Lane.LEASE, (claim, cancelled) -> begun(claim, never.future()));
        var small = lane(Lane.SMALL, Lane.LEASE, (claim, cancelled) -> begun(claim, accepted(claim)));

        fixture.start(any::run);
        await().until(() -> begun.equals(List.of(film)));
        fixture.run(small::run);

        assertThat(begun).containsExactly(film, letter);
    }

    @Test
    void aStopGivesTheDocumentBackAtOnceAndTheNextProcessFinishesIt() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lane = lane(Long.MAX_VALUE, Lane.LEASE, (claim, cancelled) -> begun(claim, untilCancelled(cancelled)));
        fixture.start(lane::run);
        await().until(() -> !begun.isEmpty());

        fixture.run(lane::stop);
        var restarted = fixture.readBack();
        fixture.run(restarted::run);

        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void aCrashedReadersDocumentIsTakenOverWhenItsClaimHasEndedAndNotBefore() {
        var document = fixture.received(sending, "brief.txt", text(100));
        claim();

        var early = fixture.readBack();
        fixture.run(early::run);
        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.CHECKING);

        fixture.clock.advance(Lane.LEASE);
        var late = fixture.readBack();
        fixture.run(late::run);
        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void aClaimIsRenewedWhileItIsRead() {
        fixture.received(sending, "brief.txt", text(100));
        var reading = Promise.<Void>promise();
        var lane = lane(Long.MAX_VALUE, SHORT, (claim, cancelled) -> begun(claim, reading.future()));
        fixture.start(lane::run);
        await().until(() -> !begun.isEmpty());

        fixture.clock.advance(Duration.ofMinutes(5));
        var now = "'" + fixture.clock.instant() + "'";

        await().until(() -> fixture.value("select check_due > " + now + " from document").equals("t"));
    }

    @Test
    void readingStopsWhenTheDocumentIsDeleted() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lane = lane(Long.MAX_VALUE, SHORT, (claim, cancelled) -> begun(claim, untilCancelled(cancelled)));
        var pass = fixture.start(lane::run);
        await().until(() -> !begun.isEmpty());

        fixture.custodian.documents().delete(fixture.database.client(), document).await();

        pass.await();
    }

    @Test
    void whoHasLostItsClaimSettlesNothing() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lost = claim();
        fixture.clock.advance(Lane.LEASE);
        claim();
        var settlement = new Settlement(fixture.custodian, fixture.workers, Lane.LEASE);
        var keys = new Keys(sending.share(), sending.key());

        settlement.settle(lost, fixture.document(document), keys, Finding.UNREADABLE).otherwiseEmpty().await();

        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.CHECKING);
        assertThat(fixture.hasFile(document)).isTrue();
    }

    @Test
    void aLateRenewalDoesNotHoldWhatWasGivenBack() {
        fixture.received(sending, "brief.txt", text(100));
        var claim = claim();

        store.giveBack(fixture.database.client(), claim, null, 0).await();

        assertThat(store.renew(fixture.database.client(), claim, fixture.clock.instant()).await()).isFalse();
    }

    @Test
    void readingThatHangsIsGivenUpAndTheNextDocumentIsRead() {
        var hanging = fixture.received(sending, "hangt.txt", text(100));
        fixture.clock.advance(Duration.ofSeconds(1));
        var never = Promise.<Void>promise();
        var lane = new Lane(
                fixture.vertx, fixture.database, fixture.clock, Long.MAX_VALUE, Lane.LEASE, SHORT,
                (claim, cancelled) -> claim.document().equals(hanging)
                        ? begun(claim, never.future())
                        : begun(claim, accepted(claim)));
        fixture.start(lane::run);
        await().until(() -> begun.equals(List.of(hanging)));

        var next = fixture.received(sending, "brief.txt", text(100));

        await().until(() -> {
            fixture.start(lane::run);
            return fixture.document(next).state() == DocumentState.ACCEPTED;
        });
    }

    @Test
    void checkThatThrowsAnErrorLeavesTheLaneRunning() {
        var broken = fixture.received(sending, "stuk.txt", text(100));
        fixture.clock.advance(Duration.ofSeconds(1));
        var next = fixture.received(sending, "brief.txt", text(100));
        var lane = lane(Long.MAX_VALUE, Lane.LEASE, (claim, cancelled) -> {
            if (claim.document().equals(broken)) {
                throw new StackOverflowError("for the test");
            }
            return begun(claim, accepted(claim));
        });

        fixture.run(lane::run);

        assertThat(fixture.document(next).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    private Lane lane(long mostBytes, Duration lease, Check check) {
        return new Lane(fixture.vertx, fixture.database, fixture.clock, mostBytes, lease, check);
    }

    private Claim claim() {
        var now = fixture.clock.instant();
        return store.claim(fixture.database.client(), Long.MAX_VALUE, now, now.plus(Lane.LEASE)).await().orElseThrow();
    }

    /** The row of a document of 8 GiB that came in first. */
    private UUID film() {
        var film = fixture.begun(sending, "film.zip", 8L << 30);
        fixture.custodian.links().keepPending(fixture.database.client(), sending.share(), sending.key()).await();
        fixture.database.run("update document set state = 'checking', upload_offset = length where id = $1", film)
                .await();
        return film;
    }

    private Future<Void> begun(Claim claim, Future<Void> reading) {
        begun.add(claim.document());
        return reading;
    }

    private Future<Void> accepted(Claim claim) {
        return fixture.custodian.documents()
                .accept(fixture.database.client(), claim.document(), new byte[0], fixture.clock.instant())
                .mapEmpty();
    }

    private Future<Void> untilCancelled(BooleanSupplier cancelled) {
        return fixture.workers.executeBlocking(() -> {
            while (!cancelled.getAsBoolean()) {
                Thread.sleep(5);
            }
            throw new CancellationException();
        }, false);
    }
}
