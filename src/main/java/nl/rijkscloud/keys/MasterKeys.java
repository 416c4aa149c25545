package nl.rijkscloud.keys;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.vault.MasterKey;

/**
 * The master keys of the configuration.
 *
 * @param previous the one that {@code current} replaces, while a rotation lasts
 */
public record MasterKeys(MasterKey current, Optional<MasterKey> previous) {
    public static MasterKeys of(MasterKey only) {
        return new MasterKeys(only, Optional.empty());
    }

    /** Reads the files. Throws with a sentence for the operator if one cannot be used. */
    public static MasterKeys read(Config config) throws IOException {
        var current = MasterKey.read(config.masterKey());
        return config.previousMasterKey().isPresent()
                ? new MasterKeys(current, Optional.of(MasterKey.read(config.previousMasterKey().get())))
                : of(current);
    }

    /** The ones that may open stored keys: once the current one has taken over, no other. */
    List<MasterKey> opening(byte[] installed) {
        var keys = new ArrayList<>(List.of(current));
        if (!Arrays.equals(current.check(), installed)) {
            previous.ifPresent(keys::add);
        }
        return keys;
    }

    /** The key with this fingerprint. */
    Optional<MasterKey> find(byte[] check) {
        return Stream.concat(Stream.of(current), previous.stream())
                .filter(key -> Arrays.equals(key.check(), check)).findFirst();
    }
}
