package nl.rijkscloud.audit;

import java.util.List;
import java.util.Optional;

/**
 * A page of lines, newest first.
 *
 * @param next the value of {@code before} for the next page; empty on the last page
 */
public record AuditPage(List<AuditLine> lines, Optional<Long> next) {}
