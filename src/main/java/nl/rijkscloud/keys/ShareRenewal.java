package nl.rijkscloud.keys;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.GenerationStore.Generation;
import nl.rijkscloud.vault.KeyPurpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the key for shares after a change of the master key. A new version seals once every running server knows it;
 * then all shares are sealed anew under it, and the version before is deleted when no share lies under it any more.
 *
 * <p>Every server runs it, and each run continues where another one stopped: batches of rows skip those that others
 * hold. No share is lost at any moment, because a version is deleted only under a lock for which the transactions that
 * sealed under it are waited.
 */
public final class ShareRenewal implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(ShareRenewal.class);
    private static final int BATCH = 200;
    private static final UUID FIRST = new UUID(0, 0);

    private final PurposeKeyStore installation = new PurposeKeyStore();
    private final GenerationStore generations = new GenerationStore();
    private final SharesStore store = new SharesStore();
    private final KeyServerStore servers = new KeyServerStore();
    private final AtomicLong left = new AtomicLong();
    private final Database database;
    private final Shares shares;
    private final Function<SqlClient, Future<Void>> line;

    /** @param line writes the line of the audit log about a key that was replaced, in this transaction and last */
    public ShareRenewal(Database database, Shares shares, Function<SqlClient, Future<Void>> line) {
        this.database = database;
        this.shares = shares;
        this.line = line;
    }

    /** Does little unless a key is being replaced. */
    public Future<Void> run(BooleanSupplier mustStop) {
        return versions().compose(all -> all.size() == 1
                        ? Future.succeededFuture(0L)
                        : use(all.getLast()).compose(done -> versions()).compose(known -> replaceAll(known, mustStop)))
                .onSuccess(left::set).mapEmpty();
    }

    /** Returns the number of shares that are left under earlier versions. */
    private Future<Long> replaceAll(List<Generation> versions, BooleanSupplier mustStop) {
        var current = Generation.current(versions);
        return Loop.forEach(versions.stream().map(Generation::version).filter(version -> version < current).toList(),
                        old -> replace(old, mustStop))
                .compose(done -> store.countBefore(database.client(), current));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.shares.old", left, AtomicLong::get).strongReference(true)
                .description("Shares that still lie under a key that is being replaced").register(registry);
    }

    private Future<List<Generation>> versions() {
        return generations.all(database.client(), KeyPurpose.SHARE);
    }

    /** Lets the newest version seal, unless a running server would not open what lies under it. */
    private Future<Void> use(Generation newest) {
        return newest.used() ? Future.succeededFuture()
                : database.inTransaction(tx -> installation.lock(tx) // no server starts meanwhile
                        .compose(locked -> servers.withoutShareKey(tx, newest.version()))
                        .compose(behind -> behind == 0 ? generations.use(tx) : Future.succeededFuture()));
    }

    private Future<Void> replace(int old, BooleanSupplier mustStop) {
        var after = new UUID[] {FIRST};
        return Loop.whileTrue(() -> mustStop.getAsBoolean() ? Future.succeededFuture(false)
                        : batch(old, after[0]).map(rows -> {
                            if (!rows.isEmpty()) {
                                after[0] = rows.getLast().transfer();
                            }
                            return !rows.isEmpty();
                        }))
                .compose(done -> store.count(database.client(), old))
                .compose(count -> count == 0 ? delete(old) : Future.succeededFuture());
    }

    /** Seals some shares anew. One that does not open stays as it is, and its key with it. */
    private Future<List<SharesStore.Row>> batch(int old, UUID after) {
        return database.inTransaction(tx -> shares.current(tx).compose(current -> store.hold(tx, old, after, BATCH)
                .compose(rows -> {
                    var fresh = rows.stream().flatMap(row -> shares.open(row.transfer(), row.sealed())
                            .map(share -> new SharesStore.Row(row.transfer(), shares.seal(share, current)))
                            .stream()).toList();
                    return (fresh.isEmpty() ? Future.<Void>succeededFuture() : store.write(tx, fresh)).map(rows);
                })));
    }

    /** Deletes the key if no share lies under it. A share that is written meanwhile is waited for, and found. */
    private Future<Void> delete(int old) {
        return database.<Boolean>inTransaction(tx -> installation.lock(tx)
                .compose(locked -> generations.lock(tx, KeyPurpose.SHARE, old))
                .compose(there -> there ? store.count(tx, old).map(count -> count == 0) : Future.succeededFuture(false))
                .compose(free -> free
                        ? generations.delete(tx, KeyPurpose.SHARE, old).compose(done -> line.apply(tx)).map(true)
                        : Future.succeededFuture(false)))
                .onSuccess(deleted -> {
                    if (deleted) {
                        LOG.info("every share lies under a later key: version {} of that key is deleted", old);
                    }
                }).mapEmpty();
    }
}
