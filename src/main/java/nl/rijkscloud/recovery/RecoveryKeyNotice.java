package nl.rijkscloud.recovery;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.RecoveryKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit log that servers seal to another recovery key from now on, to their first one, or to none any
 * more. Whoever has two shares of a new key reads all that is delivered from then on, so a change must not go unseen.
 * The database remembers the key; of several servers that start with the same new key, one writes the lines.
 */
final class RecoveryKeyNotice {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryKeyNotice.class);

    private final RecoveryStore store = new RecoveryStore();
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;

    RecoveryKeyNotice(Database database, Audit audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Compares the key with the remembered one, before anything is sealed to it.
     *
     * @param key the one to which this server seals
     */
    Future<Void> compare(Optional<RecoveryKey> key) {
        var now = key.map(RecoveryKey::shownId);
        return database.inTransaction(tx -> store.lockKey(tx).compose(before -> before.equals(now)
                ? Future.succeededFuture()
                : remember(tx, before, now)));
    }

    private Future<Void> remember(SqlClient tx, Optional<String> before, Optional<String> now) {
        var lines = Stream.concat(
                before.map(one -> line(Action.RECOVERY_KEY_ENDED, one)).stream(),
                now.map(one -> line(Action.RECOVERY_KEY_BEGUN, one)).stream()).toList();
        LOG.warn("the recovery key was {} and is {} from now on", before.orElse("none"), now.orElse("none"));
        return store.setKey(tx, now, clock.instant()).compose(done -> audit.record(tx, lines));
    }

    private static AuditEntry line(Action action, String key) {
        return AuditEntry.done(Actor.SYSTEM, action, Subject.key(key));
    }
}
