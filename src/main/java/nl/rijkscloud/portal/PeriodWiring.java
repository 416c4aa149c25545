package nl.rijkscloud.portal;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.period.ForeignKeyPlace;
import nl.rijkscloud.period.KeyFolder;
import nl.rijkscloud.period.PeriodCipher;
import nl.rijkscloud.period.PeriodKeyRotation;
import nl.rijkscloud.period.PeriodKeys;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.RotationVerticle;
import nl.rijkscloud.request.RequestTextStore;
import nl.rijkscloud.startup.FolderCheck;
import nl.rijkscloud.startup.StartRefused;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.Slots;

/** The period keys, and all tables that are sealed under them. */
final class PeriodWiring {
    private final Vertx vertx;
    private final Path folder;
    private final Database database;
    private final InstantSource clock;
    private final PeriodKeys keys;
    private final PeriodSeal seal;

    PeriodWiring(Vertx vertx, Config config, MasterKey master, Database database, Aead aead, SecureRandom random, InstantSource clock) {
        this.vertx = vertx;
        this.folder = config.storage().keys();
        this.database = database;
        this.clock = clock;
        keys = new PeriodKeys(vertx, database, new KeyFolder(folder), random, clock);
        seal = new PeriodSeal(keys, new PeriodCipher(aead, master));
    }

    PeriodSeal seal() {
        return seal;
    }

    /** The key place is there and is this database's, and there is a key. Fails with {@link StartRefused} when it is the place of another. */
    Future<Void> begin() {
        return vertx.executeBlocking(this::folder)
                .compose(made -> keys.home())
                .compose(home -> new PeriodKeyRotation(database, keys, seal, List.of(), clock).begin())
                .recover(failure -> Future.failedFuture(failure instanceof ForeignKeyPlace ? new StartRefused(failure.getMessage()) : failure));
    }

    private Void folder() {
        try {
            KeyFolder.make(folder);
            return null;
        } catch (IOException refused) {
            throw new StartRefused("storage.keys: " + folder + " is not there and cannot be made; make it, or mount it");
        }
    }

    /** Succeeds when the key place is there and can be written. */
    Future<Void> look() {
        return keys.home().compose(home -> vertx.executeBlocking(() -> FolderCheck.probe(folder), false)).mapEmpty();
    }

    /** @param lost settles a transfer whose key is lost */
    Deployable verticle(Slots slots, Function<UUID, Future<Void>> lost, MeterRegistry metrics) {
        return new RotationVerticle(new PeriodKeyRotation(
                database.forChores(), keys, seal,
                List.of(
                        Outbox.sealedRows(database.forChores(), clock), Links.sealedRows(database.forChores(), slots, lost),
                        new RequestTextStore(database.forChores(), slots, clock)),
                clock), metrics);
    }
}
