package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.vault.SessionSecret;

/** Reads the session's cookie and asks the database; nothing about access is kept in memory. Any thread. */
public final class GrantAccess implements Access {
    private final Database database;
    private final Sessions sessions;
    private final RecipientStore recipients;
    private final DocumentStore documents;
    private final StaffService staff;
    private final DraftGrants drafts;
    private final ClientAddress addresses;
    private final Audit audit;

    public GrantAccess(
            Database database, Sessions sessions, RecipientStore recipients, DocumentStore documents, StaffService staff, DraftGrants drafts,
            ClientAddress addresses, Audit audit) {
        this.database = database;
        this.sessions = sessions;
        this.recipients = recipients;
        this.documents = documents;
        this.staff = staff;
        this.drafts = drafts;
        this.addresses = addresses;
        this.audit = audit;
    }

    @Override
    public Future<Grant> of(RoutingContext ctx, LinkKind... kinds) {
        return meant(ctx).compose(transfer -> of(ctx, transfer, kinds));
    }

    /** The same for a transfer that is named in another way. */
    public Future<Grant> of(RoutingContext ctx, UUID transfer, LinkKind... kinds) {
        return any(ctx, transfer, kinds)
                .map(grant -> {
                    if (!grant.alive()) {
                        throw Failure.notFound();
                    }
                    return grant;
                })
                .compose(grant -> grant.kind() == LinkKind.DOWNLOAD ? addressed(grant) : Future.succeededFuture(grant));
    }

    /** Also a grant whose link has died, for a page that says what became of it. Who has no link may have a draft. */
    public Future<Grant> any(RoutingContext ctx, UUID transfer, LinkKind... kinds) {
        var cookie = SessionCookie.read(ctx);
        return sessions.grant(cookie, transfer, kinds)
                .recover(none -> List.of(kinds).contains(LinkKind.UPLOAD)
                        ? draft(cookie, transfer, none)
                        : Future.failedFuture(none))
                .map(grant -> grant.from(addresses.of(ctx.request())));
    }

    private Future<Grant> draft(Optional<SessionSecret> cookie, UUID transfer, Throwable otherwise) {
        return sessions.uploader(cookie)
                .compose(this::person)
                .compose(person -> person.filter(GrantAccess::isEmployee).isEmpty()
                        ? Future.failedFuture(otherwise)
                        : drafts.grant(cookie.orElseThrow(), person.get().id(), transfer));
    }

    private Future<Optional<Staff>> person(Optional<UUID> signedIn) {
        return signedIn.map(staff::find).orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Only they send and receive: whoever lost the role keeps sessions, links in their mailbox and a place in their department. */
    private static boolean isEmployee(Staff person) {
        return person.has(Role.MEDEWERKER);
    }

    /** The transfer that the request names, once. */
    public Future<UUID> meant(RoutingContext ctx) {
        var document = ctx.pathParam("id");
        if (document == null) {
            var named = ctx.queryParam("transfer");
            return named.size() == 1 ? Future.succeededFuture(id(named.getFirst())) : Future.failedFuture(Failure.notFound());
        }
        return documents.find(database.client(), id(document))
                .map(found -> found.map(Document::transfer).orElseThrow(Failure::notFound));
    }

    private Future<Grant> addressed(Grant grant) {
        return recipients.find(database.client(), grant.recipient().orElseThrow(Failure::notFound))
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(recipient -> recipient.isOutsider() ? withCode(grant) : signedIn(grant, recipient));
    }

    private static Future<Grant> withCode(Grant grant) {
        return grant.codeGiven()
                ? Future.succeededFuture(grant)
                : Future.failedFuture(Failure.of(
                        Failure.Kind.UNAUTHENTICATED, "code-required", "Enter the code that was sent by text message to see these documents."));
    }

    private Future<Grant> signedIn(Grant grant, Recipient recipient) {
        return person(grant.staff()).compose(found -> {
            if (!isEmployee(found.orElseThrow(StaffAccess::signInRequired))) {
                return refused(grant, recipient, Result.MISSING_ROLE);
            }
            return staff.addressedBy(found.get().id(), recipient.email()).compose(addressed -> addressed
                    ? Future.succeededFuture(grant)
                    : refused(grant, recipient, Result.NOT_ADDRESSED));
        });
    }

    private Future<Grant> refused(Grant grant, Recipient recipient, Result why) {
        var subject = Subject.recipient(grant.transfer(), recipient.id());
        return audit.refused(AuditEntry.refused(grant.actor(), Action.TRANSFER_OPENED, why, subject), Failure.notFound());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Failure.notFound();
        }
    }
}
