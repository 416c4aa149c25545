package nl.rijkscloud.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Slots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRotationTest {
    private static final MasterKeys OLD = MasterKeys.of(new MasterKey("the old key, which has 32 bytes!".getBytes()));
    private static final MasterKeys NEW = MasterKeys.of(new MasterKey("the new key, which has 32 bytes!".getBytes()));
    private static final MasterKeys BOTH = new MasterKeys(NEW.current(), Optional.of(OLD.current()));

    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final UUID transfer = UUID.randomUUID();
    private final Aead aead = new Aead(new SecureRandom());
    private PurposeKeys first;
    private byte[] share;
    private byte[] sealed;

    @BeforeEach
    void use() {
        first = open(OLD);
        var slots = new Slots(aead, new SecureRandom(), first);
        var made = slots.newShare(transfer);
        share = made.bytes();
        sealed = slots.seal(made, 1);
        record(first);
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void newKeyOpensAllAndTheOldOneNothing() {
        assertThat(rotate()).isEqualTo(8);
        assertThat(rotate()).isZero();
        finish();

        assertAllOpens(open(NEW));
        assertThatThrownBy(() -> open(OLD)).isInstanceOf(KeysRefused.class).hasMessage(KeysRefused.OTHER_MASTER);
        assertThat(value("select count(*) from purpose_key")).isEqualTo("11");
        assertThat(value("select string_agg(action, ' ' order by seq) from audit_entry where actor = 'operator'"))
                .isEqualTo("key-rotation-begun audit-key-changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "insert on purpose_key when (new.purpose = 'audit')", "insert on purpose_key when (new.purpose = 'share')",
        "insert on purpose_key when (new.purpose = 'throttle')", "insert on purpose_key when (new.version = 2)",
        "insert on key_generation when (new.version = 2)",
        "delete on purpose_key when (old.purpose = 'share')", "update on installation when (true)",
        "insert on audit_entry when (new.action = 'key-rotation-begun')",
        "insert on audit_entry when (new.action = 'audit-key-changed')", "update on audit_mark when (true)",
        "insert on audit_mark when (new.name = 'start')"
    })
    void rotationThatDiesAtAnyStepIsRunAgain(String step) {
        TestDatabase.sql(config, "create function die() returns trigger language plpgsql as $$ begin raise exception "
                + "'killed'; end $$; create trigger die before " + step.replace(" when", " for each row when")
                + " execute function die()");
        assertThatThrownBy(() -> {
            rotate();
            finish();
        }).isNotNull();
        TestDatabase.sql(config, "drop function die() cascade");

        assertAllOpens(open(OLD)); // a server with the old key only starts in between
        assertAllOpens(open(BOTH));
        rotate();
        finish();
        assertAllOpens(open(NEW));
    }

    @Test
    void serversWithEitherKeyGoOn() {
        var both = open(BOTH);
        rotate();
        for (var keys : List.of(first, both, open(OLD), open(BOTH), open(NEW))) {
            assertAllOpens(keys);
        }
    }

    @Test
    void runningServerLearnsOfTheNewSection() {
        var both = open(BOTH);
        rotate();
        finish();

        record(both);
        assertAllOpens(open(NEW));
    }

    @Test
    void serverWithTheOldKeyOnlyDoesNothingUnlogged() {
        rotate();
        finish();

        assertThatThrownBy(() -> record(first)).hasMessageContaining("audit log is not ours");
        assertAllOpens(open(NEW));
    }

    @Test
    void twoCommandsAtOnceDoItOnce() {
        Future.all(rotation(BOTH).rotate(this::line), rotation(BOTH).rotate(this::line)).await();
        Future.all(finishing(), finishing()).await();

        assertThat(value("select count(*) from audit_entry where action = 'audit-key-changed'")).isEqualTo("1");
        assertAllOpens(open(NEW));
    }

    @Test
    void wrongOldKeyIsRefused() {
        var other = new MasterKey(new byte[32]);

        assertThatThrownBy(() -> rotation(new MasterKeys(NEW.current(), Optional.of(other))).rotate(this::line).await())
                .hasMessage(KeysRefused.OTHER_PREVIOUS);
        assertThatThrownBy(() -> open(new MasterKeys(NEW.current(), Optional.of(other))))
                .hasMessage(KeysRefused.OTHER_BOTH);
        assertThatThrownBy(() -> rotation(NEW).rotate(this::line).await()).hasMessage(KeysRefused.NO_PREVIOUS);
        assertThatThrownBy(this::finish).hasMessage(KeysRefused.NOT_ROTATED);
        assertAllOpens(open(OLD));
    }

    @Test
    void runningServerWithTheOldKeyHoldsUpTheEnd() {
        new KeyOpening(database, OLD).open(Optional.of(UUID.randomUUID())).await();
        rotate();

        assertThatThrownBy(this::finish).isInstanceOf(KeysRefused.class).hasMessageContaining("1 running servers");
        assertThat(KeyState.read(database, BOTH).await().next()).contains("1 running servers");
        TestDatabase.sql(config, "update key_server set seen_at = seen_at - interval '6 minutes'");
        finish();
        assertThat(KeyState.read(database, BOTH).await().next()).contains("can be taken away");
    }

    /** A thief of the old key who can write to the database, while previousMasterKey is still configured. */
    @Test
    void keyPlantedUnderTheOldMasterKeyIsRefused() {
        var running = open(BOTH);
        rotate();
        finish();
        TestDatabase.sql(config, "insert into purpose_key select purpose, 9, '\\x%s', id, wrapped, made_at from "
                .formatted(HexFormat.of().formatHex(OLD.current().check()))
                + "purpose_key where purpose = 'audit' limit 1");

        new KeyReload().run(database.client(), running).await();
        assertThat(running.current(KeyPurpose.AUDIT).version()).isEqualTo(2);
        assertThatThrownBy(() -> open(BOTH)).isInstanceOf(KeysRefused.class);
    }

    private void assertAllOpens(PurposeKeys keys) {
        record(keys);
        assertThat(new Slots(aead, new SecureRandom(), keys).openShare(transfer, sealed))
                .hasValueSatisfying(opened -> assertThat(opened.bytes()).isEqualTo(share));
        assertThat(new AuditVerifier(database, keys).verify(Optional.empty()).await().flaws()).isEmpty();
        for (var purpose : KeyPurpose.values()) {
            assertThat(keys.all(purpose).getLast().id()).isEqualTo(first.all(purpose).getLast().id());
        }
    }

    private PurposeKeys open(MasterKeys masters) {
        return new KeyOpening(database, masters).open().await();
    }

    private Future<Void> line(SqlClient tx) {
        return new Audit(database, first, InstantSource.system())
                .record(tx, AuditEntry.done(Actor.OPERATOR, Action.KEY_ROTATION_BEGUN, Subject.NONE));
    }

    private int rotate() {
        return rotation(BOTH).rotate(this::line).await();
    }

    private void finish() {
        finishing().await();
    }

    private Future<Void> finishing() {
        return rotation(BOTH).finish((tx, key) -> new Audit(database, first, InstantSource.system())
                .beginSection(tx, key));
    }

    private KeyRotation rotation(MasterKeys masters) {
        return new KeyRotation(database, masters);
    }

    private void record(PurposeKeys keys) {
        var audit = new Audit(database, keys, InstantSource.system());
        database.inTransaction(tx -> audit.record(tx, AuditEntry.done(
                Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(transfer)))).await();
    }

    private String value(String query) {
        return TestDatabase.value(config, query).orElseThrow();
    }
}
