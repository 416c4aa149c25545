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
import nl.rijkscloud.document.Document.DocumentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers share documents; reads last as long as the test wants. */
@Timeout(60)
final class CheckWorkerTest {
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
    void smallDocumentDoesNotWaitBehindALargeOne() {
        var film = film();
        fixture.clock.advance(Duration.ofSeconds(1));
        var letter = fixture.received(sending, "brief.txt", text(100));
        var never = Promise.<Void>promise();
        var any = lane(false, CheckWorker.LEASE, (claims, cancelled) -> begun(claims, never.future()));
        var small = lane(true, CheckWorker.LEASE, (claims, cancelled) -> begun(claims, accepted(claims)));

        fixture.start(any::run);
        await().until(() -> begun.equals(List.of(film)));
        fixture.run(small::run);

        assertThat(begun).containsExactly(film, letter);
    }

    @Test
    void aStopGivesTheDocumentBackAtOnceAndTheNextProcessFinishesIt() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lane = lane(false, CheckWorker.LEASE, (claims, cancelled) -> begun(claims, untilCancelled(cancelled)));
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

        fixture.elapse(CheckWorker.LEASE);
        var late = fixture.readBack();
        fixture.run(late::run);
        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void aClaimIsRenewedWhileItIsRead() {
        fixture.received(sending, "brief.txt", text(100));
        var reading = Promise.<Void>promise();
        var lane = lane(false, SHORT, (claims, cancelled) -> begun(claims, reading.future()));
        fixture.start(lane::run);
        await().until(() -> !begun.isEmpty());

        var due = "'" + fixture.value("select check_due from document") + "'";

        await().until(() -> fixture.value("select check_due > " + due + " from document").equals("t"));
    }

    @Test
    void readingStopsWhenTheDocumentIsDeleted() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lane = lane(false, SHORT, (claims, cancelled) -> begun(claims, untilCancelled(cancelled)));
        var pass = fixture.start(lane::run);
        await().until(() -> !begun.isEmpty());

        fixture.custodian.documents().delete(fixture.database.client(), document).await();

        pass.await();
    }

    @Test
    void workerWithALostClaimWritesNoOutcome() {
        var document = fixture.received(sending, "brief.txt", text(100));
        var lost = claim();
        fixture.elapse(CheckWorker.LEASE);
        store.comeBack(fixture.database.client()).await();
        claim();
        var settlement = new CheckOutcomeWriter(fixture.custodian, fixture.workers, fixture.types());
        var keys = new TransferKeys(sending.share(), sending.key());

        settlement.settle(keys, List.of(
                new CheckOutcomeWriter.Found(lost, fixture.document(document), CheckFinding.UNREADABLE))).await();

        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.CHECKING);
        assertThat(fixture.hasFile(document)).isTrue();
    }

    @Test
    void lateRenewalDoesNotReclaimAReleasedDocument() {
        fixture.received(sending, "brief.txt", text(100));
        var claim = claim();

        store.giveBack(fixture.database.client(), claim, Duration.ZERO, 0).await();

        assertThat(store.renew(fixture.database.client(), List.of(claim), CheckWorker.LEASE).await()).isFalse();
    }

    @Test
    void hangingReadIsAbandonedAndTheNextDocumentIsRead() {
        var hanging = fixture.received(sending, "hangt.txt", text(100));
        fixture.clock.advance(Duration.ofSeconds(1));
        var never = Promise.<Void>promise();
        var lane = new CheckWorker(
                fixture.vertx, fixture.database, false, CheckWorker.LEASE, SHORT,
                (claims, cancelled) -> claims.getFirst().document().equals(hanging)
                        ? begun(claims, never.future())
                        : begun(claims, accepted(claims)));
        fixture.start(lane::run);
        await().until(() -> begun.equals(List.of(hanging)));

        var next = fixture.received(sending, "brief.txt", text(100));

        await().until(() -> {
            fixture.start(lane::run);
            return fixture.document(next).state() == DocumentState.ACCEPTED;
        });
    }

    @Test
    void checkThatThrowsAnErrorLeavesTheWorkerRunning() {
        var broken = fixture.received(sending, "stuk.txt", text(100));
        fixture.clock.advance(Duration.ofSeconds(1));
        var next = fixture.received(fixture.sending(), "brief.txt", text(100));
        var lane = lane(false, CheckWorker.LEASE, (claims, cancelled) -> {
            if (claims.getFirst().document().equals(broken)) {
                throw new StackOverflowError("for the test");
            }
            return begun(claims, accepted(claims));
        });

        fixture.run(lane::run);

        assertThat(fixture.document(next).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    private CheckWorker lane(boolean small, Duration lease, TransferCheck check) {
        return new CheckWorker(fixture.vertx, fixture.database, small, lease, check);
    }

    private Claim claim() {
        return store.claim(fixture.database.client(), false, CheckWorker.LEASE).await().getFirst();
    }

    /** The row of a document of 8 GiB that came in first. */
    private UUID film() {
        var film = fixture.begun(sending, "film.zip", 8L << 30);
        fixture.custodian.links().keepPending(fixture.database.client(), sending.share(), sending.key()).await();
        fixture.database.run("update document set state = 'checking', upload_offset = length where id = $1", film)
                .await();
        return film;
    }

    private Future<List<TransferCheck.Failed>> begun(List<Claim> claims, Future<Void> reading) {
        claims.forEach(claim -> begun.add(claim.document()));
        return reading.map(List.of());
    }

    private Future<Void> accepted(List<Claim> claims) {
        var none = new byte[0];
        var checked = claims.stream()
                .map(claim -> new CheckStore.Checked(claim, none, none, none, none, "clean")).toList();
        return store.accept(fixture.database.client(), checked, fixture.clock.instant());
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
