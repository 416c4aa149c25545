package nl.rijkscloud.startup;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.vault.MasterKey;

/** Compares the configured master keys with the one that the database was used with. */
final class RotationCheck {
    private final Path file;
    private final Optional<Path> previous;

    RotationCheck(Path file, Optional<Path> previous) {
        this.file = file;
        this.previous = previous;
    }

    Future<Findings> look(Database database, byte[] stored) {
        try {
            var current = MasterKey.read(file).check();
            if (Arrays.equals(stored, current)) {
                return Future.succeededFuture(previous.isEmpty() ? Findings.NOTHING
                        : Findings.warning("previousMasterKey: is not needed any more; take it out of the"
                                + " configuration"));
            }
            var isPrevious = previous.isPresent() && Arrays.equals(stored, MasterKey.read(previous.get()).check());
            return new InstallationStore(database).isWrappedBy(current).map(wraps -> {
                if (wraps) {
                    return Findings.warning("masterKey: its rotation is not finished; see key show");
                }
                return isPrevious ? Findings.warning("masterKey: opens nothing yet; run key rotate")
                        : Findings.reason(InstallationKey.DIFFERS);
            });
        } catch (IOException unreadable) {
            return Future.succeededFuture(Findings.NOTHING); // KeyCheck reports it
        }
    }
}
