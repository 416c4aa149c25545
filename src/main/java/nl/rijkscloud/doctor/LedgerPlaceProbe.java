package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.config.Config;

/**
 * Looks if the destruction ledger could go back to an earlier state together with the database or the documents: then
 * it would not tell that they did. Blocks.
 */
final class LedgerPlaceProbe {
    private static final String NAME = "ledger-place";
    private static final String ADVICE = "Give the ledger a volume of its own, which no snapshot or backup takes back.";

    private LedgerPlaceProbe() {}

    static List<Finding> look(Config config) throws IOException {
        return look(config.ledger().folder(), Optional.of(config.storage().folder())
                .filter(documents -> config.storage().kind() == Config.StorageKind.FOLDER),
                DatabaseProbe.folder(config.database()));
    }

    /**
     * @param documents empty if they lie in a bucket
     * @param database empty if it lies elsewhere, or our user may not know its folder
     */
    static List<Finding> look(Path folder, Optional<Path> documents, Optional<Path> database) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of(); // the check of the start reports it
        }
        var ledger = folder.toRealPath();
        var found = new ArrayList<Finding>();
        if (database.isPresent() && ledger.startsWith(database.get().toRealPath())) {
            found.add(Finding.error(NAME, "the destruction ledger lies inside the folder of the database", ADVICE));
        } else if (database.isPresent() && isOnOneVolume(ledger, database.get())) {
            found.add(Finding.warning(NAME, "the destruction ledger and the database are on one volume", ADVICE));
        }
        if (documents.filter(Files::isDirectory).isPresent() && isOnOneVolume(ledger, documents.get())) {
            found.add(Finding.warning(NAME, "the destruction ledger and the documents are on one volume", ADVICE));
        }
        return found.isEmpty()
                ? List.of(Finding.ok(NAME, "nothing else of the portal that could be seen is on the ledger's volume"))
                : found;
    }

    private static boolean isOnOneVolume(Path one, Path other) throws IOException {
        return KeyPlaceProbe.device(one).equals(KeyPlaceProbe.device(other));
    }
}
