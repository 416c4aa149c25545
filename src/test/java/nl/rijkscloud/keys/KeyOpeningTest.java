package nl.rijkscloud.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditVerifier;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Slots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyOpeningTest {
    private static final byte[] SECRET = "a master key that has 32 bytes!!".getBytes();
    private static final MasterKey MASTER = new MasterKey(SECRET);

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void newInstallationGetsRandomKeysAndKeepsThem() {
        var first = open().await();
        var second = open().await();

        for (var purpose : KeyPurpose.values()) {
            assertThat(second.half(purpose)).isEqualTo(first.half(purpose)).isNotEqualTo(derivedBefore(purpose));
        }
        assertThat(Stream.of(KeyPurpose.values()).map(purpose -> HexFormat.of().formatHex(first.half(purpose))))
                .doesNotHaveDuplicates();
        assertThat(TestDatabase.value(config, "select count(*) from purpose_key")).contains("8");
    }

    @Test
    void earlierInstallationKeepsItsDerivedKeys() {
        installBefore();

        var keys = open().await();

        for (var purpose : KeyPurpose.values()) {
            assertThat(keys.half(purpose)).isEqualTo(derivedBefore(purpose));
            assertThat(open().await().half(purpose)).isEqualTo(derivedBefore(purpose));
        }
    }

    @Test
    void logAndSharesFromBeforeGoOn() {
        installBefore();
        var before = keysBefore();
        record(before);
        var transfer = UUID.randomUUID();
        var aead = new Aead(new SecureRandom());
        var share = new Slots(aead, new SecureRandom(), before).newShare(transfer);
        var sealed = aead.seal(derivedBefore(KeyPurpose.SHARE), Kdf.bytes(transfer), share.bytes());

        var keys = open().await();
        record(keys);
        record(before); // a server of the version before, which still runs beside

        assertThat(new AuditVerifier(database, keys).verify(Optional.empty()).await().flaws()).isEmpty();
        assertThat(new Slots(aead, new SecureRandom(), keys).openShare(transfer, sealed))
                .hasValueSatisfying(opened -> assertThat(opened.bytes()).isEqualTo(share.bytes()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void serversThatStartAtOnceGetTheSameKeys(boolean before) {
        if (before) {
            installBefore();
        }
        var opened = Stream.generate(this::open).limit(5).toList();
        Future.all(opened).await();

        assertThat(opened.stream().map(Future::result).map(KeyOpeningTest::ids)).containsOnly(
                ids(opened.getFirst().result()));
    }

    @Test
    void startThatIsCutHalfWayLeavesNothing() {
        installBefore();
        TestDatabase.sql(config, """
                create function cut() returns trigger language plpgsql as $$ begin raise exception 'cut'; end $$;
                create trigger cut before insert on purpose_key for each row when (new.purpose = 'share')
                    execute function cut()""");

        assertThatThrownBy(() -> open().await()).isNotNull();
        assertThat(TestDatabase.value(config, "select purposes::text || (select count(*) from purpose_key) "
                + "from installation")).contains("{}0");
        TestDatabase.sql(config, "drop trigger cut on purpose_key");

        assertThat(open().await().half(KeyPurpose.SHARE)).isEqualTo(derivedBefore(KeyPurpose.SHARE));
    }

    @Test
    void lostKeyIsNeverMadeAnew() {
        open().await();
        TestDatabase.sql(config, "delete from purpose_key where purpose = 'share'");

        assertThatThrownBy(() -> open().await()).isInstanceOf(KeysRefused.class)
                .hasMessage("database: the key for share is missing from purpose_key; restore that table from a"
                        + " backup");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update purpose_key set wrapped = (select wrapped from purpose_key where purpose = 'code') "
        + "where purpose = 'audit'",
        "update purpose_key set version = 2 where purpose = 'audit'",
        "update purpose_key set id = gen_random_uuid() where purpose = 'audit'",
        "update purpose_key set wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1) where purpose = 'audit'"
    })
    void changedKeyIsRefused(String change) {
        open().await();
        TestDatabase.sql(config, change);

        assertThatThrownBy(() -> open().await()).isInstanceOf(KeysRefused.class).hasMessageContaining("was changed");
    }

    @Test
    void purposeOfALaterVersionGetsARandomKey() {
        installBefore();
        open().await();
        TestDatabase.sql(config, "delete from purpose_key where purpose = 'throttle'");
        TestDatabase.sql(config, "update installation set purposes = array_remove(purposes, 'throttle')");

        assertThat(open().await().half(KeyPurpose.THROTTLE)).isNotEqualTo(derivedBefore(KeyPurpose.THROTTLE));
    }

    @Test
    void anotherMasterKeyIsRefused() {
        open().await();

        assertThatThrownBy(() -> new KeyOpening(database, MasterKeys.of(new MasterKey(new byte[32]))).open().await())
                .isInstanceOf(KeysRefused.class).hasMessage(KeysRefused.OTHER_MASTER);
    }

    private Future<PurposeKeys> open() {
        return new KeyOpening(database, MasterKeys.of(MASTER)).open();
    }

    /** A database as a version without purpose keys left it. */
    private void installBefore() {
        TestDatabase.sql(config, "insert into installation (key_check) values (decode('%s', 'hex'))".formatted(
                HexFormat.of().formatHex(Kdf.derive(SECRET, new byte[0], "key-check", 16))));
    }

    /** The derivation of the versions without purpose keys, written out once more. */
    private static byte[] derivedBefore(KeyPurpose purpose) {
        var label = switch (purpose) {
            case AUDIT -> "audit";
            case CODE -> "code";
            case OUTBOX -> "outbox";
            case PENDING -> "pending";
            case OWN -> "own";
            case SHARE -> "share";
            case SEARCHED_PERSON -> "searched-person";
            case THROTTLE -> "throttle";
        };
        return Kdf.derive(SECRET, new byte[0], "master/" + label, 32);
    }

    private static PurposeKeys keysBefore() {
        return new PurposeKeys(Arrays.stream(KeyPurpose.values())
                .map(purpose -> new PurposeKey(purpose, UUID.randomUUID(), 1, derivedBefore(purpose))).toList());
    }

    private void record(PurposeKeys keys) {
        var audit = new Audit(database, keys, InstantSource.system());
        database.inTransaction(tx -> audit.record(tx, AuditEntry.done(
                Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(UUID.randomUUID())))).await();
    }

    private static List<UUID> ids(PurposeKeys keys) {
        return Arrays.stream(KeyPurpose.values()).map(purpose -> keys.current(purpose).id()).toList();
    }
}
