package nl.rijkscloud.keys;

import static nl.rijkscloud.keys.RotatedInstallation.BOTH;
import static nl.rijkscloud.keys.RotatedInstallation.NEW;
import static nl.rijkscloud.keys.RotatedInstallation.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.keys.RotatedInstallation.Server;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.vault.KeyPurpose;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CodeKeyRenewalTest {
    private final RotatedInstallation installation = new RotatedInstallation();

    @AfterEach
    void close() {
        installation.close();
    }

    /** A guess is compared by whatever server it reaches, so none may hash under a key that another does not know. */
    @Test
    void codesAreHashedUnderTheNewKeyOnceEveryServerKnowsIt() {
        TestDatabase.sql(installation.config, "delete from key_server");
        var running = installation.server(BOTH);
        var slow = installation.server(BOTH);
        installation.rotate(installation.first);
        running.report();
        running.renew();
        running.report();

        assertThat(current(running)).isEqualTo(1);
        slow.report();
        running.renew();
        running.report();

        assertThat(current(running)).isEqualTo(2);
        assertThat(slow.keys.find(KeyPurpose.CODE, 2)).isPresent();
        assertThat(current(installation.server(NEW))).isEqualTo(2);
    }

    @Test
    void thiefOfTheOldMasterKeyDoesNotKnowTheNewKey() {
        var loot = new ArrayList<>(installation.wrapped());
        var running = installation.rotate();
        running.renew();
        running.report();

        loot.addAll(installation.wrapped());
        var key = running.keys.current(KeyPurpose.CODE).id();
        assertThat(loot).filteredOn(row -> row.id().equals(key)).isNotEmpty()
                .allSatisfy(row -> assertThat(Unwrapping.key(row, List.of(OLD.current()))).isEmpty());
    }

    @Test
    void oldKeyGoesOnceItsCodesHaveExpired() {
        var running = installation.rotate();
        running.renew();
        var renewal = new CodeKeyRenewal(running.database);
        age("71 hours");
        renewal.run().await();
        assertThat(versions()).isEqualTo("1 2");

        age("4 days");
        renewal.run().await();

        assertThat(versions()).isEqualTo("2");
        assertThat(current(installation.server(NEW))).isEqualTo(2);
    }

    private void age(String time) {
        TestDatabase.sql(installation.config, "update key_generation set current_since = now() - interval '" + time
                + "' where version = 2");
    }

    private String versions() {
        return installation.value("select string_agg(version::text, ' ' order by version) from purpose_key"
                + " where purpose = 'code'");
    }

    private static int current(Server server) {
        return server.keys.current(KeyPurpose.CODE).version();
    }
}
