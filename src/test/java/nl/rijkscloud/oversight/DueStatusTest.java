package nl.rijkscloud.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.testing.TestClock;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The due status of transfers on a page of the overview. */
final class DueStatusTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Instant END_OF_DAY = Instant.parse("2026-11-20T23:00:00Z");
    private static final Filter ALL = new Filter(
            Filter.View.ALL, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            false);

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final TransferStore transfers = new TransferStore();
    private final RequestStore requests = new RequestStore();
    private final TestClock clock = new TestClock();
    private final Listings listings = new Listings(database, clock);
    private final Viewer overseer = new Viewer(UUID.randomUUID(), "b.deboer@igj.nl", List.of(), false, true,
            Optional.empty());

    @BeforeEach
    void employ() {
        TestDatabase.sql(config, "insert into staff (id, email, name, created_at) values ('" + overseer.id()
                + "', 'b.deboer@igj.nl', 'B', now())");
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void requestIsMarkedThreeDaysBeforeItsDeadline() {
        request(Optional.of(DAY), Optional.empty());

        assertThat(due())
                .contains(new DueStatus(DueStatus.Task.ANSWER, Optional.of(DAY), END_OF_DAY, DueStatus.Standing.LATER));
        at(END_OF_DAY.minus(Duration.ofDays(3)).minusSeconds(1));
        assertThat(standing()).isEqualTo(DueStatus.Standing.LATER);
        at(END_OF_DAY.minus(Duration.ofDays(3)));
        assertThat(standing()).isEqualTo(DueStatus.Standing.SOON);
        at(END_OF_DAY.minusSeconds(1));
        assertThat(standing()).isEqualTo(DueStatus.Standing.SOON);
        at(END_OF_DAY);
        assertThat(standing()).isEqualTo(DueStatus.Standing.PAST);
    }

    @Test
    void extendedRequestIsPastItsDeadlineAndCanStillBeAnswered() {
        var later = END_OF_DAY.plus(Duration.ofDays(5));
        var id = request(Optional.of(DAY), Optional.empty());
        transfers.extend(database.client(), id, later).await();
        at(END_OF_DAY.plusSeconds(60));

        assertThat(due())
                .contains(new DueStatus(DueStatus.Task.ANSWER, Optional.of(DAY), later, DueStatus.Standing.PAST));
    }

    @Test
    void answeredRequestIsNotOverdue() {
        request(Optional.of(DAY), Optional.of(clock.instant()));
        at(END_OF_DAY.minusSeconds(1));

        assertThat(due())
                .contains(new DueStatus(DueStatus.Task.MORE, Optional.of(DAY), END_OF_DAY, DueStatus.Standing.LATER));
    }

    @Test
    void requestThatEndedUnansweredStaysMarked() {
        var id = request(Optional.empty(), Optional.empty());
        state(id, "destroyed");

        assertThat(due())
                .contains(new DueStatus(DueStatus.Task.ANSWER, Optional.empty(), END_OF_DAY, DueStatus.Standing.PAST));
    }

    @Test
    void deliveredTransferIsDueUntilItIsDownloaded() {
        var id = insert(Transfer.Kind.SENT);
        assertThat(due()).isEmpty();
        state(id, "delivered', document_count = 1, delivered_at = '2026-11-12T13:00:00Z");

        assertThat(due())
                .contains(new DueStatus(DueStatus.Task.COLLECT, Optional.empty(), END_OF_DAY,
                        DueStatus.Standing.LATER));
        at(END_OF_DAY.minusSeconds(1));
        assertThat(standing()).isEqualTo(DueStatus.Standing.SOON);
        state(id, "destroyed");
        assertThat(standing()).isEqualTo(DueStatus.Standing.PAST);
        state(id, "delivered', downloaded_at = '2026-11-13T13:00:00Z");
        assertThat(due()).isEmpty();
        state(id, "destroyed");
        assertThat(due()).isEmpty();
    }

    @Test
    void transferWithoutAcceptedDocumentsIsNeverDue() {
        var id = insert(Transfer.Kind.SENT);
        state(id, "refused', delivered_at = '2026-11-12T13:00:00Z");
        assertThat(due()).isEmpty();
        state(id, "destroyed");
        assertThat(due()).isEmpty();
    }

    @Test
    void withdrawnTransferIsNotOverdue() {
        state(request(Optional.of(DAY), Optional.empty()), "withdrawn");

        assertThat(due()).isEmpty();
    }

    private Optional<DueStatus> due() {
        return listings.page(overseer, ALL, Optional.empty(), 1).await().lines().getFirst().due();
    }

    private DueStatus.Standing standing() {
        return due().orElseThrow().standing();
    }

    private void at(Instant moment) {
        clock.advance(Duration.between(clock.instant(), moment));
    }

    private void state(UUID id, String state) {
        database.run("update transfer set state = '" + state + "' where id = $1", id).await();
    }

    private UUID request(Optional<LocalDate> deadline, Optional<Instant> answered) {
        var id = insert(Transfer.Kind.REQUESTED);
        requests.insert(database.client(), new Request(
                id, id, null, true, deadline, END_OF_DAY, Optional.empty(), Optional.empty(), Optional.empty(),
                answered, Optional.empty(), Optional.empty())).await();
        return id;
    }

    private UUID insert(Transfer.Kind kind) {
        var id = UUID.randomUUID();
        transfers.insert(database.client(), new Transfer(
                id, kind, Transfer.State.OPEN, Language.NL,
                new Party("Partij", "p@zorg.nl", Optional.empty(), Optional.empty()),
                Party.contact("Iemand", "meldpunt@igj.nl"), Optional.of(overseer.id()), 0, clock.instant(),
                Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), END_OF_DAY), new byte[0]).await();
        return id;
    }
}
