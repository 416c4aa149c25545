package nl.rijkscloud.phone;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Issues the links that a phone reads from the screen. Safe for use from any thread. */
final class PhoneLinks {
    /** The time in which a phone can open the link. */
    private static final Duration OPENS_FOR = Duration.ofMinutes(10);

    private final Database database;
    private final TransferStore transfers;
    private final Links links;
    private final Throttle throttle;
    private final Limits limits;
    private final Audit audit;
    private final InstantSource clock;

    PhoneLinks(
            Database database, TransferStore transfers, Links links, Throttle throttle, Limits limits, Audit audit,
            InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.links = links;
        this.throttle = throttle;
        this.limits = limits;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param url the whole address with the secret, for the screen and for nothing else */
    record PhoneLink(String url, Instant until) {
        @Override
        public String toString() {
            return "PhoneLink[***]";
        }
    }

    /**
     * Makes a link with the keys of this upload grant. Earlier unopened links end. Fails with {@code NOT_FOUND} when
     * the transfer is not open any more, and for a draft, which has no link to die with.
     */
    Future<PhoneLink> issue(Grant grant) {
        if (grant.link().isEmpty()) {
            return Future.failedFuture(Failure.notFound());
        }
        return throttle.count(limits.phoneLinksOf(grant.transfer())).compose(allowed -> database.inTransaction(tx ->
                transfers.lock(tx, grant.transfer())
                        .map(held -> held.map(TransferStore.Stored::transfer)
                                .filter(transfer -> transfer.state() == Transfer.State.OPEN)
                                .orElseThrow(Failure::notFound))
                        .compose(transfer -> links.holds(tx, grant).compose(holds -> holds
                                ? links.issueOnce(tx, LinkKind.PHONE, grant.share(), grant.transferKey(),
                                        transfer.expiresAt(), clock.instant().plus(OPENS_FOR))
                                : Future.failedFuture(Failure.notFound())))
                        .compose(link -> audit.record(tx, AuditEntry.done(
                                        grant.actor(), Action.PHONE_LINK_ISSUED, Subject.transfer(grant.transfer())))
                                .map(new PhoneLink(link.url(), clock.instant().plus(OPENS_FOR))))));
    }
}
