package nl.rijkscloud.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.SealContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PeriodKeyRotationTest {
    private final PeriodFixture portal = new PeriodFixture();

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void waitingMessageIsResealedAndTheOldKeyIsGoneWithin25Hours() throws Exception {
        var server = portal.server();
        var id = server.letter("one");
        var old = portal.onlyFile();
        var oldKey = new KeyFolder(portal.folder).find(old).orElseThrow();
        var oldPayload = portal.payload();

        portal.clock.advance(PeriodKeyRotation.SEALS);
        server.rotate();
        portal.clock.advance(PeriodKeyRotation.GRACE);
        server.rotate();

        assertThat(PeriodKeyRotation.SEALS.plus(PeriodKeyRotation.GRACE)).isLessThan(PeriodKeyRotation.MOST);
        assertThat(portal.files()).hasSize(1).doesNotContain(old);
        assertThat(portal.under()).isEqualTo(portal.onlyFile().toString());
        var cipher = new PeriodCipher(new Aead(new SecureRandom()), PeriodFixture.PURPOSES);
        // it opened while the key existed
        assertThat(cipher.open(oldKey, SealContext.letter(id), oldPayload)).isPresent();
        assertThat(cipher.open(oldKey, SealContext.letter(id), portal.payload())).isEmpty();
        assertThat(server.carried()).containsExactly("one");
    }

    @Test
    void periodLastsADay() throws Exception {
        var server = portal.server();
        server.letter("one");
        var first = portal.onlyFile();

        portal.clock.advance(PeriodKeyRotation.SEALS.minusMinutes(1));
        server.rotate();

        assertThat(portal.files()).containsExactly(first);
    }

    @Test
    void keyFromAClockAheadIsReplacedAtOnce() throws Exception {
        portal.clock.advance(Duration.ofDays(365));
        var server = portal.server();
        server.letter("one");
        var ahead = portal.onlyFile();
        portal.clock.advance(Duration.ofDays(-365));

        server.rotate();
        portal.clock.advance(PeriodKeyRotation.GRACE);
        server.rotate();

        assertThat(portal.files()).hasSize(1).doesNotContain(ahead);
        assertThat(portal.under()).isEqualTo(portal.onlyFile().toString());
    }

    @Test
    void manyMessagesAreResealedInBatches() throws Exception {
        var server = portal.server();
        server.letter("one");
        TestDatabase.sql(portal.config, """
                insert into outbox (id, channel, template, language, recipient, payload, due_at, expires_at, created_at)
                select gen_random_uuid(), 'mail', 'upload-link', 'nl', 'x@example.org', payload, due_at, expires_at,
                    created_at
                from outbox, generate_series(1, 50)"""); // these do not open: they are bound to another row
        IntStream.range(0, 250).forEach(number -> server.letter("n" + number));
        portal.clock.advance(PeriodKeyRotation.SEALS);

        server.rotate();

        assertThat(portal.value("select count(*) from outbox where period_of(payload) = (select id from period order "
                + "by number desc limit 1)")).isEqualTo("251");
    }

    @Test
    void twoServersReplaceTheKeyOnce() throws Exception {
        var one = portal.server();
        var other = portal.server();
        IntStream.range(0, 300).forEach(number -> one.letter("n" + number));
        portal.clock.advance(PeriodKeyRotation.MOST);

        Future.join(one.rotation.run(), other.rotation.run()).await();
        one.rotate();
        other.rotate();

        assertThat(portal.value("select count(*) from period")).isEqualTo("2");
        assertThat(portal.under()).isEqualTo(portal.onlyFile().toString());
        assertThat(portal.value("select count(*) from outbox where state = 'waiting'")).isEqualTo("300");
        assertThat(other.carried()).hasSize(300);
    }

    @Test
    void twoServersThatStartTogetherMakeOneKey() throws Exception {
        var one = portal.server();
        var other = portal.server();

        Future.join(one.rotation.begin(), other.rotation.begin(),
                portal.database.inTransaction(one.keys::current)).await();

        assertThat(portal.value("select count(*) from period where destroyed_at is null")).isEqualTo("1");
    }

    /** A transaction that sealed before the new period began and commits after that. */
    @Test
    void rowCommittedUnderAnOldKeyIsNotLost() throws Exception {
        var slow = portal.server();
        var server = portal.server();
        server.rotation.begin().await();
        var sealed = Promise.<Void>promise();
        var commit = Promise.<Void>promise();
        var added = portal.database.inTransaction(tx -> slow.outbox.add(tx, letter()).compose(id -> {
            sealed.complete();
            return commit.future().map(id);
        }));
        sealed.future().await();
        var old = portal.onlyFile();
        portal.clock.advance(PeriodKeyRotation.SEALS);
        server.rotate();
        portal.clock.advance(PeriodKeyRotation.GRACE);
        server.rotate();
        assertThat(portal.files()).contains(old); // in use

        commit.complete();
        added.await();
        server.rotate();

        assertThat(portal.files()).hasSize(1).doesNotContain(old);
        assertThat(server.carried()).containsExactly("one");
    }

    /** A transaction that learns while it waits that the period was closed uses the next period. */
    @Test
    void closedPeriodSealsNothing() throws Exception {
        var server = portal.server();
        server.letter("one");
        var old = portal.onlyFile();
        portal.clock.advance(PeriodKeyRotation.SEALS);
        try (var neighbour = portal.neighbour(); var sql = neighbour.createStatement()) {
            sql.execute("select from period where id = '%s' for update".formatted(old));
            var late = portal.database.inTransaction(tx -> server.outbox.add(tx, letter()));
            portal.server().rotation.begin().await();
            sql.execute("update period set closed_at = now() where id = '%s'".formatted(old));
            neighbour.commit();
            var id = late.await();
            assertThat(portal.value("select period_of(payload) from outbox where id = '%s'".formatted(id)))
                    .isNotEqualTo(old.toString());
        }
    }

    /** Killed before and after each action on keys and rows. */
    @Test
    void nextRunContinuesAfterACrashAtAnyStep() throws Exception {
        portal.server().letter("one");
        var steps = 0;
        for (var crash = new Crash(0);; crash = new Crash(++steps)) {
            portal.clock.advance(PeriodKeyRotation.MOST);
            var old = portal.files();
            var killed = crash;
            portal.server(killed::in, killed::in).rotation.run().otherwiseEmpty().await();

            var restarted = portal.server();
            restarted.rotate();
            portal.clock.advance(Duration.ofHours(1).plusSeconds(1)); // a row may still claim its key
            restarted.rotate();

            assertThat(portal.files()).as("keys after step %s", steps).hasSize(1).doesNotContainAnyElementsOf(old);
            assertThat(portal.under()).as("period of the letter after step %s", steps)
                    .isEqualTo(portal.onlyFile().toString());
            assertThat(portal.value("select state from outbox")).isEqualTo("waiting");
            if (!killed.happened()) {
                break;
            }
        }
        assertThat(steps).isGreaterThan(20);
        assertThat(portal.server().carried()).containsExactly("one");
    }

    @Test
    void serverFrozenInATransactionKeepsNoKeyAlive() throws Exception {
        var server = portal.server();
        var waits = server.letter("one");
        var old = portal.onlyFile();
        try (var frozen = portal.neighbour(); var sql = frozen.createStatement()) {
            sql.execute("select from period for share");
            sql.execute("insert into outbox (id, channel, template, language, recipient, payload, due_at, expires_at, "
                    + "created_at)"
                    + " select gen_random_uuid(), 'mail', 'late', 'nl', 'x@example.org', payload, due_at, expires_at, "
                    + "created_at from outbox");
            portal.clock.advance(PeriodKeyRotation.FORCED);

            server.rotate();
            assertThat(portal.files()).hasSize(1).doesNotContain(old);
            assertThat(portal.state(waits)).hasValue("waiting");

            frozen.commit();
        }
        server.rotate();
        server.rotate();
        assertThat(portal.value("select state from outbox where template = 'late'")).isEqualTo("lost");
        assertThat(server.carried()).containsExactly("one");
    }

    @Test
    void lockedRowIsLostWithItsKeyAndSettledLater() throws Exception {
        var server = portal.server();
        var held = server.letter("held");
        server.letter("free");
        var old = portal.onlyFile();
        try (var frozen = portal.neighbour(); var sql = frozen.createStatement()) {
            sql.execute("select from outbox where id = '%s' for update".formatted(held));
            portal.clock.advance(PeriodKeyRotation.SEALS);
            server.rotate();
            assertThat(portal.files()).contains(old); // there is time

            portal.clock.advance(PeriodKeyRotation.FORCED.minus(PeriodKeyRotation.SEALS));
            server.rotate();
            assertThat(portal.files()).doesNotContain(old);
            frozen.rollback();
        }
        server.rotate();

        assertThat(portal.state(held)).hasValue("lost");
        assertThat(portal.value("select count(*) from outbox where state = 'lost' and payload is not null"))
                .isEqualTo("0");
        assertThat(server.carried()).containsExactly("free");
    }

    @Test
    void messagesOfAnEarlierVersionAreResealedAtTheFirstRun() throws Exception {
        var server = portal.server();
        var id = server.letter("one");
        var values = new JsonObject().put("values", new JsonObject().put("link", "one")).toBuffer().getBytes();
        var before = new Aead(new SecureRandom()).seal(
                PeriodFixture.PURPOSES.half(KeyPurpose.OUTBOX), Kdf.bytes(id), values);
        TestDatabase.sql(portal.config, "update outbox set payload = '\\x" + HexFormat.of().formatHex(before) + "'");
        assertThat(portal.under()).isEqualTo(new UUID(0, 0).toString());

        server.rotate();

        assertThat(portal.under()).isEqualTo(portal.onlyFile().toString());
        assertThat(server.carried()).containsExactly("one");
    }

    private static OutboundMessage letter() {
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, null, "upload-link", Language.NL, "anna@voorbeeld.nl",
                Map.of("link", "one"), Duration.ofDays(9));
    }
}
