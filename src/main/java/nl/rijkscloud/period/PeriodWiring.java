package nl.rijkscloud.period;

import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.period.PeriodKeys.ForeignKeyPlace;
import nl.rijkscloud.platform.Platform;

/** Wires the period keys, their place and their rotation. */
public final class PeriodWiring {
    private final Platform platform;
    private final PeriodKeys keys;
    private final PeriodSeal seal;

    public PeriodWiring(Platform platform) {
        this.platform = platform;
        keys = new PeriodKeys(
                platform.vertx(), platform.database(), new KeyFolder(folder()), platform.random(), platform.clock());
        seal = new PeriodSeal(keys, new PeriodCipher(platform.aead(), platform.keys()));
    }

    public PeriodSeal seal() {
        return seal;
    }

    /** The folder of the keys. */
    public Path folder() {
        return platform.config().storage().keys();
    }

    /** Makes the folder where there is none. Blocks. */
    public void makeFolder() throws IOException {
        KeyFolder.make(folder());
    }

    /**
     * Succeeds when the key place is there and belongs to this database. Fails with {@link ForeignKeyPlace} when it
     * does not.
     */
    public Future<Void> confirm() {
        return keys.home().mapEmpty();
    }

    /** Sees to it that there is a key to seal under. */
    public Future<Void> begin() {
        return rotation(List.of()).begin();
    }

    /** @param rows every table that is sealed under period keys */
    public Deployable verticle(List<SealedRows> rows) {
        return new RotationVerticle(rotation(rows), platform.metrics());
    }

    private PeriodKeyRotation rotation(List<SealedRows> rows) {
        return new PeriodKeyRotation(platform.chores(), keys, seal, rows, platform.clock());
    }
}
