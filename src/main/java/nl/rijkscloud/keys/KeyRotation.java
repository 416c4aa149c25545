package nl.rijkscloud.keys;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.PurposeKeyStore.Installed;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Replaces the master key while servers run, in two steps of one transaction each, so that a command that dies leaves
 * the step undone or done. The first wraps every key under the new master key as well: servers start with either. The
 * second gives the audit log a new key, and takes away all that the old master key opens. It also makes new keys for
 * shares and codes, which the old master key never wraps; {@link ShareRenewal} lets them take over.
 */
public final class KeyRotation {
    /** Purposes whose new key takes over once every running server knows it. */
    private static final List<KeyPurpose> RENEWED = List.of(KeyPurpose.SHARE, KeyPurpose.CODE);

    private final PurposeKeyStore store = new PurposeKeyStore();
    private final GenerationStore generations = new GenerationStore();
    private final KeyServerStore servers = new KeyServerStore();
    private final SecureRandom random = new SecureRandom();
    private final Aead aead = new Aead(random);
    private final Database database;
    private final MasterKeys masters;

    public KeyRotation(Database database, MasterKeys masters) {
        this.database = database;
        this.masters = masters;
    }

    /**
     * Wraps each key under the current master key too, and returns the number of keys that were not yet. Needs the
     * previous master key.
     *
     * @param line writes the line of the audit log, in this transaction and last; not called if nothing was to do
     */
    public Future<Integer> rotate(Function<SqlClient, Future<Void>> line) {
        return database.inTransaction(tx -> store.lock(tx).compose(installed -> {
            if (isDone(installed)) {
                return Future.succeededFuture(0);
            }
            var previous = masters.previous().orElseThrow(() -> new KeysRefused(KeysRefused.NO_PREVIOUS));
            if (!Arrays.equals(previous.check(), installed.keyCheck())) {
                throw new KeysRefused(KeysRefused.OTHER_PREVIOUS);
            }
            return store.all(tx).compose(rows -> {
                var todo = rows.stream().filter(row -> isUnder(row, previous))
                        .filter(row -> rows.stream().noneMatch(other -> other.isTwin(row) && isUnder(other, current())))
                        .toList();
                return Loop.forEach(todo, row -> store.insert(tx, Wrapped.of(aead, current(), Unwrapping.key(row,
                        List.of(previous)).orElseThrow())))
                        .compose(done -> todo.isEmpty() ? Future.succeededFuture() : line.apply(tx))
                        .map(todo.size());
            });
        }));
    }

    /**
     * Ends the rotation: the current master key alone opens the keys from now on.
     *
     * @param section begins a section of the audit log under this key, in this transaction; it locks the log's head
     */
    public Future<Void> finish(BiFunction<SqlClient, PurposeKey, Future<Void>> section) {
        return database.inTransaction(tx -> store.lock(tx).compose(installed -> isDone(installed)
                ? Future.succeededFuture()
                : servers.withoutKey(tx, current().check())
                        .compose(behind -> behind == 0 ? store.all(tx)
                                : Future.failedFuture(KeysRefused.serversBehind(behind)))
                        .compose(rows -> takeOver(tx, rows, section))));
    }

    private Future<Void> takeOver(SqlClient tx, List<Wrapped> rows,
            BiFunction<SqlClient, PurposeKey, Future<Void>> section) {
        var ours = rows.stream().filter(row -> isUnder(row, current())).toList();
        if (rows.stream().anyMatch(row -> ours.stream().noneMatch(row::isTwin))) {
            return Future.failedFuture(new KeysRefused(KeysRefused.NOT_ROTATED));
        }
        var keys = Unwrapping.all(ours, List.of(current()));
        var audit = next(keys, KeyPurpose.AUDIT);
        return store.insert(tx, Wrapped.of(aead, current(), audit))
                .compose(done -> Loop.forEach(RENEWED, purpose -> renew(tx, next(keys, purpose))))
                .compose(done -> store.deleteOthers(tx, current().check()))
                .compose(done -> store.setKeyCheck(tx, current().check()))
                .compose(done -> section.apply(tx, audit));
    }

    private Future<Void> renew(SqlClient tx, PurposeKey key) {
        return store.insert(tx, Wrapped.of(aead, current(), key))
                .compose(done -> generations.insert(tx, key.purpose(), key.version()));
    }

    private PurposeKey next(PurposeKeys keys, KeyPurpose purpose) {
        return PurposeKey.random(purpose, keys.newest(purpose).version() + 1, random);
    }

    private MasterKey current() {
        return masters.current();
    }

    private boolean isDone(Installed installed) {
        return Arrays.equals(current().check(), installed.keyCheck());
    }

    private static boolean isUnder(Wrapped row, MasterKey master) {
        return Arrays.equals(row.master(), master.check());
    }
}
