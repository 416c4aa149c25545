package nl.rijkscloud.custodian;

import nl.rijkscloud.transfer.Digests;

/** What came of reading a document back. */
sealed interface Finding {
    Finding CONTENT_MISMATCH = new Refused("content-mismatch");
    Finding UNREADABLE = new Refused("unreadable");

    record Accepted(Digests digests) implements Finding {}

    /** @param refusal the code that reports and pages know */
    record Refused(String refusal) implements Finding {}
}
