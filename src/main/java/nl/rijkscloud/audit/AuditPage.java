package nl.rijkscloud.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some lines, newest first.
 *
 * @param next what to ask for as {@code before} to get the page after this one; nothing on the last
 */
public record AuditPage(List<AuditLine> lines, Optional<Long> next) {}
