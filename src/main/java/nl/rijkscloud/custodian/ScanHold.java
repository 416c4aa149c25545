package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.db.Database;

/**
 * Lets documents wait while the virus scanner is away, and where the configuration says so those that it could not look
 * at, up to the time that the configuration allows: they stay in the queue, and any node takes them again. A beheerder
 * may decide meanwhile. Safe for use from any thread.
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
    private final boolean asksSomebody;

    ScanHold(Database database, List<ContentInspection> inspections) {
        this.database = database;
        this.inspections = inspections;
        this.longest = inspections.stream().map(ContentInspection::longestWait).max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        this.asksSomebody = inspections.stream().anyMatch(ContentInspection::asksSomebody);
    }

    /**
     * True for documents that wait already and need not be read: the scanner is still away, or reading them again would
     * tell nothing new. Blocks.
     */
    boolean goesOn(List<Claim> claims) {
        return claims.stream().allMatch(claim -> claim.held().isPresent() && mayWait(claim))
                && (claims.stream().allMatch(Claim::unread)
                        || !inspections.stream().allMatch(ContentInspection::isReady));
    }

    /** True if this finding should wait for the scanner, and nothing else refuses the document. */
    boolean begins(Claim claim, CheckFinding finding) {
        return mayWait(claim) && finding.scan().filter(scan -> waits(scan) && switch (finding) {
            case CheckFinding.Accepted accepted -> true;
            case CheckFinding.Refused refused -> refused.refusal().equals(scan.state().code());
        }).isPresent();
    }

    private boolean waits(ScanResult scan) {
        return scan.lacksScanner() || (asksSomebody && scan.isUnread());
    }

    /** Lets those go on waiting that were not read. */
    Future<Void> hold(List<Claim> claims) {
        return claims.isEmpty() ? Future.succeededFuture() : store.hold(database.client(), claims, RETRY, false);
    }

    /**
     * Lets those wait that were read.
     *
     * @param away those of them for which the scanner gave no answer
     */
    Future<Void> hold(List<Claim> claims, List<Claim> away) {
        var unread = claims.stream().filter(claim -> !away.contains(claim)).toList();
        return (away.isEmpty() ? Future.<Void>succeededFuture() : store.hold(database.client(), away, RETRY, true))
                .compose(held -> unread.isEmpty()
                        ? Future.succeededFuture()
                        : store.await(database.client(), unread, RETRY));
    }

    private boolean mayWait(Claim claim) {
        return claim.decision().isEmpty()
                && claim.held().orElse(Duration.ZERO).compareTo(longest) < 0
                && claim.tries() < MOST_TRIES;
    }
}
