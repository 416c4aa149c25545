package nl.rijkscloud.access;

import nl.rijkscloud.access.LinkAccess.DraftGrants;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.transfer.TransferWiring;

/** Joins the gatekeepers of all routes. */
public record AccessWiring(
        LinkAccess links, GrantAccess grants, StaffAccess staff, OwnTransferAccess own, ClientAddress addresses) {

    /** @param drafts what {@code sending} brings */
    public static AccessWiring of(
            Platform platform, AuditWiring audit, StaffWiring staff, LinkWiring link, TransferWiring transfer,
            DraftGrants drafts) {
        var database = platform.database();
        var addresses = new ClientAddress(platform.config().server().trustedProxies());
        var links = new LinkAccess(
                database, link.sessions(), transfer.documents(), staff.staff(), drafts, addresses);
        var employees = new StaffAccess(link.sessions(), addresses, audit.audit());
        return new AccessWiring(
                links, new GrantAccess(links, audit.audit()), employees,
                new OwnTransferAccess(employees, staff.staff(), database, transfer.transfers()), addresses);
    }
}
