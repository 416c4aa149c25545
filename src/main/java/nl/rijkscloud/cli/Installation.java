package nl.rijkscloud.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigException;
import nl.rijkscloud.config.ConfigFile;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseFailure;
import nl.rijkscloud.db.Schema;
import nl.rijkscloud.keys.MasterKeys;
import nl.rijkscloud.startup.InstallationKey;
import nl.rijkscloud.startup.StartRefused;
import nl.rijkscloud.vault.PurposeKeys;

/** A portal's configuration, database and key, for the work of one command. The portal itself need not run. */
record Installation(Vertx vertx, Config config, Database database, PurposeKeys keys, MasterKeys masters) {

    /** The operator must correct something first; the message names it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String sentence) {
            super(sentence, null, false, false);
        }

        /** Never null: it was made with a sentence. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /** Blocks. Never changes the schema. Fails with {@link Refused}, or as the work does. */
    static <T> T use(Path file, Map<String, String> environment, Function<Installation, Future<T>> work) {
        var config = config(file, environment);
        var masters = masters(config);
        try {
            Schema.confirm(config.database());
            return with(config, masters, work);
        } catch (RuntimeException failure) {
            throw DatabaseFailure.of(failure, config.database()).<RuntimeException>map(
                    trouble -> new Refused("database: " + trouble.sentence())).orElse(failure);
        }
    }

    private static <T> T with(Config config, MasterKeys masters, Function<Installation, Future<T>> work) {
        var vertx = Vertx.vertx();
        try {
            var database = Database.open(vertx, config.database());
            try {
                return InstallationKey.open(database, masters, Optional.empty())
                        .compose(keys -> work.apply(new Installation(vertx, config, database, keys, masters)))
                        .await();
            } catch (StartRefused otherKey) {
                throw new Refused(otherKey.getMessage());
            } finally {
                database.close().await();
            }
        } finally {
            vertx.close().await();
        }
    }

    InstantSource clock() {
        return InstantSource.system();
    }

    Audit audit() {
        return new Audit(database, keys, clock());
    }

    private static Config config(Path file, Map<String, String> environment) {
        try {
            return ConfigFile.load(file, environment);
        } catch (ConfigException wrong) {
            throw new Refused(String.join(System.lineSeparator(), wrong.mistakes()));
        }
    }

    private static MasterKeys masters(Config config) {
        try {
            return MasterKeys.read(config);
        } catch (IOException unreadable) {
            throw new Refused("masterKey: " + config.masterKey() + config.previousMasterKey().map(file -> " or "
                    + file).orElse("") + " cannot be read as a master key");
        }
    }
}
