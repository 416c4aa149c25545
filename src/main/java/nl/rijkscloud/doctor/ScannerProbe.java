package nl.rijkscloud.doctor;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.scan.ScannerFaults;
import nl.rijkscloud.scan.ScannerVersion;

/**
 * Checks the age of clamd's signatures, where it writes scanned documents, and how large a document an ICAP server
 * scans. Blocks.
 */
final class ScannerProbe {
    private static final String SIGNATURES = "scanner-signatures";
    /** ClamAV brings new signatures every day. */
    private static final Duration OLD = Duration.ofDays(3);
    private static final Duration USELESS = Duration.ofDays(14);
    private static final String REFRESH =
            "Look if freshclam runs, and reaches its mirror: journalctl -u clamav-freshclam.";

    private static final String MAXIMUM = "scanner-maximum";
    private static final String RAISE = "See \"Virus scanner\" in operations.md; for c-icap virus_scan.MaxObjectSize,"
            + " and MaxFileSize and MaxScanSize of the clamd behind it.";

    private ScannerProbe() {}

    static List<Finding> look(Doctor.Visit visit) throws IOException {
        var findings = new ArrayList<Finding>();
        if (visit.config().scan().kind() == ScanSettings.Kind.CLAMD) {
            var address = visit.config().scan().address().orElseThrow();
            findings.add(signatures(address));
            findings.addAll(ScannerFolder.look(visit.proc(), address));
        }
        return findings;
    }

    /** Has an ICAP server find a test virus at the end of as much as it is said to look at. */
    static List<Finding> maximum(ScanSettings scan) {
        if (scan.kind() != ScanSettings.Kind.ICAP) {
            return List.of();
        }
        try {
            return List.of(ScannerFaults.findInMaximum(scan)
                    .map(fault -> Finding.error(MAXIMUM, "the ICAP server " + fault, RAISE))
                    .orElseGet(() -> Finding.ok(MAXIMUM,
                            "the ICAP server finds a test virus at the end of " + scan.maximum() + " bytes")));
        } catch (IOException away) {
            return List.of(Finding.error(MAXIMUM, "the ICAP server " + away.getMessage(), "See virus-scanner."));
        }
    }

    /** How long the test of the maximum may take: as long as the largest document. */
    static Duration patience(ScanSettings scan) {
        return scan.kind() == ScanSettings.Kind.ICAP
                ? scan.timeout().multipliedBy(3).plusSeconds(scan.maximum() >> 20)
                : Duration.ZERO;
    }

    private static Finding signatures(URI address) {
        try {
            return age(ScannerVersion.ask(address), LocalDateTime.now(ZoneId.systemDefault()));
        } catch (IOException away) {
            return Finding.warning(SIGNATURES, "clamd does not say how old its signatures are", "See virus-scanner.");
        }
    }

    static Finding age(ScannerVersion version, LocalDateTime now) {
        if (version.signatures().isEmpty()) {
            return Finding.warning(SIGNATURES, version.engine() + " names no signatures of ClamAV's own", REFRESH);
        }
        var age = Duration.between(version.signatures().get(), now);
        var sentence = "the signatures of " + version.engine() + " are " + Math.max(0, age.toDays()) + " days old";
        if (age.compareTo(USELESS) > 0) {
            return Finding.error(SIGNATURES, sentence, REFRESH);
        }
        return age.compareTo(OLD) > 0 ? Finding.warning(SIGNATURES, sentence, REFRESH)
                : Finding.ok(SIGNATURES, sentence);
    }
}
