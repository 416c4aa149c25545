package nl.rijkscloud.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import org.awaitility.Awaitility;

/** An installation with transfers, whose master key is replaced, and the servers of it. */
final class RotatedInstallation implements AutoCloseable {
    static final MasterKeys OLD = MasterKeys.of(new MasterKey("the old key, which has 32 bytes!".getBytes()));
    static final MasterKeys NEW = MasterKeys.of(new MasterKey("the new key, which has 32 bytes!".getBytes()));
    static final MasterKeys BOTH = new MasterKeys(NEW.current(), Optional.of(OLD.current()));

    /** The versions of the key under which shares lie. */
    static final String VERSIONS =
            "select string_agg(distinct share_version(share)::text, ' ') from transfer where share is not null";

    private final Vertx vertx = Vertx.vertx();
    final Config.Database config = TestDatabase.fresh();
    private final Database shared = Database.open(vertx, config);
    /** The server that began all transfers, with the old master key. */
    final Server first = server(OLD);
    final List<Share> begun = new ArrayList<>();

    /** A running server, with the keys that it has read. */
    final class Server {
        final UUID id = UUID.randomUUID();
        final Database database = Database.open(vertx, config);
        final PurposeKeys keys;
        final Slots slots;
        final Shares shares;
        final ShareRenewal renewal;
        private final KeyReport report;

        private Server(MasterKeys masters) {
            keys = new KeyOpening(database, masters).open(Optional.of(id)).await();
            slots = new Slots(new Aead(new SecureRandom()), new SecureRandom(), keys);
            shares = new Shares(slots, keys);
            renewal = new ShareRenewal(database, shares, this::line);
            report = new KeyReport(database, id, masters.current(), keys);
        }

        /** Reads the keys and reports, as every minute. */
        void report() {
            report.run().await();
        }

        void renew() {
            renewal.run(() -> false).await();
        }

        /** Begins a transfer. */
        Share begin() {
            return database.inTransaction(this::begin).await();
        }

        Future<Share> begin(SqlClient tx) {
            var share = shares.make(UUID.randomUUID());
            return shares.seal(tx, share).compose(sealed -> Database.run(tx, """
                    insert into transfer (id, kind, state, language, sender_name, sender_email, contact_name,
                        contact_email, share, created_at, expires_at)
                    values ($1, 'submitted', 'open', 'nl', 'A', 'a@example.org', 'M', 'm@igj.nl', $2, now(),
                        now() + interval '7 days')""", share.transfer(), Rows.bytes(sealed))).map(share);
        }

        Optional<Share> open(UUID transfer) {
            return slots.openShare(transfer, sealed(transfer));
        }

        private Future<Void> line(SqlClient tx) {
            return new Audit(database, keys, InstantSource.system())
                    .record(tx, AuditEntry.done(Actor.SYSTEM, Action.SHARE_KEY_REPLACED, Subject.NONE));
        }
    }

    Server server(MasterKeys masters) {
        return new Server(masters);
    }

    /** Replaces the master key; the servers have both. */
    void rotate(Server command) {
        new KeyRotation(shared, BOTH).rotate(tx -> Future.succeededFuture()).await();
        new KeyRotation(shared, BOTH).finish((tx, key) -> new Audit(shared, command.keys, InstantSource.system())
                .beginSection(tx, key)).await();
    }

    byte[] sealed(UUID transfer) {
        return shared.inTransaction(tx -> Database.run(tx, "select share from transfer where id = $1", transfer)
                .map(rows -> Rows.bytes(rows.iterator().next(), "share"))).await();
    }

    List<PurposeKeyStore.Wrapped> wrapped() {
        return new PurposeKeyStore().all(shared.client()).await();
    }

    String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }

    String next() {
        return KeyState.read(shared, NEW).await().next();
    }

    void begin(int transfers) {
        IntStream.range(0, transfers).forEach(each -> begun.add(first.begin()));
    }

    /** Replaces the master key, and returns the one server that runs afterwards. */
    Server rotate() {
        TestDatabase.sql(config, "delete from key_server");
        rotate(first);
        return server(BOTH);
    }

    void assertAllOpen(Server server) {
        assertThat(begun).allSatisfy(share -> assertThat(server.open(share.transfer()))
                .hasValueSatisfying(opened -> assertThat(opened.bytes()).isEqualTo(share.bytes())));
    }

    /** Waits until a transaction waits for another. */
    boolean awaitWaiting() {
        Awaitility.await().until(() -> !value("select count(*) from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'").equals("0"));
        return true;
    }

    @Override
    public void close() {
        shared.close().await();
        vertx.close().await();
    }
}
