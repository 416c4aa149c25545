package nl.rijkscloud.keys;

import io.vertx.core.Future;
import java.time.Duration;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.KeyPurpose;

/**
 * Deletes the keys for codes that a later version has replaced, once every code from their time has expired. Nothing is
 * hashed anew: until then guesses are compared under both. {@link ShareRenewal} lets the new version take over.
 */
public final class CodeKeyRenewal {
    /** Longer than the longest life of a code, 72 hours, and a server that was stopped meanwhile. */
    static final Duration OUTLIVES_CODES = Duration.ofDays(4);

    private final PurposeKeyStore installation = new PurposeKeyStore();
    private final GenerationStore generations = new GenerationStore();
    private final Database database;

    public CodeKeyRenewal(Database database) {
        this.database = database;
    }

    public Future<Void> run() {
        return generations.replacedFor(database.client(), KeyPurpose.CODE, OUTLIVES_CODES).compose(old -> old.isEmpty()
                ? Future.succeededFuture()
                : database.inTransaction(tx -> installation.lock(tx).compose(locked -> Loop.forEach(old,
                        version -> generations.delete(tx, KeyPurpose.CODE, version)))));
    }
}
