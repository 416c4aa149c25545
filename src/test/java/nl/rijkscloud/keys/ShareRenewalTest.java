package nl.rijkscloud.keys;

import static nl.rijkscloud.keys.RotatedInstallation.BOTH;
import static nl.rijkscloud.keys.RotatedInstallation.NEW;
import static nl.rijkscloud.keys.RotatedInstallation.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.keys.RotatedInstallation.Server;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ShareRenewalTest {
    private final RotatedInstallation installation = new RotatedInstallation();
    private final Server server = installation.first;

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void thiefOfTheOldMasterKeyAndDatabaseOpensNoShareAfterwards() {
        var before = server.begin();
        var stolen = installation.wrapped();
        var copied = installation.sealed(before.transfer());
        assertThat(openedBy(stolen, before, copied)).isTrue(); // otherwise the thief could be blind

        var running = installation.rotate();
        running.renew();
        var after = running.begin();

        var loot = Stream.concat(stolen.stream(), installation.wrapped().stream()).toList();
        assertThat(openedBy(loot, after, installation.sealed(after.transfer()))).isFalse();
        assertThat(openedBy(loot, before, installation.sealed(before.transfer()))).isFalse();
        assertThat(running.open(after.transfer())).isPresent();
    }

    /** A deleted row stays in the database's log, so the key must not be wrapped by the old one for a moment. */
    @Test
    void oldMasterKeyNeverWrapsTheNewKey() {
        TestDatabase.sql(installation.config, """
                create table ever (like purpose_key);
                create function keep() returns trigger language plpgsql as
                    $$ begin insert into ever select new.*; return null; end $$;
                create trigger keep after insert or update on purpose_key for each row execute function keep()""");
        installation.rotate().renew();

        assertThat(installation.value("select string_agg(encode(master, 'hex'), ' ') from ever "
                + "where purpose = 'share' and version = 2"))
                .isEqualTo(HexFormat.of().formatHex(NEW.current().check()));
    }

    @Test
    void everyShareIsSealedAnewAndTheKeyBeforeIsGone() {
        installation.begin(450);
        var running = installation.rotate();
        var other = installation.server(BOTH);

        running.renew();

        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("2");
        assertOnlyVersion(2);
        assertThat(installation.value("select count(*) from audit_entry where action = 'share-key-replaced'"))
                .isEqualTo("1");
        for (var server : List.of(running, other, installation.server(NEW))) {
            installation.assertAllOpen(server);
        }
    }

    @Test
    void secondRotationGoesThroughAsWell() {
        installation.begin(3);
        var running = installation.rotate();
        running.renew();
        TestDatabase.sql(installation.config, "insert into key_generation (purpose, version) values ('share', 3)");
        addKey(3);
        running.report();

        running.renew();

        assertOnlyVersion(3);
        installation.assertAllOpen(running);
    }

    /** The connection of the first server dies in its second batch, and the server with it. */
    @Test
    void anotherServerGoesOnWhereOneWasKilled() {
        installation.begin(450);
        var killed = installation.rotate();
        var other = installation.server(BOTH);
        TestDatabase.sql(installation.config, """
                create function kill() returns trigger language plpgsql as $$ begin
                    perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
                create trigger kill before update of share on transfer for each row when (new.id = '%s')
                    execute function kill()"""
                .formatted(installation.value("select id from transfer order by id offset 300 limit 1")));
        assertThatThrownBy(killed::renew).isNotNull();
        TestDatabase.sql(installation.config, "drop function kill cascade");
        assertThat(installation.value("select count(*) from transfer where share_version(share) = 2")).isEqualTo("200");
        installation.assertAllOpen(killed);
        assertThat(installation.next()).contains("250 shares still lie under an earlier key");

        other.renew();
        assertThat(installation.next()).doesNotContain("shares");

        assertOnlyVersion(2);
        installation.assertAllOpen(other);
    }

    @Test
    void severalServersShareTheWork() {
        installation.begin(900);
        var servers = List.of(installation.rotate(), installation.server(BOTH), installation.server(BOTH));

        Future.all(servers.stream().map(each -> each.renewal.run(() -> false)).toList()).await();
        servers.forEach(Server::renew);

        assertOnlyVersion(2);
        installation.assertAllOpen(installation.server(NEW));
        assertThat(installation.value("select count(*) from audit_entry where action = 'share-key-replaced'"))
                .isEqualTo("1");
    }

    @Test
    void keyStaysForATransactionThatHasSealedUnderIt() {
        var running = installation.rotate();
        var committed = Promise.<Void>promise();
        var sealed = Promise.<Void>promise();
        var slow = server.database.inTransaction(tx -> server.begin(tx).onSuccess(installation.begun::add)
                .onSuccess(done -> sealed.complete()).compose(done -> committed.future()));
        sealed.future().await();

        var renewal = running.renewal.run(() -> false);
        assertThat(installation.awaitWaiting()).isTrue();
        committed.complete();
        slow.await();
        renewal.await();

        installation.assertAllOpen(installation.server(NEW));
        running.renew();
        assertOnlyVersion(2);
        installation.assertAllOpen(running);
    }

    @Test
    void noServerWritesAShareUnderAKeyThatIsGone() {
        installation.begin(1);
        installation.rotate().renew();
        var late = server.slots.newShare(installation.begun.getFirst().transfer());

        assertThatThrownBy(() -> server.database.inTransaction(tx -> Database.run(tx,
                "update transfer set share = $2 where id = $1", late.transfer(),
                Rows.bytes(server.slots.seal(late, 1)))).await())
                .hasMessageContaining("a share was sealed under a key that is gone");
    }

    @Test
    void renewalWaitsForNoTransferThatIsInUse() {
        installation.begin(2);
        var running = installation.rotate();
        var withdrawn = installation.begun.removeFirst().transfer();
        server.database.inTransaction(tx -> Database
                .run(tx, "select from transfer where id = $1 for update", withdrawn)
                .compose(held -> running.renewal.run(() -> false))
                .compose(done -> Database.run(tx, "update transfer set share = null where id = $1", withdrawn)))
                .await();

        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("2");
        assertThat(left(running)).isEqualTo(1);
        installation.server(NEW).renew();
        running.renew();
        assertThat(left(running)).isZero();
        assertOnlyVersion(2);
        assertThat(installation.value("select count(*) from transfer where share is null")).isEqualTo("1");
        installation.assertAllOpen(running);
    }

    private static double left(Server server) {
        var registry = new SimpleMeterRegistry();
        server.renewal.bindTo(registry);
        return registry.get("rijkscloud.shares.old").gauge().value();
    }

    private void addKey(int version) {
        var key = PurposeKey.random(KeyPurpose.SHARE, version, new SecureRandom());
        server.database.inTransaction(tx -> new PurposeKeyStore().insert(tx,
                Wrapped.of(new Aead(new SecureRandom()), NEW.current(), key))).await();
    }

    private void assertOnlyVersion(int version) {
        assertThat(installation.value("select string_agg(version::text, ' ') from key_generation where purpose = "
                + "'share'")).isEqualTo(Integer.toString(version));
        assertThat(installation.value("select string_agg(version::text, ' ') from purpose_key where purpose = "
                + "'share'")).isEqualTo(Integer.toString(version));
    }

    /** True if the old master key opens one of these keys that opens the share. */
    private static boolean openedBy(List<Wrapped> rows, Share share, byte[] sealed) {
        var all = rows.stream().flatMap(row -> Unwrapping.key(row, List.of(OLD.current())).stream()).toList();
        return all.stream().filter(key -> key.purpose() == KeyPurpose.SHARE).anyMatch(key -> {
            var others = Stream.of(KeyPurpose.values()).filter(purpose -> purpose != KeyPurpose.SHARE)
                    .map(purpose -> PurposeKey.random(purpose, 1, new SecureRandom()));
            var keys = new PurposeKeys(Stream.concat(Stream.of(key), others).toList());
            return open(keys, share, sealed).filter(opened -> Arrays.equals(opened.bytes(), share.bytes()))
                    .isPresent();
        });
    }

    private static Optional<Share> open(PurposeKeys keys, Share share, byte[] sealed) {
        try {
            return new Slots(new Aead(new SecureRandom()), new SecureRandom(), keys)
                    .openShare(share.transfer(), sealed);
        } catch (Failure unknown) {
            return Optional.empty();
        }
    }
}
