package nl.rijkscloud.keys;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.keys.PurposeKeyStore.Wrapped;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.MasterKey;
import nl.rijkscloud.vault.PurposeKey;
import nl.rijkscloud.vault.PurposeKeys;

/** Unwraps stored keys, each under one of the master keys at hand. */
final class Unwrapping {
    private record Version(KeyPurpose purpose, int number) {}

    private Unwrapping() {}

    /** Every version of every purpose; throws {@link KeysRefused} if one is missing or was changed. */
    static PurposeKeys all(List<Wrapped> rows, List<MasterKey> masters) {
        var opened = new HashMap<Version, PurposeKey>();
        for (var row : rows) {
            key(row, masters).ifPresent(key -> opened.put(new Version(key.purpose(), key.version()), key));
        }
        if (!rows.isEmpty() && opened.isEmpty()) {
            throw new KeysRefused(masters.size() > 1 ? KeysRefused.OTHER_BOTH : KeysRefused.OTHER_MASTER);
        }
        for (var row : rows) {
            if (!opened.containsKey(new Version(row.purpose(), row.version()))) {
                throw KeysRefused.missing(row.purpose());
            }
        }
        for (var purpose : KeyPurpose.values()) {
            if (opened.keySet().stream().noneMatch(version -> version.purpose() == purpose)) {
                throw KeysRefused.missing(purpose);
            }
        }
        return new PurposeKeys(List.copyOf(opened.values()), Optional.of(masters.getFirst()));
    }

    /** Empty if another master key wraps this row. */
    static Optional<PurposeKey> key(Wrapped row, List<MasterKey> masters) {
        return masters.stream().filter(master -> Arrays.equals(master.check(), row.master())).findFirst()
                .map(master -> master.unwrap(row.purpose(), row.id(), row.version(), row.bytes())
                        .orElseThrow(() -> KeysRefused.changed(row.purpose())));
    }
}
