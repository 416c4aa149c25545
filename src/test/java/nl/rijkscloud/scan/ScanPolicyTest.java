package nl.rijkscloud.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.content.ContentInspection.Outcome;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.scan.Scanner.Engine;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The configuration says which documents are refused for their malware state. */
final class ScanPolicyTest {
    private static final Engine ENGINE = new Engine("ClamAV 1.4.6", Optional.of("27800"), Engine.EVERYTHING, true);

    @ParameterizedTest
    @CsvSource({"REFUSE, DELIVER, infected,", "DELIVER, REFUSE,, not-scanned", "WARN, WARN,,"})
    void policyDecides(ScanSettings.Treatment infected, ScanSettings.Treatment notScanned, String ofInfected,
            String ofNotScanned) throws Exception {
        assertThat(look(Verdict.infected(ENGINE, "Eicar"), infected, notScanned).refusal())
                .isEqualTo(Optional.ofNullable(ofInfected));
        assertThat(look(Verdict.notScanned(Reason.UNREACHABLE), infected, notScanned).refusal())
                .isEqualTo(Optional.ofNullable(ofNotScanned));
        assertThat(look(Verdict.clean(ENGINE), infected, notScanned).refusal()).isEmpty();
    }

    @Test
    void jsonFormKeepsEverything() throws Exception {
        var scan = look(Verdict.infected(ENGINE, "Eicar"), ScanSettings.Treatment.WARN, ScanSettings.Treatment.WARN)
                .scan().orElseThrow();

        assertThat(ScanResult.of(scan.toJson())).isEqualTo(scan);
        assertThat(ScanResult.of(ScanResult.NEVER.toJson())).isEqualTo(ScanResult.NEVER);
        assertThat(scan.toString()).doesNotContain("Eicar");
    }

    private static Outcome look(Verdict verdict, ScanSettings.Treatment infected, ScanSettings.Treatment notScanned)
            throws Exception {
        var policy = new ScanSettings(
                ScanSettings.Kind.CLAMD, Optional.empty(), false, 0, Optional.empty(), Duration.ofSeconds(5),
                infected, notScanned, Duration.ZERO);
        var inspection = new ScanInspection(length -> Scanner.settled(verdict), policy, InstantSource.system());
        try (var passage = inspection.begin("brief.txt", 3)) {
            passage.add(ByteBuffer.wrap(new byte[3]));
            return passage.outcome();
        }
    }
}
