package nl.rijkscloud.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.PurposeKeys;
import nl.rijkscloud.vault.Slots;

/**
 * The parts that every room may use. Each is safe for use from any thread and lives as long as the process.
 *
 * @param clock the database's time, which all nodes share; for leases, expiry and everything that is stored
 */
public record Platform(
        Vertx vertx, Config config, PurposeKeys keys, Database database, InstantSource clock, MeterRegistry metrics,
        Bus bus, SecureRandom random, Aead aead, Slots slots) {

    /** Call it once for each Vert.x, which takes one bus only. */
    public static Platform of(Vertx vertx, Config config, PurposeKeys keys, Database database, InstantSource clock,
            MeterRegistry metrics) {
        var random = new SecureRandom();
        var aead = new Aead(random);
        return new Platform(
                vertx, config, keys, database, clock, metrics, new Bus(vertx), random, aead,
                new Slots(aead, random, keys));
    }

    /** The connections for work that nobody waits for. */
    public Database chores() {
        return database.forChores();
    }
}
