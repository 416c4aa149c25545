package nl.rijkscloud.keys;

import static nl.rijkscloud.keys.RotatedInstallation.BOTH;
import static nl.rijkscloud.keys.RotatedInstallation.NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.KeyPurpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that do not know the newest key for shares. */
final class UnknownShareKeyTest {
    private final RotatedInstallation installation = new RotatedInstallation();

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void keySealsOnceEveryRunningServerKnowsIt() {
        installation.begin(1);
        TestDatabase.sql(installation.config, "delete from key_server");
        var both = installation.server(BOTH);
        var slow = installation.server(BOTH);
        var previous = installation.server(BOTH); // of a version without generations
        installation.rotate(installation.first);
        TestDatabase.sql(installation.config,
                "update key_server set share_version = null where id = '" + previous.id + "'");
        both.report();

        both.renew();
        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("1");
        assertThat(installation.next()).contains("2 running servers do not know version 2");
        slow.report();
        both.renew();
        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("1");
        previous.report();
        both.renew();
        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("2");
        installation.assertAllOpen(slow);
    }

    @Test
    void serverThatWasStoppedSealsUnderTheCurrentKey() {
        var stopped = installation.server(BOTH);
        var running = installation.rotate();
        TestDatabase.sql(installation.config, "delete from key_server where id = '" + stopped.id + "'");
        running.renew();

        installation.begun.add(stopped.begin());

        assertThat(installation.value(RotatedInstallation.VERSIONS)).isEqualTo("2");
        installation.assertAllOpen(running);
    }

    /** Otherwise it would settle what waits in that transfer as lost. */
    @Test
    void serverThatWasStoppedTakesNoShareForLost() {
        installation.begin(1);
        var stopped = installation.server(BOTH);
        var running = installation.rotate();
        TestDatabase.sql(installation.config, "delete from key_server where id = '" + stopped.id + "'");
        running.renew();

        assertThatThrownBy(() -> stopped.open(installation.begun.getFirst().transfer())).isInstanceOfSatisfying(
                Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
        stopped.report();
        installation.assertAllOpen(stopped);
    }

    @Test
    void startWithoutAKeyThatExistsIsRefused() {
        installation.rotate();
        TestDatabase.sql(installation.config, "delete from purpose_key where purpose = 'share' and version = 2");

        assertThatThrownBy(() -> installation.server(NEW)).isInstanceOf(KeysRefused.class)
                .hasMessage(KeysRefused.missing(KeyPurpose.SHARE).getMessage());
    }
}
