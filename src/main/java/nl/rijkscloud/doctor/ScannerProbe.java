package nl.rijkscloud.doctor;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.scan.ScannerVersion;

/** Checks the age of the virus scanner's signatures, and where it writes scanned documents. Blocks. */
final class ScannerProbe {
    private static final String SIGNATURES = "scanner-signatures";
    /** ClamAV brings new signatures every day. */
    private static final Duration OLD = Duration.ofDays(3);
    private static final Duration USELESS = Duration.ofDays(14);
    private static final String REFRESH =
            "Look if freshclam runs, and reaches its mirror: journalctl -u clamav-freshclam.";

    private ScannerProbe() {}

    static List<Finding> look(Doctor.Visit visit) throws IOException {
        var findings = new ArrayList<Finding>();
        if (visit.config().scan().address().isPresent()) {
            var address = visit.config().scan().address().get();
            findings.add(signatures(address));
            findings.addAll(ScannerFolder.look(visit.proc(), address));
        }
        return findings;
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
