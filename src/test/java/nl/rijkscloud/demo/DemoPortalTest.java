package nl.rijkscloud.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoPortalTest {
    @TempDir
    Path folder;

    @Test
    void staffCanSignInAndTheMeldpuntHasMembers() throws Exception {
        var database = TestDatabase.fresh();

        try (var portal = DemoPortal.start(DemoOptions.in(folder).on(database))) {
            portal.restart();

            assertThat(portal.baseUrl().toString())
                    .isEqualTo("http://localhost:" + portal.config().server().port());
            assertThat(TestDatabase.value(database, "select count(*) from staff"))
                    .contains(Integer.toString(DemoStaff.ALL.size()));
            assertThat(TestDatabase.value(
                            database,
                            "select count(*) from department_member where department_email = 'meldpunt@igj.nl'"))
                    .contains("2");
            assertThat(Files.getPosixFilePermissions(folder.resolve("master.key")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void keptDemoFindsItsDataAndItsKeyAgain() throws Exception {
        var kept = DemoOptions.in(folder).keeping();
        String key;
        try (var portal = DemoPortal.start(kept)) {
            key = Files.readString(portal.config().masterKey());
            TestDatabase.sql(
                    portal.config().database(),
                    "update staff set name = 'Iemand Anders' where email = 's.bakker@igj.nl'");
        }

        try (var portal = DemoPortal.start(kept)) {
            assertThat(Files.readString(portal.config().masterKey())).isEqualTo(key);
            assertThat(TestDatabase.value(
                            portal.config().database(), "select name from staff where email = 's.bakker@igj.nl'"))
                    .contains("Iemand Anders");
        }
    }
}
