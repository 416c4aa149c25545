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
import nl.rijkscloud.document.DocumentEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are read back while the virus scanner is away. */
final class ScanHoldTest {
    private static final Duration LONGEST = Duration.ofHours(4);

    private final Scanner scanner = new Scanner();
    private CustodianFixture fixture;
    private CustodianFixture.Sending sending;
    private UUID id;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        fixture = new CustodianFixture(folder);
        sending = fixture.sending();
        id = fixture.received(sending, "brief.txt", text(100));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void documentWaitsAndSaysSoAndIsNotReadAgainWhileTheScannerIsAway() {
        check();
        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
        assertThat(shown()).contains(ScanResult.WAITING);

        fixture.elapse(ScanHold.RETRY);
        check();
        fixture.elapse(ScanHold.RETRY);
        check();

        assertThat(scanner.read).hasValue(1);
        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
    }

    @Test
    void anotherNodeScansItWhenTheScannerIsBack() {
        check();
        scanner.away = false;
        check();
        assertThat(fixture.document(id).state()).as("its time has not come").isEqualTo(DocumentState.CHECKING);

        fixture.elapse(ScanHold.RETRY);
        fixture.readBack(List.of(scanner)).run().await();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
        assertThat(shown().orElseThrow().state()).isEqualTo(State.CLEAN);
    }

    @Test
    void afterTheLongestWaitThePolicyForNotScannedDecides() {
        check();
        fixture.elapse(LONGEST);
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
        assertThat(shown().orElseThrow().reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void refusalForNotScannedWaitsAsWell() {
        scanner.refusal = Optional.of("not-scanned");
        check();
        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);

        fixture.elapse(LONGEST);
        check();

        assertThat(fixture.document(id).refusal()).contains("not-scanned");
    }

    @Test
    void documentThatIsRefusedForAnotherReasonDoesNotWait() {
        var program = fixture.received(sending, "programma.txt", new byte[] {'M', 'Z', 0, 1, 2, 3});
        check();

        assertThat(fixture.document(program).state()).isEqualTo(DocumentState.REFUSED);
        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
    }

    @Test
    void documentThatBreaksTheScannerWaitsNoLongerThanEightTries() {
        scanner.breaks = true;
        for (var tries = 0; tries < ScanHold.MOST_TRIES; tries++) {
            check();
            assertThat(fixture.document(id).state()).isEqualTo(DocumentState.CHECKING);
            fixture.elapse(ScanHold.RETRY.multipliedBy(1L << Math.min(tries, 5)).minusSeconds(5));
            check();
            assertThat(scanner.read).as("not too early").hasValue(tries + 1);
            fixture.elapse(Duration.ofSeconds(5));
        }
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
        assertThat(shown().orElseThrow().reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void withoutAWaitNothingIsHeld() {
        scanner.longest = Duration.ZERO;
        check();

        assertThat(fixture.document(id).state()).isEqualTo(DocumentState.ACCEPTED);
    }

    private void check() {
        fixture.readBack(List.of(scanner)).run().await();
    }

    private Optional<ScanResult> shown() {
        return DocumentEntry.openScan(sending.key().manifestKey(), fixture.document(id));
    }

    private static final class Scanner implements ContentInspection {
        private final AtomicInteger read = new AtomicInteger();
        private volatile boolean away = true;
        private volatile boolean breaks;
        private volatile Duration longest = LONGEST;
        private volatile Optional<String> refusal = Optional.empty();

        @Override
        public boolean isReady() {
            return breaks || !away;
        }

        @Override
        public Duration longestWait() {
            return longest;
        }

        @Override
        public Passage begin(String name, long length) {
            read.incrementAndGet();
            var missing = away;
            return new Passage() {
                @Override
                public void add(ByteBuffer bytes) {}

                @Override
                public Outcome outcome() {
                    return new Outcome(missing ? refusal : Optional.empty(), Optional.empty(),
                            Optional.of(new ScanResult(missing ? State.NOT_SCANNED : State.CLEAN,
                                    missing ? Optional.of(Reason.UNREACHABLE) : Optional.empty(), Optional.empty(),
                                    Optional.empty(), Optional.of(Instant.EPOCH), Optional.empty(),
                                    ContentTraits.NONE)));
                }
            };
        }
    }
}
