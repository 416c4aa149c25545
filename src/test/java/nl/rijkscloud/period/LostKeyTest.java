package nl.rijkscloud.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.nio.file.Files;
import java.time.Duration;
import nl.rijkscloud.period.PeriodKeys.ForeignKeyPlace;
import nl.rijkscloud.period.PeriodSeal.PeriodKeyDestroyed;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.SealContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LostKeyTest {
    private final PeriodFixture portal = new PeriodFixture();

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void messageWithALostKeyIsNotRetried() throws Exception {
        var id = portal.server().letter("one");
        Files.delete(portal.folder.resolve(portal.onlyFile() + ".key"));

        var restarted = portal.server();
        assertThat(restarted.carried()).isEmpty();

        assertThat(portal.state(id)).hasValue("lost");
        assertThat(portal.value("select payload is null and settled_at is not null from outbox")).isEqualTo("t");
    }

    @Test
    void lossOfAllKeysStartsANewPeriodAndSettlesOldRows() throws Exception {
        var id = portal.server().letter("one");
        Files.delete(portal.folder.resolve(portal.onlyFile() + ".key"));

        var restarted = portal.server();
        restarted.rotation.begin().await();
        restarted.rotate();
        restarted.letter("two");

        assertThat(portal.state(id)).hasValue("lost");
        assertThat(restarted.carried()).containsExactly("two");
    }

    /** An empty mount point does not prove that the keys are lost. */
    @Test
    void unavailableKeyFolderSettlesNothing() throws Exception {
        var id = portal.server().letter("one");
        var away = portal.folder.resolveSibling(portal.folder.getFileName() + "-away");
        Files.move(portal.folder, away);
        Files.createDirectory(portal.folder);
        var restarted = portal.server();
        try {
            assertThatThrownBy(restarted::rotate).isInstanceOf(ForeignKeyPlace.class);
            assertThatThrownBy(() -> restarted.letter("two")).isInstanceOf(ForeignKeyPlace.class);
            assertThat(restarted.carried()).isEmpty();
            assertThat(portal.folder).isEmptyDirectory();
        } finally {
            Files.delete(portal.folder);
            Files.move(away, portal.folder);
        }
        portal.clock.advance(Duration.ofMinutes(1));

        assertThat(portal.state(id)).hasValue("waiting");
        assertThat(restarted.carried()).containsExactly("one");
    }

    @Test
    void keyFolderOfAnotherDatabaseIsRefused() throws Exception {
        portal.server().letter("one");
        TestDatabase.sql(portal.config, "update key_place set mark = gen_random_uuid()");

        assertThatThrownBy(() -> portal.server().keys.home().await()).isInstanceOf(ForeignKeyPlace.class);
    }

    @Test
    void destroyedKeyOpensNothingOnOtherServers() throws Exception {
        var one = portal.server();
        var other = portal.server();
        var id = one.letter("one");
        var payload = portal.payload();
        other.seal.open(SealContext.letter(id), payload).await();
        portal.clock.advance(PeriodKeyRotation.MOST);
        one.rotate();

        other.rotate();

        assertThatThrownBy(() -> other.seal.open(SealContext.letter(id), payload).await())
                .isInstanceOf(PeriodKeyDestroyed.class);
    }

    @Test
    void keyWithoutARowIsDestroyed() throws Exception {
        var server = portal.server();
        server.letter("one");
        var named = portal.onlyFile();
        portal.database.inTransaction(tx -> server.keys.make(tx)
                .compose(key -> Future.<Void>failedFuture("rolled back"))).otherwiseEmpty().await();
        assertThat(portal.files()).hasSize(2);

        portal.clock.advance(Duration.ofHours(1).plusSeconds(1));
        server.rotate();

        assertThat(portal.files()).containsExactly(named);
    }
}
