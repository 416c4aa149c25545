package nl.rijkscloud.download;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.TransferEvent;

/**
 * The recipient of a download, as the audit log and the report name them. It holds no key, so it may outlive the
 * request.
 */
record DownloadRecipient(UUID transfer, UUID id, Optional<UUID> staff, Actor actor) {
    static DownloadRecipient of(Grant grant) {
        return new DownloadRecipient(grant.transfer(), grant.recipient().orElseThrow(), grant.staff(), grant.actor());
    }

    AuditEntry auditEntry(Action action, UUID document) {
        return AuditEntry.done(actor, action, Subject.document(transfer, document));
    }

    TransferEvent event(String kind, Instant at) {
        return TransferEvent.of(transfer, kind, at).by(staff).of(Optional.of(id));
    }
}
