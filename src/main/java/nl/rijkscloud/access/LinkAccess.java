package nl.rijkscloud.access;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.vault.SessionSecret;

/**
 * Returns the grant of a link that was opened in this browser, even if the link has ended and before any code or
 * sign-in: pages that say how a transfer ended need no more. An employee has the upload grant of their own draft
 * without a link.
 */
public final class LinkAccess {
    /** Gives the owner of a draft the rights that an upload link gives. {@code sending} implements it. */
    @FunctionalInterface
    public interface DraftGrants {
        /**
         * @param owner the signed-in person
         * @return the upload grant; fails with {@code NOT_FOUND} for all but a draft of this person
         */
        Future<Grant> grant(SessionSecret session, UUID owner, UUID transfer);
    }

    private final Database database;
    private final Sessions sessions;
    private final DocumentStore documents;
    private final StaffService staff;
    private final DraftGrants drafts;
    private final ClientAddress addresses;
    private final boolean recent;

    public LinkAccess(
            Database database, Sessions sessions, DocumentStore documents, StaffService staff, DraftGrants drafts,
            ClientAddress addresses) {
        this(database, sessions, documents, staff, drafts, addresses, false);
    }

    private LinkAccess(Database database, Sessions sessions, DocumentStore documents, StaffService staff,
            DraftGrants drafts, ClientAddress addresses, boolean recent) {
        this.database = database;
        this.sessions = sessions;
        this.documents = documents;
        this.staff = staff;
        this.drafts = drafts;
        this.addresses = addresses;
        this.recent = recent;
    }

    /** Returns the gatekeeper of routes that show something and change nothing: a grant may be one of a moment ago. */
    static LinkAccess forReads(LinkAccess links) {
        return new LinkAccess(
                links.database, links.sessions, links.documents, links.staff, links.drafts, links.addresses, true);
    }

    /** The grant for the document in the request's path, or else for the one transfer in its query. */
    public Future<Grant> of(RoutingContext ctx, LinkKind... kinds) {
        var document = ctx.pathParam("id");
        if (document == null) {
            var transfers = ctx.queryParam("transfer");
            return transfers.size() == 1
                    ? of(ctx, Routing.parseId(transfers.getFirst()), kinds)
                    : Future.failedFuture(Failure.notFound());
        }
        var id = Routing.parseId(document);
        var cookie = SessionCookie.read(ctx);
        var grant = recent
                ? sessions.findRecentGrantOfDocument(cookie, id, kinds)
                : sessions.findGrantOfDocument(cookie, id, kinds);
        return grant
                .recover(none -> orDraft(kinds, none, () -> documents.find(database.client(), id)
                        .compose(found -> findDraft(
                                cookie, found.map(Document::transfer).orElseThrow(Failure::notFound), none))))
                .map(own -> own.from(addresses.of(ctx.request())));
    }

    /** The grant for a transfer that the request names in another way. */
    public Future<Grant> of(RoutingContext ctx, UUID transfer, LinkKind... kinds) {
        var cookie = SessionCookie.read(ctx);
        var grant = recent
                ? sessions.findRecentGrant(cookie, transfer, kinds)
                : sessions.findGrant(cookie, transfer, kinds);
        return grant
                .recover(none -> orDraft(kinds, none, () -> findDraft(cookie, transfer, none)))
                .map(own -> own.from(addresses.of(ctx.request())));
    }

    private static Future<Grant> orDraft(LinkKind[] kinds, Throwable none, Supplier<Future<Grant>> draft) {
        return List.of(kinds).contains(LinkKind.UPLOAD) ? draft.get() : Future.failedFuture(none);
    }

    private Future<Grant> findDraft(Optional<SessionSecret> cookie, UUID transfer, Throwable otherwise) {
        return sessions.findUploader(cookie)
                .compose(signedIn -> signedIn.map(staff::find).orElse(Future.succeededFuture(Optional.empty())))
                .map(person -> person.filter(employee -> employee.has(Role.MEDEWERKER)).map(Staff::id))
                .compose(owner -> owner.isEmpty()
                        ? Future.failedFuture(otherwise)
                        : drafts.grant(cookie.orElseThrow(), owner.get(), transfer));
    }
}
