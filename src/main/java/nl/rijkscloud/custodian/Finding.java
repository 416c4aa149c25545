package nl.rijkscloud.custodian;

import java.util.Optional;
import nl.rijkscloud.content.Judgement;
import nl.rijkscloud.document.Digests;

/** What came of reading a document back. */
sealed interface Finding {
    Finding UNREADABLE = new Refused("unreadable", Optional.empty());

    /** The kind of the document; nothing when it could not be read. */
    Optional<Judgement> judgement();

    record Accepted(Digests digests, Optional<Judgement> judgement) implements Finding {}

    /** @param refusal the code that reports and pages know */
    record Refused(String refusal, Optional<Judgement> judgement) implements Finding {}
}
