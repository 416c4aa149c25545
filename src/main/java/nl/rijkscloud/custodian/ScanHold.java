package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.db.Database;

/**
 * Lets documents wait while the virus scanner is away, up to the time that the configuration allows: they stay in the
 * queue, and any node takes them again. Safe for use from any thread.
 */
final class ScanHold {
    /** How soon a waiting document is looked at again; twice as long after each reading without an answer. */
    static final Duration RETRY = Duration.ofSeconds(30);

    /** A document that makes the scanner fail so often waits no longer. */
    static final int MOST_TRIES = 8;

    private final CheckStore store = new CheckStore();
    private final Database database;
    private final List<ContentInspection> inspections;
    private final Duration longest;

    ScanHold(Database database, List<ContentInspection> inspections) {
        this.database = database;
        this.inspections = inspections;
        this.longest = inspections.stream().map(ContentInspection::longestWait).max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** True for documents that wait already and need not be read: the scanner is still away. Blocks. */
    boolean goesOn(List<Claim> claims) {
        return claims.stream().allMatch(claim -> claim.held().isPresent() && mayWait(claim))
                && !inspections.stream().allMatch(ContentInspection::isReady);
    }

    /** True if this finding should wait for the scanner, and nothing else refuses the document. */
    boolean begins(Claim claim, CheckFinding finding) {
        return mayWait(claim) && finding.scan().filter(scan -> scan.lacksScanner() && switch (finding) {
            case CheckFinding.Accepted accepted -> true;
            case CheckFinding.Refused refused -> refused.refusal().equals(scan.state().code());
        }).isPresent();
    }

    /** @param read true if they were read, and the scanner gave no answer */
    Future<Void> hold(List<Claim> claims, boolean read) {
        return claims.isEmpty() ? Future.succeededFuture() : store.hold(database.client(), claims, RETRY, read);
    }

    private boolean mayWait(Claim claim) {
        return claim.held().orElse(Duration.ZERO).compareTo(longest) < 0 && claim.tries() < MOST_TRIES;
    }
}
