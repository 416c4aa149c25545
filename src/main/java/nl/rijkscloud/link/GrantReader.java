package nl.rijkscloud.link;

import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.link.GrantStore.Target;
import nl.rijkscloud.link.GrantStore.WithGrant;
import nl.rijkscloud.link.SessionStore.Idle;
import nl.rijkscloud.link.SessionStore.StoredGrant;
import nl.rijkscloud.vault.SessionSecret;

/**
 * Reads the grants of sessions and opens their keys. Reads of what people look at may use a row of a moment ago, see
 * {@link RecentRows}: only of a working link, in a session that nothing has replaced.
 */
final class GrantReader {
    @FunctionalInterface
    interface Reading {
        Future<Optional<WithGrant>> find(
                SessionSecret session, Target target, UUID of, Set<LinkKind> kinds, Instant now, Idle since);
    }

    private record Wanted(ByteBuffer session, Target target, UUID of, Set<LinkKind> kinds) {}

    private final GrantStore store = new GrantStore();
    private final Database database;
    private final SessionRotation rotation;
    private final RecentRows.Kind<Wanted, WithGrant> recent;

    GrantReader(Database database, SessionRotation rotation, RecentRows recent) {
        this.database = database;
        this.rotation = rotation;
        this.recent = recent.kind("rijkscloud.grants", GrantReader::touches);
    }

    /** As the database has it now. */
    Future<Optional<WithGrant>> find(
            SessionSecret session, Target target, UUID of, Set<LinkKind> kinds, Instant now, Idle since) {
        return store.findWithGrant(database.client(), session.id(), target, of, kinds, now, since);
    }

    /** As the database had it a moment ago, or has it now. */
    Future<Optional<WithGrant>> findRecent(
            SessionSecret session, Target target, UUID of, Set<LinkKind> kinds, Instant now, Idle since) {
        var id = session.id();
        return recent.find(new Wanted(ByteBuffer.wrap(id), target, of, kinds),
                () -> store.findWithGrant(database.client(), id, target, of, kinds, now, since),
                row -> row.current() && !Sessions.isStale(row.session().seenAt(), now)
                        && row.grant().filter(grant -> grant.linkAlive() && grant.sealedKey() != null).isPresent());
    }

    private static List<Object> touches(WithGrant row) {
        var ids = new ArrayList<Object>(List.of(ByteBuffer.wrap(row.session().id())));
        row.session().staff().ifPresent(ids::add);
        row.grant().ifPresent(grant -> {
            ids.add(grant.transfer());
            Optional.ofNullable(grant.recipient()).ifPresent(ids::add);
        });
        return ids;
    }

    Grant open(SessionSecret cookie, SessionStore.Stored session, StoredGrant grant) {
        return new Grant(
                cookie, Optional.of(grant.link()), grant.transfer(), grant.kind(),
                Optional.ofNullable(grant.recipient()),
                grant.linkAlive()
                        ? keys(cookie, grant)
                        : Optional.empty(), session.staff(), grant.codeGiven(), Optional.empty(), grant.addressee());
    }

    private Optional<Grant.Keys> keys(SessionSecret cookie, StoredGrant grant) {
        var sealed = grant.sealedKey();
        if (sealed == null) {
            return Optional.empty();
        }
        return rotation.openShare(grant).flatMap(share -> grant.kind() == LinkKind.REPORT
                ? cookie.openManifest(share, grant.link(), sealed).map(key -> Grant.Keys.of(share, key))
                : cookie.open(share, grant.link(), sealed).map(key -> Grant.Keys.of(share, key)));
    }
}
