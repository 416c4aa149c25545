package nl.rijkscloud.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.Certificate;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The settings sslmode and sslrootcert mean the same for the portal's connections, and for those of the migrations, as
 * for psql.
 */
class EncryptionTest {
    @TempDir
    private static Path folder;

    private static Certificate right;
    private static Certificate wrong;
    private static OwnPostgres encrypted;
    private static OwnPostgres plain;

    @BeforeAll
    static void start() {
        right = Certificate.make(folder, "right", "dns:localhost");
        wrong = Certificate.make(folder, "wrong", "dns:localhost");
        encrypted = OwnPostgres.at(folder.resolve("encrypted"), Map.of(
                "ssl", "on", "ssl_cert_file", right.chain().toString(), "ssl_key_file", right.key().toString()))
                .start();
        plain = OwnPostgres.at(folder.resolve("plain"), Map.of()).start();
    }

    @AfterAll
    static void stop() {
        encrypted.close();
        plain.close();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', value = {
        // host    | sslmode     | sslrootcert | encrypted
        "localhost | -           | -           | true",
        "localhost | disable     | -           | false",
        "localhost | allow       | -           | false",
        "localhost | prefer      | -           | true",
        "localhost | require     | -           | true",
        "127.0.0.1 | require     | -           | true",
        "localhost | require     | right.crt   | true",
        "localhost | verify-ca   | right.crt   | true",
        "127.0.0.1 | verify-ca   | right.crt   | true",
        "localhost | verify-full | right.crt   | true",
    })
    void everyModeConnectsAsPsqlDoes(String host, String mode, String trusted, boolean isEncrypted) {
        var config = config(encrypted, host, mode, trusted);

        assertThat(isEncrypted(config)).isEqualTo(isEncrypted);
        assertThat(Schema.state(config)).isEqualTo(Schema.State.MISSING);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', value = {
        // host    | sslmode     | sslrootcert | why
        "localhost | verify-ca   | wrong.crt   | was not signed by anybody whom sslrootcert names",
        "localhost | verify-full | wrong.crt   | was not signed by anybody whom sslrootcert names",
        "localhost | require     | wrong.crt   | was not signed by anybody whom sslrootcert names",
        "localhost | verify-full | -           | was not signed by anybody whom sslrootcert names",
        "127.0.0.1 | verify-full | right.crt   | was given to another host name",
        "localhost | verify-full | gone.crt    | cannot be read",
    })
    void certificateThatIsNotTrustedIsRefusedWithTheReason(String host, String mode, String trusted, String why) {
        var config = config(encrypted, host, mode, trusted);

        assertThatThrownBy(() -> isEncrypted(config)).satisfies(
                failure -> assertThat(DatabaseFailure.ofStart(failure, config)).hasValueSatisfying(trouble -> {
            assertThat(trouble.sentence()).contains(why);
            assertThat(trouble.passes()).isFalse();
        }));
        assertThatThrownBy(() -> Schema.state(config))
                .satisfies(failure -> assertThat(DatabaseFailure.of(failure, config)).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca", "verify-full"})
    void serverWithoutEncryptionIsRefusedWhenEncryptionIsRequired(String mode) {
        var config = config(plain, "localhost", mode, mode.equals("require") ? null : "right.crt");

        assertThatThrownBy(() -> isEncrypted(config))
                .satisfies(failure -> assertThat(DatabaseFailure.of(failure, config)).hasValueSatisfying(trouble -> {
            assertThat(trouble.sentence()).contains("offers no encrypted connection");
            assertThat(trouble.passes()).isFalse();
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer"})
    void serverWithoutEncryptionIsUsedWhenEncryptionIsOptional(String mode) {
        assertThat(isEncrypted(config(plain, "localhost", mode, null))).isFalse();
    }

    @Test
    void modeAllowUsesEncryptionWhenTheServerRequiresIt() throws Exception {
        var insisting = OwnPostgres.at(folder.resolve("insisting"), Map.of(
                "ssl", "on", "ssl_cert_file", right.chain().toString(), "ssl_key_file", right.key().toString()))
                .start();
        try (insisting) {
            insisting.admitOnly("hostssl all all all trust");
            TestDatabase.value(insisting.config("localhost", "?sslmode=require"), "select pg_reload_conf()");

            Awaitility.await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(isEncrypted(config(insisting, "localhost", "allow", null)))
                            .isTrue());
        }
    }

    @Test
    void modePreferLeavesNoExtraConnectionOpen() {
        var config = config(plain, "localhost", "prefer", null);
        var vertx = Vertx.vertx();
        try {
            var database = Database.open(vertx, config);
            database.run("select 1").await();

            assertThat(database.run("select count(*) as all from pg_stat_activity where client_port is not null")
                    .await().iterator().next()
                    .getLong("all")).isEqualTo(1);
        } finally {
            vertx.close().await();
        }
    }

    /** The certificate is made out to localhost. */
    @Test
    void hostNameIsComparedForEachOfSeveralHosts() {
        var parameters = "?sslmode=verify-full&sslrootcert=" + right.chain();
        var one = encrypted.config("127.0.0.1:" + encrypted.port() + ",localhost", parameters);
        var none = encrypted.config("127.0.0.1:" + encrypted.port() + ",127.0.0.2", parameters);

        assertThat(isEncrypted(one)).isTrue();
        assertThat(Schema.state(one)).isEqualTo(Schema.State.MISSING);
        assertThatThrownBy(() -> isEncrypted(none)).satisfies(
                failure -> assertThat(DatabaseFailure.ofStart(failure, none)).hasValueSatisfying(trouble -> {
            assertThat(trouble.sentence()).startsWith("the certificate of 127.0.0.")
                    .endsWith(":" + encrypted.port() + " was given to another host name");
            assertThat(trouble.passes()).isFalse();
        }));
        assertThatThrownBy(() -> Schema.state(none))
                .satisfies(failure -> assertThat(DatabaseFailure.of(failure, none)).isPresent());
    }

    private static boolean isEncrypted(Config.Database config) {
        var vertx = Vertx.vertx();
        try {
            return Database.open(vertx, config).run("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                    .await().iterator().next().getBoolean("ssl");
        } finally {
            vertx.close().await();
        }
    }

    private static Config.Database config(OwnPostgres server, String host, String mode, String trusted) {
        return server.config(host, (mode == null ? "" : "?sslmode=" + mode)
                + (trusted == null ? "" : "&sslrootcert=" + folder.resolve(trusted)));
    }
}
