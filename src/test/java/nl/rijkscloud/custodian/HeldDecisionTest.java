package nl.rijkscloud.custodian;

import static nl.rijkscloud.custodian.CustodianFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.ContentTraits;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.document.Document.DocumentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that the virus scanner could not look at wait for a decision, where the configuration says so. */
final class HeldDecisionTest {
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Scanner scanner = new Scanner();
    private CustodianFixture fixture;
    private UUID id;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        fixture = new CustodianFixture(folder);
        id = fixture.received(fixture.sending(), "brief.txt", text(100));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void documentThatIsTooLargeWaitsAndIsReadOnce() {
        check();
        for (var turn = 0; turn < 3; turn++) {
            fixture.elapse(ScanHold.RETRY);
            check();
        }

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
        assertThat(scanner.read).hasValue(1);
        assertThat(fixture.value("select scan_held_reason from document where id = '" + id + "'")).isEqualTo("unread");
    }

    @Test
    void withoutThatPolicyItDoesNotWait() {
        scanner.asks = false;
        scanner.refusal = Optional.empty();
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void documentThatNobodyDecidesAboutIsRefused() {
        check();
        fixture.elapse(LONGEST);
        check();

        assertThat(fixture.document(id).refusal()).contains("not-scanned");
    }

    @Test
    void anotherNodeDeliversWhatSomebodyDecidedToDeliver() {
        check();
        decide("deliver");
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    @Test
    void refusalCountsEvenIfThePolicyWouldDeliver() {
        check();
        scanner.refusal = Optional.empty();
        decide("refuse");
        check();

        assertThat(fixture.document(id).refusal()).contains("not-scanned");
    }

    @Test
    void decisionToDeliverDoesNotCountForWhatTheScannerFindsAfterAll() {
        check();
        scanner.found = new Found(State.INFECTED, Optional.empty());
        scanner.refusal = Optional.of("infected");
        decide("deliver");
        check();

        assertThat(fixture.document(id).refusal()).contains("infected");
    }

    @Test
    void decisionToRefuseDoesNotCountForWhatTurnsOutToBeClean() {
        check();
        scanner.found = new Found(State.CLEAN, Optional.empty());
        scanner.refusal = Optional.empty();
        decide("refuse");
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    private void check() {
        fixture.readBack(List.of(scanner)).run().await();
    }

    private void decide(String decision) {
        fixture.value("with decided as (update document set scan_decision = '" + decision
                + "', epoch = epoch + 1, check_due = now() where id = '" + id + "' returning 1) select 1");
    }

    private record Found(State state, Optional<Reason> reason) {}

    private static final class Scanner implements ContentInspection {
        private final AtomicInteger read = new AtomicInteger();
        private boolean asks = true;
        private Found found = new Found(State.NOT_SCANNED, Optional.of(Reason.TOO_LARGE));
        private Optional<String> refusal = Optional.of("not-scanned");

        @Override
        public Duration longestWait() {
            return LONGEST;
        }

        @Override
        public boolean asksSomebody() {
            return asks;
        }

        @Override
        public Passage begin(String name, long length) {
            read.incrementAndGet();
            return new Passage() {
                @Override
                public void add(ByteBuffer bytes) {}

                @Override
                public Outcome outcome() {
                    return new Outcome(refusal, Optional.empty(), Optional.of(new ScanResult(
                            found.state(), found.reason(), Optional.empty(), Optional.empty(),
                            Optional.of(Instant.EPOCH), Optional.empty(), ContentTraits.NONE)));
                }
            };
        }
    }
}
