package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.link.SessionStore.Idle;
import nl.rijkscloud.link.SessionStore.StoredGrant;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import org.jspecify.annotations.Nullable;

/**
 * The one way to replace a session by another: the new one gets copies of all grants, sealed anew under its own cookie.
 * An attacker who planted or copied the old cookie sees nothing that the new session gets. Safe for use from any
 * thread.
 */
final class SessionRotation {
    /** Other tabs may use the old cookie for this long: they sent requests before they got the new one. */
    static final Duration GRACE = Duration.ofSeconds(60);

    private final SessionStore store;
    private final Slots slots;
    private final Aead aead;

    SessionRotation(SessionStore store, Slots slots, Aead aead) {
        this.store = store;
        this.slots = slots;
        this.aead = aead;
    }

    /**
     * Makes {@code next} the successor of {@code from}. Returns false and changes nothing when {@code from} has ended.
     *
     * @param grace the time for which {@code from} keeps its grants
     */
    Future<Boolean> follow(
            SqlClient tx, SessionSecret from, SessionSecret next, Duration grace, Instant now, Idle idle) {
        return store.follow(tx, from.id(), next.id(), now, idle).compose(found -> found
                ? copyGrants(tx, from, next, now)
                        .compose(done -> store.replace(tx, from.id(), now.plus(grace)))
                        .map(true)
                : Future.succeededFuture(false));
    }

    private Future<Void> copyGrants(SqlClient tx, SessionSecret from, SessionSecret next, Instant now) {
        return store.lockTransfers(tx, from.id())
                .compose(held -> store.findGrants(tx, from.id(), now))
                .compose(grants -> Loop.forEach(
                        grants, grant ->
                                store.copyGrant(tx, from.id(), next.id(), grant.link(), reseal(from, grant, next))));
    }

    /** Null when the link has died. */
    private byte @Nullable [] reseal(SessionSecret from, StoredGrant grant, SessionSecret next) {
        return openShare(grant).flatMap(share -> Optional.ofNullable(grant.sealedKey())
                        .flatMap(sealed -> from.reseal(aead, share, grant.link(), sealed, next)))
                .orElse(null);
    }

    Optional<Share> openShare(StoredGrant grant) {
        return Optional.ofNullable(grant.share()).flatMap(sealed -> slots.openShare(grant.transfer(), sealed));
    }
}
