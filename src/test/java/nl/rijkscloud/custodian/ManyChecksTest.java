package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.custodian.CustodianFixture.Sending;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentDigests;
import nl.rijkscloud.testing.RowsRead;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.transfer.Transfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Long queues end, are fair to each transfer, and cost the same per document at any length. */
@Timeout(180)
final class ManyChecksTest {
    private static final int MANY = 10_000;
    private static final int SENDERS = 10;

    private final CheckStore store = new CheckStore();
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
    void tenThousandDocumentsAreCheckedAndThenTheNext() {
        var keys = new HashMap<UUID, TransferKeys>();
        for (var sender = 0; sender < SENDERS; sender++) {
            var sending = fixture.sending();
            fixture.custodian.links().keepPending(fixture.database.client(), sending.share(), sending.key()).await();
            rows(sending, MANY / SENDERS, 1000, "null");
            keys.put(sending.id(), new TransferKeys(sending.share(), sending.key()));
        }
        var lane = new CheckWorker(fixture.vertx, fixture.database, true, CheckWorker.LEASE,
                (claims, cancelled) -> settledUnread(claims, keys));

        fixture.run(lane::run);
        assertThat(fixture.value("select count(*) from document where state = 'accepted'"))
                .isEqualTo(Integer.toString(MANY));

        var next = fixture.received(fixture.sending(), "brief.txt", text(100));
        var readBack = fixture.readBack();
        fixture.run(readBack::run);
        assertThat(fixture.document(next).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    /** Skips reading files, since writing ten thousand takes longer than this test may last. */
    private Future<List<TransferCheck.Failed>> settledUnread(List<Claim> claims, Map<UUID, TransferKeys> keys) {
        var digests = new DocumentDigests(new byte[32], 0, new byte[32], Optional.empty());
        var accepted = new CheckFinding.Accepted(digests, new byte[4], Optional.empty(), Optional.empty());
        var settlement = new CheckOutcomeWriter(fixture.custodian, fixture.workers, fixture.types());
        return fixture.custodian.documents().find(fixture.database.client(), List.of(CheckStore.ids(claims)))
                .compose(documents -> settlement.settle(
                keys.get(claims.getFirst().transfer()),
                documents.stream()
                .map(document -> new CheckOutcomeWriter.Found(of(document, claims), document, accepted)).toList()));
    }

    private static Claim of(Document document, List<Claim> claims) {
        return claims.stream().filter(claim -> claim.document().equals(document.id())).findFirst().orElseThrow();
    }

    @Test
    void otherSendersPassAThousandDocumentsOfOneSender() {
        var scans = waiting(2000, 100_000);
        claim();
        var letter = fixture.received(fixture.sending(), "brief.txt", text(100));
        // came last
        TestDatabase.sql(fixture.config,
                "update document set updated_at = now() + interval '1 hour' where id = '" + letter + "'");

        var next = IntStream.range(0, 2).mapToObj(turn -> claim()).toList();

        assertThat(next).anySatisfy(claims -> assertThat(claims).extracting(Claim::document).containsExactly(letter));
        assertThat(next).anySatisfy(claims -> assertThat(claims).allMatch(claim -> claim.transfer().equals(scans)));
    }

    @Test
    void transfersTakeTurnsAndLargeDocumentsTakeLonger() {
        var films = waiting(3, 10L << 20);
        var photos = waiting(30, 2L << 20);

        var turns = IntStream.range(0, 10)
                .mapToObj(turn -> claim().getFirst().transfer().equals(films) ? "film" : "photo").toList();

        assertThat(turns.subList(0, 2)).containsExactlyInAnyOrder("film", "photo");
        assertThat(turns.stream().filter("film"::equals)).as("of 11 MiB against 3").hasSizeBetween(2, 3);
    }

    @Test
    void oldestDocumentIsNotOvertakenForEver() {
        var patient = waiting(1, 1000);
        for (var other = 0; other < 20; other++) {
            waiting(1, 1000);
        }

        assertThat(claim().getFirst().transfer()).isEqualTo(patient);
    }

    @Test
    void smallDocumentsOfOneTransferAreClaimedTogether() {
        waiting(40, 1000);
        waiting(1, 5L << 20);

        var claims = IntStream.range(0, 4).mapToObj(turn -> claim().size()).toList();

        assertThat(claims).containsExactlyInAnyOrder(16, 16, 8, 1);
    }

    @Test
    void documentThatCannotBeSettledKeepsNoOtherBack() {
        var sending = fixture.sending();
        var documents = IntStream.range(0, 5).mapToObj(one -> fixture.received(sending, one + ".txt", text(100)))
                .toList();
        var unlucky = documents.get(2);
        fixture.database.run("alter table document add check (id <> '" + unlucky + "' or state <> 'accepted')").await();

        var readBack = fixture.readBack();
        fixture.run(readBack::run);

        assertThat(documents).filteredOn(id -> fixture.document(id).state() == DocumentState.CHECKING)
                .containsExactly(unlucky);
        assertThat(fixture.value("select check_due > now() from document where state = 'checking'")).isEqualTo("t");
    }

    @Test
    void claimCostsTheSameForEveryQueueLength() {
        waiting(50, 1000);
        waiting(50, 1000);
        var few = blocksOfAClaim();
        for (var sender = 0; sender < 20; sender++) {
            waiting(1000, 1000);
        }
        fixture.database.run("analyze document").await();

        assertThat(blocksOfAClaim()).as("few: " + few).isLessThan(2 * few + 50);
    }

    @Test
    void settlingOneReadsNoneOfTheOthers() {
        var sending = fixture.sending();
        fixture.submit(sending, 3001);
        var document = fixture.received(sending, "brief.txt", text(100));
        inHand(sending, 3000);
        var rows = RowsRead.of("document", fixture.config);

        var readBack = fixture.readBack();
        fixture.run(readBack::run);

        assertThat(fixture.document(document).state()).isEqualTo(DocumentState.ACCEPTED);
        assertThat(fixture.state(sending)).isEqualTo(Transfer.State.SUBMITTED);
        assertThat(rows.mostInATransaction()).isBetween(1L, 50L);
    }

    private List<Claim> claim() {
        return store.claim(fixture.database.client(), false, CheckWorker.LEASE).await();
    }

    /** A transfer with so many waiting documents. No worker will read them. */
    private UUID waiting(int number, long length) {
        var sending = fixture.sending();
        fixture.custodian.links().keepPending(fixture.database.client(), sending.share(), sending.key()).await();
        rows(sending, number, length, "null");
        return sending.id();
    }

    /** Other workers read them. */
    private void inHand(Sending sending, int number) {
        rows(sending, number, 1000, "now() + interval '1 day'");
    }

    private void rows(Sending sending, int number, long length, String due) {
        fixture.database.run("""
                insert into document (id, transfer_id, state, length, upload_offset, entry, created_at, updated_at,
                    check_due)
                select gen_random_uuid(), $1, 'checking', $2, $2, '\\x00', now(), now(), %s
                    from generate_series(1, $3)""".formatted(due),
                sending.id(), length, number).await();
    }

    private long blocksOfAClaim() {
        var plan = fixture.database.run("explain (analyze, buffers, costs off, timing off) " + CheckStore.ANY
                .replace("$1", "60").replace("$2", "15").replace("$3", "1048576")).await();
        var first = plan.iterator().next().getString(0);
        for (var row : plan) {
            var line = row.getString(0);
            if (line.contains("shared hit=")) {
                return Long.parseLong(line.replaceAll(".*shared hit=(\\d+).*", "$1"));
            }
        }
        throw new AssertionError(first);
    }
}
