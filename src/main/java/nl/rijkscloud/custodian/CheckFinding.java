package nl.rijkscloud.custodian;

import java.util.Optional;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.document.DocumentDigests;

/** The finding of a check of one document. */
sealed interface CheckFinding {
    CheckFinding UNREADABLE = new Refused("unreadable", Optional.empty(), Optional.empty());

    /** The kind of the document; empty if it could not be read. */
    Optional<ContentJudgement> judgement();

    record Accepted(DocumentDigests digests, Optional<ContentJudgement> judgement) implements CheckFinding {}

    /**
     * @param refusal the code that reports and pages know
     * @param digests of what was read; empty if it could not be read
     */
    record Refused(String refusal, Optional<ContentJudgement> judgement, Optional<DocumentDigests> digests)
            implements CheckFinding {}
}
