package nl.rijkscloud.vault;

import java.util.Comparator;
import java.util.List;

/**
 * The keys of all purposes, which a start has unwrapped. Ask for a key at each use and keep none, because a rotation
 * adds versions while the server runs. Safe for use from any thread.
 */
public final class PurposeKeys {
    private final List<PurposeKey> newestFirst;

    /** @param keys at least one for each purpose */
    public PurposeKeys(List<PurposeKey> keys) {
        newestFirst = keys.stream().sorted(Comparator.comparingInt(PurposeKey::version).reversed()).toList();
        for (var purpose : KeyPurpose.values()) {
            if (all(purpose).isEmpty()) {
                throw new IllegalArgumentException("no key for " + purpose.word());
            }
        }
    }

    /** The key that seals and signs now. */
    public PurposeKey current(KeyPurpose purpose) {
        return all(purpose).getFirst();
    }

    /** Every version of the key, the newest first. */
    public List<PurposeKey> all(KeyPurpose purpose) {
        return newestFirst.stream().filter(key -> key.purpose() == purpose).toList();
    }

    /** The bytes of the current key, for a room that joins them to another half: 32. */
    public byte[] half(KeyPurpose purpose) {
        return current(purpose).bytes().clone();
    }
}
