package nl.rijkscloud.vault;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The keys of all purposes, which a start has unwrapped. Ask for a key at each use and keep none, because a rotation
 * adds versions while the server runs. Safe for use from any thread.
 */
public final class PurposeKeys {
    private final Optional<MasterKey> master;
    private final Map<KeyPurpose, Integer> inUse = new ConcurrentHashMap<>();
    private volatile List<PurposeKey> newestFirst;

    /** @param keys at least one for each purpose */
    public PurposeKeys(List<PurposeKey> keys) {
        this(keys, Optional.empty());
    }

    /** @param master unwraps versions that are made later */
    public PurposeKeys(List<PurposeKey> keys, Optional<MasterKey> master) {
        this.master = master;
        newestFirst = sorted(keys);
        for (var purpose : KeyPurpose.values()) {
            if (all(purpose).isEmpty()) {
                throw new IllegalArgumentException("no key for " + purpose.word());
            }
        }
    }

    /** The key that seals and signs now: the newest, unless a later one waits until every server knows it. */
    public PurposeKey current(KeyPurpose purpose) {
        var used = inUse.get(purpose);
        return used == null ? newest(purpose) : find(purpose, used).orElseGet(() -> newest(purpose));
    }

    /** Lets this version seal, if none after it does. */
    public synchronized void use(KeyPurpose purpose, int version) {
        inUse.merge(purpose, version, Math::max);
    }

    /** The version that was made last, which may not seal yet. */
    public PurposeKey newest(KeyPurpose purpose) {
        return all(purpose).getFirst();
    }

    /** This version of the key; empty if it is gone, or was made since. */
    public Optional<PurposeKey> find(KeyPurpose purpose, int version) {
        return all(purpose).stream().filter(key -> key.version() == version).findFirst();
    }

    /** Every version of the key, the newest first. */
    public List<PurposeKey> all(KeyPurpose purpose) {
        return newestFirst.stream().filter(key -> key.purpose() == purpose).toList();
    }

    /** The bytes of the current key, for a room that joins them to another half: 32. */
    public byte[] half(KeyPurpose purpose) {
        return current(purpose).bytes().clone();
    }

    /** Adds a version that was made since, if it is new and our current master key wraps it. */
    public void learn(KeyPurpose purpose, UUID id, int version, byte[] wrappedBy, byte[] wrapped) {
        master.filter(ours -> Arrays.equals(ours.check(), wrappedBy))
                .flatMap(ours -> ours.unwrap(purpose, id, version, wrapped))
                .ifPresent(this::add);
    }

    /** Adds a version if it is new. */
    public synchronized void add(PurposeKey key) {
        if (all(key.purpose()).stream().noneMatch(known -> known.version() == key.version())) {
            newestFirst = sorted(Stream.concat(newestFirst.stream(), Stream.of(key)).toList());
        }
    }

    private static List<PurposeKey> sorted(List<PurposeKey> keys) {
        return keys.stream().sorted(Comparator.comparingInt(PurposeKey::version).reversed()).toList();
    }
}
