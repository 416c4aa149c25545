package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.FreePort;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PgBouncer between the portal and PostgreSQL is refused with a reason, even when it is told to ignore unknown
 * parameters.
 */
class PoolerTest {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    /** Set where these tests may not be skipped. */
    private static final String REQUIRED = "RIJKSCLOUD_POOLER_TESTS";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // pool_mode  | ignore_startup_parameters
        "transaction | extra_float_digits",
        "session     | extra_float_digits",
        "transaction | "
        + "extra_float_digits,statement_timeout,lock_timeout,idle_in_transaction_session_timeout,tcp_keepalives_idle,"
                + "tcp_keepalives_interval,tcp_keepalives_count,tcp_user_timeout,"
                + "client_connection_check_interval,options",
    })
    void poolerIsRefusedWithAReason(String mode, String ignored) throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            if ("required".equals(System.getenv(REQUIRED))) {
                Assertions.fail("pgbouncer is not installed");
            }
            Assumptions.abort("pgbouncer is not installed");
        }
        var database = TestDatabase.fresh();
        var port = FreePort.next();
        var pooler = start(database, port, mode, ignored);
        try {
            Awaitility.await("pgbouncer").until(() -> listens(port));
            var behind = new Config.Database(
                    URI.create("postgresql://127.0.0.1:" + port + database.uri().getPath()), database.user(),
                    database.password(), 2);

            var blobs = BlobPlace.inFolder(folder);
            assertThat(DatabaseCheck.run(behind, folder.resolve("no.key"), blobs).reasons()).singleElement().asString()
                    .startsWith("database: something between here and PostgreSQL drops the limits");
            assertThat(DatabaseCheck.run(database, folder.resolve("no.key"), blobs)).isEqualTo(Findings.NOTHING);
        } finally {
            pooler.destroyForcibly().waitFor();
        }
    }

    private Process start(Config.Database database, int port, String mode, String ignored) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                [databases]
                * = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = %s
                ignore_startup_parameters = %s
                """.formatted(
                        database.uri().getPort(), database.user(), database.password().reveal(), port, mode, ignored));
        var command = new ArrayList<>(List.of(PROGRAM.toString(), "-q"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody")); // it refuses to run as root
        }
        command.add(settings.toString());
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static boolean listens(int port) {
        try {
            new Socket("127.0.0.1", port).close();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
