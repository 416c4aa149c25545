package nl.rijkscloud.access;

import nl.rijkscloud.access.LinkAccess.DraftGrants;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.AccountChanged;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.transfer.TransferEnded;
import nl.rijkscloud.transfer.TransferWiring;

/**
 * Wires the gatekeepers of all routes.
 *
 * @param recentLinks for routes that show something and change nothing: a grant may be one of a moment ago
 * @param recentGrants the same
 */
public record AccessWiring(
        LinkAccess links, GrantAccess grants, LinkAccess recentLinks, GrantAccess recentGrants, StaffAccess staff,
        OwnTransferAccess own, ClientAddress addresses) {

    /** @param drafts the grants of {@code sending} */
    public static AccessWiring of(
            Platform platform, AuditWiring audit, StaffWiring staff, LinkWiring link, TransferWiring transfer,
            DraftGrants drafts) {
        var database = platform.database();
        var addresses = new ClientAddress(platform.config().server().trustedProxies());
        platform.bus().hear(TransferEnded.TOPIC, ended -> link.recent().forget(ended.transfer()));
        platform.bus().hear(AccountChanged.TOPIC, changed -> link.recent().forget(changed.account()));
        var links = new LinkAccess(
                database, link.sessions(), transfer.documents(), staff.staff(), drafts, addresses);
        var reads = LinkAccess.forReads(links);
        var employees = new StaffAccess(link.sessions(), addresses, audit.audit());
        return new AccessWiring(
                links, new GrantAccess(links, audit.audit()), reads, new GrantAccess(reads, audit.audit()), employees,
                new OwnTransferAccess(employees, staff.staff(), database, transfer.transfers()), addresses);
    }
}
