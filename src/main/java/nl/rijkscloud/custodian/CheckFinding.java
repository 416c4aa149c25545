package nl.rijkscloud.custodian;

import java.util.Optional;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.document.DocumentDigests;

/** The finding of a check of one document. */
sealed interface CheckFinding {
    CheckFinding UNREADABLE = new Refused(
            "unreadable", Optional.empty(), Optional.empty(), Optional.empty());

    /** The kind of the document; empty if it could not be read. */
    Optional<ContentJudgement> judgement();

    /** The malware state; empty if it could not be read. */
    Optional<ScanResult> scan();

    /** @param sums of the ciphertext, see {@code SegmentSums} */
    record Accepted(
            DocumentDigests digests, byte[] sums, Optional<ContentJudgement> judgement, Optional<ScanResult> scan)
            implements CheckFinding {}

    /**
     * @param refusal the code that reports and pages know
     * @param digests of the document; empty if it could not be read
     */
    record Refused(
            String refusal, Optional<ContentJudgement> judgement, Optional<ScanResult> scan,
            Optional<DocumentDigests> digests)
            implements CheckFinding {}
}
