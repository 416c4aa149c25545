package nl.rijkscloud.report;

import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.link.Grant;

/** The sender looks at the report. */
public record ReadReport(Grant grant) {
    /** Fails with {@code NOT_FOUND} when there is no report, or the link has died before its transfer. */
    public static final Topic<ReadReport, Report> TOPIC = new Topic<>("report.read");
}
